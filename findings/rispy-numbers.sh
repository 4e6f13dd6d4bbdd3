#!/usr/bin/env bash
# rispy writes a number on a line by itself before each record of a RIS file ("1.", then "TY  - RPRT"), and pandoc and astrocite-ris refuse the file at it; Citation.js and bibutils read
# it. A line that goes on below KW is a keyword of its own for it: "help and" and "protection" are two. Of two series (T2) it keeps the first. The number of a report
# that it calls number it writes as IS, and what it reads from M1 it calls note, so that M1 in is M1 out, but number in is no M1.
#
# Why it matters: it is Python's library for RIS, and the files go to programs that others have chosen. Some take them and some say that line 1, column 2 is
# wrong, where every reader that was tried beforehand may have been of the first kind.
#
# Seen 2026-11-30 with rispy 0.10.0 and pandoc 3.9 (pypandoc_binary 1.17, PyPI, Python 3.11), astrocite-ris 0.16.4 and @citation-js/plugin-ris 0.8.2 (npm, Node 20), and
# Debian 12's bibutils 7.2.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' bibutils 2> /dev/null) || { echo "needs the Debian package bibutils"; exit 2; }
echo "bibutils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check rispy==0.10.0 pypandoc_binary==1.17
npm install --silent --no-audit --no-fund --prefix . astrocite-ris@0.16.4 @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 > /dev/null 2>&1

cat > write.py <<'PY'
import rispy
lines = ["TY  - RPRT", "TI  - Plans", "AU  - Lee, Ann", "PY  - 2022", "T2  - Series one", "T2  - Series two", "M1  - HC 12", "KW  - help and", "protection", "ER  - ", ""]
record = rispy.loads("\n".join(lines))[0]
print("read:", {name: record.get(name) for name in ("keywords", "secondary_title", "note", "number")})
with open("reports.ris", "w") as file:
    rispy.dump([record, {"type_of_reference": "RPRT", "title": "Visits", "number": "HC 13"}], file)
print("written:", open("reports.ris").read().split("\n"))
PY
venv/bin/python write.py > saw 2> log || { tail -n 5 log; exit 1; }
cat > pandoc.py <<'PY'
import json, pypandoc
try:
    print("pandoc:", [entry["title"] for entry in json.loads(pypandoc.convert_file("reports.ris", "csljson", format="ris"))])
except RuntimeError as error:
    print("pandoc:", "refused," if "unexpected '.'" in str(error) else "otherwise,", "(line 1, column 2)" if "(line 1, column 2)" in str(error) else "")
PY
venv/bin/python pandoc.py >> saw
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";
import { parse } from "astrocite-ris";
const text = readFileSync("reports.ris", "utf8");
for (const [name, read] of [["Citation.js", (text) => new Cite(text).data], ["astrocite-ris", parse]])
    try {
        console.log(`${name}: ${read(text).map((entry) => entry.title)}`);
    } catch (error) {
        console.log(`${name}: ${error.message}`);
    }
JS
node read.mjs >> saw
echo "bibutils: $(ris2xml reports.ris 2> log | grep -c '<mods ID') records" >> saw
cat saw
cat > expected <<'TXT'
read: {'keywords': ['help and', 'protection'], 'secondary_title': 'Series one', 'note': 'HC 12', 'number': None}
written: ['1.', 'TY  - RPRT', 'TI  - Plans', 'AU  - Lee, Ann', 'PY  - 2022', 'T2  - Series one', 'M1  - HC 12', 'KW  - help and', 'KW  - protection', 'ER  - ', '', '2.', 'TY  - RPRT', 'TI  - Visits', 'IS  - HC 13', 'ER  - ', '']
pandoc: refused, (line 1, column 2)
Citation.js: Plans,Visits
astrocite-ris: Expected "TY" but "1" found.
bibutils: 2 records
TXT
diff expected saw || { echo "changed: RIS is written or read otherwise"; exit 1; }
echo "as seen: each record has a number before it"
