#!/usr/bin/env bash
# pdf2json 4 gives the text of a page from the bottom to the top: the page's number comes first, then the last paragraph, its last line before
# the one above, and the title at the end. Pages themselves are in order, and so are the pieces in its JSON, as they are in the file.
# Version 3.2.2 had the lines in order, as pypdf has them. In both a list's number and its words are one: "7.Plans".
#
# Why it matters: getRawTextContent is what one calls for the text of a report. Every word is there and can be found, so a test with
# some words succeeds; phrases over a line's end, headings with what they head, and lists with their numbers are the wrong way round.
#
# Seen 2026-11-30 with pdf2json 4.1.0 and 3.2.2 (npm, Node 20), typst 0.15.2 and pypdf 7.1.1 (PyPI, Python 3.11).
set -euo pipefail

command -v npm > /dev/null || { echo "needs Node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
npm install --silent --no-fund --no-audit new@npm:pdf2json@4.1.0 old@npm:pdf2json@3.2.2 > /dev/null

cat > report.typ <<'TYP'
#set page(width: 9cm, height: 7cm, numbering: "1")
= What needs to improve
7. Plans for children are late, and managers do not know how late they are.

8. Visits are few.
#pagebreak()
9. Staff agree.
TYP
venv/bin/python - <<'PY'
import pypdf, typst
typst.compile("report.typ", output="report.pdf")
text = "\n".join(page.extract_text() for page in pypdf.PdfReader("report.pdf").pages)
open("pypdf.txt", "w").write(text)
PY
cat > read.js <<'JS'
const library = require(process.argv[2]);
const reader = new (library.default ?? library)(null, true);
reader.on("pdfParser_dataError", (error) => { throw error; });
reader.on("pdfParser_dataReady", (data) => {
  require("fs").writeFileSync(`${process.argv[2]}.txt`, reader.getRawTextContent());
  const pieces = data.Pages[0].Texts.map((piece) => decodeURIComponent(piece.R[0].T).trim()).filter(Boolean);
  require("fs").writeFileSync(`${process.argv[2]}-json.txt`, pieces.join("\n"));
});
reader.loadPDF("report.pdf");
JS
for version in new old; do node read.js $version > log 2>&1 || { tail -n 5 log; exit 1; }; done
for name in pypdf new old new-json; do
    echo "$name: $(tr -d '\r' < $name.txt | grep -v Break | tr -s ' ' | sed 's/^ //; s/ $//' | grep . | paste -sd '|')"
done > saw
cat saw
cat > expected <<'TXT'
pypdf: What needs to improve|7. Plans for children are late, and managers|do not know how late they are.|8. Visits are few.|1|9. Staff agree.|2
new: 1|8.Visits are few.|do not know how late they are.|7.Plans for children are late, and managers|What needs to improve|2|9.Staff agree.
old: What needs to improve|7.Plans for children are late, and managers|do not know how late they are.|8.Visits are few.|1|9.Staff agree.|2
new-json: What needs to improve|7.|Plans for children are late, and managers|do not know how late they are.|8.|Visits are few.|1
TXT
diff expected saw || { echo "changed: the lines are in another order"; exit 1; }
echo "as seen: the text is upside down"
