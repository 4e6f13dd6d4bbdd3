#!/usr/bin/env bash
# calibre's plain text of a .docx file is torn at each footnote: "Plans are late in 2022", five empty lines, and "1 in most homes." begins
# a new piece. The note's link back to its mark counts as an entry of a table of contents, so the mark becomes the start of a chapter.
# Of the numbered lists of one file, 7., 8. and a., b. lose their labels, while (a) and (b) keep theirs. Its Markdown does not
# tear, has 2022 and the mark as one number, and makes 1 of 7.
#
# Why it matters: it is the converter at hand where reports are kept as books. A phrase around a note cannot be found, a finding has no
# number or another one, and that some items have theirs hides it.
#
# Seen 2026-11-30 with Debian 12's calibre 6.13.0+repack-2+deb12u10; input by pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' calibre 2> /dev/null) || { echo "needs the Debian package calibre"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "calibre: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17

cat > report.md <<'MD'
Plans are late in 2022[^1] in most homes.

7.  Visits are few.
8.  Leaders know it:

    a.  in homes;
    b.  in schools.

Staff say what is good:

(a) training;
(b) managers.

[^1]: Those of March.
MD
venv/bin/python -c 'import pypandoc; pypandoc.convert_file("report.md", "docx", outputfile="report.docx")'
for form in plain markdown; do
    CALIBRE_CONFIG_DIRECTORY=$folder/calibre ebook-convert report.docx $form.txt --txt-output-formatting=$form > log 2>&1 || { tail -n 5 log; exit 1; }
    echo "$form: $(sed 's/\xc2\xa0/ /g; s/^[[:space:]]*//; s/[[:space:]]*$//' $form.txt | tr -d '\r' | cat -s | sed 's/^$/|/' | paste -sd ' ' | tr -s ' ' | sed 's/^| //; s/ |$//')"
done > saw
echo "empty lines before the mark: $(tr -d '\r' < plain.txt | sed -n '/in 2022/,/in most homes/p' | grep -c '^[[:space:]]*$')" >> saw
cat saw
cat > expected <<'TXT'
plain: Plans are late in 2022 | 1 in most homes. | Visits are few. | Leaders know it: | in homes; | in schools. | Staff say what is good: | (a) training; | (b) managers. | Notes | [←1] | Those of March.
markdown: Plans are late in 20221 in most homes. | 1. Visits are few. 2. Leaders know it: | 1. in homes; 2. in schools. | Staff say what is good: | \(a\) training; | \(b\) managers. | # Notes \[←1\] Those of March.
empty lines before the mark: 5
TXT
diff expected saw || { echo "changed: notes or numbers are written otherwise"; exit 1; }
echo "as seen: the paragraph is torn at its note"
