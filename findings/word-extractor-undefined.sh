#!/usr/bin/env bash
# word-extractor writes the word "undefined" into each word of a .doc file that has a soft hyphen, the unseen mark where a word may be broken:
# understanding is "underundefinedstanding". A no-break hyphen is a control character (U+001E), so the ages 16-17 are shown as 1617. antiword
# and catdoc read understanding and 16-17. From the .docx of the same words it takes the soft hyphens out, and loses the other one.
#
# Why it matters: long words get soft hyphens where a column is narrow, and those are the words of the field: safeguarding, understanding.
# The text is sound but for them, no search finds them, and "undefined" is found in reports that do not say it.
#
# Seen 2026-11-30 with word-extractor 1.0.4 (npm, Node 20), Debian 12's antiword 0.37-16+deb12u1 and catdoc 1:0.95-6~deb12u1; the .doc by
# libreoffice-writer-nogui 4:7.4.7-1+deb12u14 from that of python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
echo "LibreOffice $version"
for package in catdoc antiword; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
command -v npm > /dev/null || { echo "needs Node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0
npm install --silent --no-fund --no-audit word-extractor@1.0.4 > /dev/null

cat > write.py <<'PY'
import docx
from docx.oxml import OxmlElement
report = docx.Document()
paragraph = report.add_paragraph()
for part in ("Under", "w:softHyphen", "standing of safe", "w:softHyphen", "guarding, ages 16", "w:noBreakHyphen", "17."):
    if part.startswith("w:"):
        paragraph.add_run()._r.append(OxmlElement(part))
    else:
        paragraph.add_run(part)
for number in range(1, 13):  # (antiword refuses very short files)
    report.add_paragraph(f"Home {number} was seen in March, and the people who live and work there were asked about it.")
report.save("report.docx")
PY
venv/bin/python write.py
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to doc report.docx > /dev/null 2>&1
cat > read.js <<'JS'
const Extractor = require("word-extractor");
(async () => {
  for (const name of ["report.doc", "report.docx"]) {
    const first = (await new Extractor().extract(name)).getBody().split("\n").find((line) => line.includes("guarding"));
    console.log(`word-extractor, ${name}: ${JSON.stringify(first)}`);
  }
})();
JS
{
    echo "antiword, report.doc: $(antiword -w 0 report.doc | grep guarding)"
    echo "catdoc, report.doc: $(catdoc -w report.doc | grep guarding)"
    node read.js
} > saw
cat saw
cat > expected <<'TXT'
antiword, report.doc: Understanding of safeguarding, ages 16-17.
catdoc, report.doc: Understanding of safeguarding, ages 16-17.
word-extractor, report.doc: "Underundefinedstanding of safeundefinedguarding, ages 16\u001e17."
word-extractor, report.docx: "Understanding of safeguarding, ages 1617."
TXT
diff expected saw || { echo "changed: hyphens are read otherwise"; exit 1; }
echo "as seen: undefined stands for a soft hyphen"
