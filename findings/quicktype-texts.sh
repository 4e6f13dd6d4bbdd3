#!/usr/bin/env bash
# quicktype, which writes program code from samples of JSON, makes numbers and dates of texts where all samples look so: of "number": "7" its Python has an int, of "open": "true" a bool and of "day": "2022-03-14"
# a datetime, which it writes as "2022-03-14T00:00:00". A finding numbered "7.10" or "12a" ends the program with an error, "007" becomes "7". The case "0007"
# stays text. In TypeScript all but the day is text, in Go the day too; C# is like Python.
#
# Why it matters: it is how programs for someone else's answers are begun, from a few answers. They read the first hundred reports, and then comes one whose
# paragraphs are numbered 7.10. The JSON has quotation marks around each of these values.
#
# Seen 2026-11-30 with quicktype-core 26.0.0 (npm, Node 20) and Python 3.11 with python-dateutil 2.9.0.post0 (PyPI).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-dateutil==2.9.0.post0
npm install --silent --no-audit --no-fund quicktype-core@26.0.0 > log 2>&1 || { tail -n 5 log; exit 1; }
cat > generate.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { InputData, jsonInputForTargetLanguage, quicktype } from "quicktype-core";
const samples = [{ number: "7", case: "0007", open: "true", day: "2022-03-14" }, { number: "8", case: "0012", open: "false", day: "2022-07-18" }];
for (const [lang, lines] of [["python", /^ {4}(number|case|open|day): /], ["csharp", /public (\w+) (Number|Case|Open|Day) /], ["typescript", /^ {4}(number|case|open|day): /], ["go", /^\t(Number|Case|Open|Day) /]]) {
  const input = jsonInputForTargetLanguage(lang);
  await input.addSource({ name: "Finding", samples: samples.map((sample) => JSON.stringify(sample)) });
  const inputData = new InputData();
  inputData.addInput(input);
  const { lines: code } = await quicktype({ inputData, lang });
  if (lang === "python") writeFileSync("finding.py", code.join("\n"));
  console.log(`${lang}: ${code.filter((line) => lines.test(line)).map((line) => line.trim().replace(/\s+/g, " ")).join(" | ")}`);
}
JS
node generate.mjs > saw
cat > read.py <<'PY'
import json
from finding import Finding
first = {"number": "7", "case": "0007", "open": "true", "day": "2022-03-14"}
print("read and written:", json.dumps(Finding.from_dict(first).to_dict()))
for change in ({"number": "7.10"}, {"number": "12a"}, {"number": "007"}, {"open": "unknown"}):
    try:
        print(f"{change}:", json.dumps(Finding.from_dict(first | change).to_dict()))
    except Exception as error:
        print(f"{change}: {type(error).__name__}")
PY
venv/bin/python read.py >> saw
cat saw
cat > expected <<'TXT'
python: number: int | case: str | open: bool | day: datetime
csharp: public long Number { get; set; } | public string Case { get; set; } | public bool Open { get; set; } | public DateTimeOffset Day { get; set; }
typescript: number: string; | case: string; | open: string; | day: Date;
go: Number string `json:"number"` | Case string `json:"case"` | Open string `json:"open"` | Day string `json:"day"`
read and written: {"number": "7", "case": "0007", "open": "true", "day": "2022-03-14T00:00:00"}
{'number': '7.10'}: ValueError
{'number': '12a'}: ValueError
{'number': '007'}: {"number": "7", "case": "0007", "open": "true", "day": "2022-03-14T00:00:00"}
{'open': 'unknown'}: AssertionError
TXT
diff expected saw || { echo "changed: texts are of other types"; exit 1; }
echo "as seen: a text is a number"
