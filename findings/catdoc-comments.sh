#!/usr/bin/env bash
# catdoc loses the words of a paragraph that stand before a comment: of "Plans were late. Visits are few. Staff agree." with a comment on the
# second sentence only "Staff agree." is left. The comment's own words stand at the end of the text, so what was remarked on is gone
# and the remark is there. antiword reads the whole paragraph, and catdoc itself does if the comment is taken away.
#
# Why it matters: old reports are .doc files, and catdoc is one of the few small programs for them. Drafts have comments at the sentences in
# dispute, and these are the ones that cannot be found.
#
# Seen 2026-11-30 with Debian 12's catdoc 1:0.95-6~deb12u1 and antiword 0.37-16+deb12u1; the files by libreoffice-writer-nogui
# 4:7.4.7-1+deb12u14 from those of python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
echo "LibreOffice $version"
for package in catdoc antiword; do
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
for name in ("plain", "remarked"):
    report = docx.Document()
    paragraph = report.add_paragraph("Plans were late. ")
    run = paragraph.add_run("Visits are few.")
    paragraph.add_run(" Staff agree.")
    if name == "remarked":
        report.add_comment(runs=run, text="Is this so?", author="Ann", initials="A")
    for number in range(1, 13):  # (antiword refuses very short files)
        report.add_paragraph(f"Home {number} was seen in March, and the people who live and work there were asked about it.")
    report.save(f"{name}.docx")
PY
venv/bin/python write.py
for name in plain remarked; do
    soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to doc $name.docx > /dev/null 2>&1
    echo "$name, antiword: $(antiword -w 0 $name.doc | grep -v '^Home' | tr -s '\n ' ' ')"
    echo "$name, catdoc: $(catdoc -w $name.doc | grep -v '^Home' | tr -s '\n ' ' ')"
done > saw
cat saw
cat > expected <<'TXT'
plain, antiword: Plans were late. Visits are few. Staff agree.
plain, catdoc: Plans were late. Visits are few. Staff agree.
remarked, antiword: Plans were late. Visits are few. Staff agree.
remarked, catdoc: Staff agree. Is this so?
TXT
sed 's/: */: /; s/ *$//' saw | diff expected - || { echo "changed: comments are read otherwise"; exit 1; }
echo "as seen: what stands before a comment is lost"
