#!/usr/bin/env bash
# Miller writes JSON that no reader of JSON takes where a field of CSV looks like a number to it and not to JSON: the paragraph label "7." is 7. without quotes, .5 is .5, the code 0x1F is 0x1F. It keeps
# numbers as they were written, and what it has for a number is wider than JSON's. A leading nought, a plus sign, Inf and 1_000 get quotes; 7.10 and 1e5
# stand as they are. It ends well, and a reader of JSON refuses the whole file.
#
# Why it matters: mlr --icsv --ojson is how tables of findings are handed to programs. One label in thousands of rows is enough, and the rows before it
# were right, so it depends on the report whether it works.
#
# Seen 2026-11-30 with Debian 12's miller 6.6.0-2+b3; Python 3.11 as the reader.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' miller 2> /dev/null) || { echo "needs the Debian package miller"; exit 2; }
echo "miller $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > read.py <<'PY'
import json, subprocess
for field in ("7", "7.", "7.10", ".5", "-.5", "0x1F", "0b101", "0o17", "0007", "+7", "1e5", "1.e5", "1_000", "Inf", "NaN", "7a", "-7"):
    with open("labels.csv", "w") as file:
        file.write(f"label\n{field}\n")
    written = subprocess.run(["mlr", "--icsv", "--ojson", "cat", "labels.csv"], capture_output=True, text=True)
    value = written.stdout.split('"label": ')[1].split("\n")[0]
    try:
        read = repr(json.loads(written.stdout)[0]["label"])
    except json.JSONDecodeError:
        read = "refused"
    print(f"{field} is written {value}, exit {written.returncode}; read: {read}")
PY
python3 read.py > saw
cat saw
cat > expected <<'TXT'
7 is written 7, exit 0; read: 7
7. is written 7., exit 0; read: refused
7.10 is written 7.10, exit 0; read: 7.1
.5 is written .5, exit 0; read: refused
-.5 is written -.5, exit 0; read: refused
0x1F is written 0x1F, exit 0; read: refused
0b101 is written 0b101, exit 0; read: refused
0o17 is written 0o17, exit 0; read: refused
0007 is written "0007", exit 0; read: '0007'
+7 is written "+7", exit 0; read: '+7'
1e5 is written 1e5, exit 0; read: 100000.0
1.e5 is written 1.e5, exit 0; read: refused
1_000 is written "1_000", exit 0; read: '1_000'
Inf is written "Inf", exit 0; read: 'Inf'
NaN is written "NaN", exit 0; read: 'NaN'
7a is written "7a", exit 0; read: '7a'
-7 is written -7, exit 0; read: -7
TXT
diff expected saw || { echo "changed: numbers are written otherwise"; exit 1; }
echo "as seen: a label makes the file no JSON"
