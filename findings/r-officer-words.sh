#!/usr/bin/env bash
# The R package officer reads a .docx paragraph with words that its page does not show: "See page 12." is "See page  PAGEREF plans 12." since the code of a
# field counts as text, and of "good", replaced by "poor" while changes were tracked, it makes "goodpoor". A line break joins two words ("Plans
# arelate."), the ages 16-17 with a no-break hyphen are 1617, and a paragraph in a content control is not there. python-docx reads
# 12 and 16-17, and not the content control either.
#
# Why it matters: docx_summary() is the common way to get the text of Word files into R, where reports are counted and compared. A phrase over a
# reference is not found, a grade that was changed is neither word, and fields of forms, often the grades, are missing.
#
# Seen 2026-11-30 with Debian 12's r-base-core 4.2.2.20221110-2 and r-cran-officer 0.6.0+dfsg-1; python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

for package in r-base-core r-cran-officer; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0

cat > write.py <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

def add(paragraph, *parts):
    for part in parse_xml(f"<w:p {nsdecls('w')}>{''.join(parts)}</w:p>"):
        paragraph._p.append(part)

def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

report = docx.Document()
paragraph = report.add_paragraph("See page ")
add(paragraph, field("begin"), '<w:r><w:instrText xml:space="preserve"> PAGEREF plans </w:instrText></w:r>', field("separate"), "<w:r><w:t>12</w:t></w:r>", field("end"))
paragraph.add_run(".")
paragraph = report.add_paragraph("Help is ")
marks = 'w:author="Ann" w:date="2022-03-14T00:00:00Z"'
add(paragraph, f'<w:del w:id="1" {marks}><w:r><w:delText>good</w:delText></w:r></w:del>', f'<w:ins w:id="2" {marks}><w:r><w:t>poor</w:t></w:r></w:ins>')
paragraph.add_run(".")
report.add_paragraph("Plans are").add_run("\nlate.")
paragraph = report.add_paragraph("Ages 16")
add(paragraph, "<w:r><w:noBreakHyphen/></w:r>")
paragraph.add_run("17.")
report.element.body.insert(4, parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Grade: good.</w:t></w:r></w:p></w:sdtContent></w:sdt>'))
report.add_paragraph("Staff agree.")
report.save("report.docx")
for paragraph in docx.Document("report.docx").paragraphs:
    print("python-docx:", paragraph.text.replace("\n", " / "))
PY
cat > read.R <<'R'
suppressMessages(library(officer))
cat(paste("officer:", docx_summary(read_docx("report.docx"))$text), sep = "\n")
R
venv/bin/python write.py > saw
LC_ALL=C.UTF-8 Rscript read.R >> saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
python-docx: See page 12.
python-docx: Help is .
python-docx: Plans are / late.
python-docx: Ages 16-17.
python-docx: Staff agree.
officer: See page  PAGEREF plans 12.
officer: Help is goodpoor.
officer: Plans arelate.
officer: Ages 1617.
officer: Staff agree.
TXT
diff expected saw || { echo "changed: officer reads other words"; exit 1; }
echo "as seen: codes of fields and deleted words are text"
