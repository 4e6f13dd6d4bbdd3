#!/usr/bin/env bash
# calibre's plain text of a .docx file is torn at each footnote: "Plans are late in 2022", five empty lines, and "1 in most homes." begins
# a new piece. If a file has less than six chapters calibre makes a table of contents of its links, the one from a note back to its
# mark too, and what such an entry points to starts a chapter; with six headings, or --toc-threshold 0, the same paragraph is whole.
# Of the numbered lists of one file, 7., 8. and a., b. lose their labels, while (a) and (b) keep theirs. Its Markdown makes 1 of 7.
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
venv/bin/python -c 'import pypandoc; pypandoc.convert_file("report.md", "docx", outputfile="report.docx")
text = open("report.md").read()
pypandoc.convert_text("".join(f"# Part {part}\n\nWords.\n\n" for part in range(1, 7)) + text, "docx", "md", outputfile="parts.docx")'
convert() { # source, target, options
    CALIBRE_CONFIG_DIRECTORY=$folder/calibre ebook-convert "$1" "$2" "${@:3}" > log 2>&1 || { tail -n 5 log; exit 1; }
    sed -i 's/\xc2\xa0/ /g; s/^[[:space:]]*//; s/[[:space:]]*$//' "$2"
}
for form in plain markdown; do
    convert report.docx $form.txt --txt-output-formatting=$form
    echo "$form: $(cat -s $form.txt | sed 's/^$/|/' | paste -sd ' ' | tr -s ' ' | sed 's/^| //; s/ |$//')"
done > saw
convert report.docx threshold.txt --toc-threshold=0
convert parts.docx parts.txt
for name in plain threshold parts; do
    echo "line ends between 2022 and its mark, $name: $(paste -sd '|' $name.txt | sed 's/.*in 2022//; s/1 in most.*//' | tr -cd '|' | wc -c)"
done >> saw
cat saw
cat > expected <<'TXT'
plain: Plans are late in 2022 | 1 in most homes. | Visits are few. | Leaders know it: | in homes; | in schools. | Staff say what is good: | (a) training; | (b) managers. | Notes | [←1] | Those of March.
markdown: Plans are late in 20221 in most homes. | 1. Visits are few. 2. Leaders know it: | 1. in homes; 2. in schools. | Staff say what is good: | \(a\) training; | \(b\) managers. | # Notes \[←1\] Those of March.
line ends between 2022 and its mark, plain: 6
line ends between 2022 and its mark, threshold: 0
line ends between 2022 and its mark, parts: 0
TXT
diff expected saw || { echo "changed: notes or numbers are written otherwise"; exit 1; }
echo "as seen: the paragraph is torn at its note"
