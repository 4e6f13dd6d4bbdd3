#!/usr/bin/env bash
# kreuzberg loses the first footnote of a .docx file, mark and words, and then takes each mark for the note behind its own: it leaves out the
# note with the id 1, while its Markdown counts the rest from 1. So "Visits[^2]", whose note is "Those of May.",
# has [^2] "Third." below it, and "Those of May." is [^1]. In OpenDocument the marks stand at the end of their paragraph, and a note
# in a list is gone with its mark.
#
# Why it matters: notes hold the source and the date of a finding. A reader who follows the mark comes to another finding's note, and nothing
# is amiss to the eye, since notes are few and their numbers fit.
#
# Seen 2026-11-30 with kreuzberg 4.10.4 (PyPI, Python 3.11); input by docx 9.15.2 (npm, Node 20), whose notes have the ids 1, 2 and 3,
# read by mammoth 1.13.0 and made OpenDocument by pandoc 3.9 (PyPI: pypandoc_binary 1.17).
set -euo pipefail

command -v npm > /dev/null || { echo "needs Node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check kreuzberg==4.10.4 mammoth==1.13.0 pypandoc_binary==1.17
npm install --silent --no-fund --no-audit docx@9.15.2 > /dev/null

cat > write.js <<'JS'
const { Document, FootnoteReferenceRun, Packer, Paragraph, TextRun } = require("docx");
const note = (text) => ({ children: [new Paragraph(text)] });
const report = new Document({
  footnotes: { 1: note("Those of March."), 2: note("Those of May."), 3: note("Third.") },
  numbering: { config: [{ reference: "list", levels: [{ level: 0, format: "decimal", text: "%1.", start: 1 }] }] },
  sections: [{ children: [
    new Paragraph({ children: [
      new TextRun("Plans"), new FootnoteReferenceRun(1), new TextRun(" are late. Visits"), new FootnoteReferenceRun(2), new TextRun(" are few."),
    ] }),
    new Paragraph({ numbering: { reference: "list", level: 0 }, children: [new TextRun("Staff agree."), new FootnoteReferenceRun(3)] }),
  ] }],
});
Packer.toBuffer(report).then((bytes) => require("fs").writeFileSync("report.docx", bytes));
JS
node write.js
cat > read.py <<'PY'
import kreuzberg, mammoth, pypandoc, re
def show(name, text):
    print(f"{name}: {' '.join(text.split())}")
with open("report.docx", "rb") as file:
    show("mammoth", re.sub(r"<[^>]*>", " ", mammoth.convert_to_html(file).value))
pypandoc.convert_file("report.docx", "odt", outputfile="report.odt")
for name in ("report.docx", "report.odt"):
    for form in ("plain", "markdown"):
        options = kreuzberg.ExtractionConfig(output_format=form)
        show(f"kreuzberg, {name}, {form}", kreuzberg.extract_file_sync(name, config=options).content)
PY
venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
mammoth: Plans [1] are late. Visits [2] are few. Staff agree. [3] Those of March. ↑ Those of May. ↑ Third. ↑
kreuzberg, report.docx, plain: Plans are late. Visits[^2] are few. Staff agree.[^3] Those of May. Third.
kreuzberg, report.docx, markdown: Plans are late. Visits[^2] are few.[^1] 1. Staff agree.[^3][^2] [^1]: Those of May. [^2]: Third.
kreuzberg, report.odt, plain: Plans are late. Visits are few.[^1][^2] Staff agree. Those of March. Those of May.
kreuzberg, report.odt, markdown: [^1][^2] Plans are late. Visits are few.[^1][^2] - Staff agree. [^1]: Those of March. [^2]: Those of May.
TXT
diff expected saw || { echo "changed: notes are read otherwise"; exit 1; }
echo "as seen: the first note is gone"
