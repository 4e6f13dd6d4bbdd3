#!/usr/bin/env bash
# A tagged PDF by ConTeXt has no spaces at the ends of lines: Poppler's text by structure reads "what" and "children" on two lines as "whatchildren", and so at each line's end, also with \startparagraph. pdftotext
# and pypdf, which go by the page, put the space there. Without \startparagraph ConTeXt tags no paragraph at all (its words stand in the section's Div, and a footnote's
# mark splits them), although lists, tables and headings are tagged.
#
# Why it matters: a tagged file is one from which words need not be guessed. A reader that trusts the tags glues two words in each line, and cannot tell
# where a paragraph ends.
#
# Seen 2026-11-30 with Debian 12's context 2021.03.05 (20230120) and poppler-utils 22.12.0; pypdf 7.1.1 (PyPI, Python 3.11).
set -euo pipefail

for package in context poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypdf==7.1.1
words='Plans for the first office are different: staff find it difficult to understand what children need, and visits are few. Staff agree.'
for name in with without; do
    {
        printf '%s\n' '\setuptagging[state=start]' '\starttext' '\startsection[title={Help}]'
        [ "$name" = without ] || echo '\startparagraph'
        echo "$words"
        [ "$name" = without ] || echo '\stopparagraph'
        printf '%s\n' '\startitemize[n]' '\item Plans are late.' '\stopitemize' '\stopsection' '\stoptext'
    } > "$name.tex"
    context --nonstopmode "$name.tex" > log 2>&1 || { tail -n 5 log; exit 1; }
    echo "$name paragraphs, by structure: $(pdfinfo -struct-text "$name.pdf" | sed 's/^ *//; s/ (block)//; s/"$//; s/^"//' | paste -sd '/')"
done > saw
echo "pypdf: $(venv/bin/python -c 'import pypdf; print("/".join(pypdf.PdfReader("with.pdf").pages[0].extract_text().split("\n")))')" >> saw
cat saw
cat > expected <<'TXT'
with paragraphs, by structure: Div/Sect "section/Div/H/1/H/Help/Div/P/Plans for the first office are different: staff find it difficult to understand whatchildren need, and visits are few. Staff agree./L "itemize/LI/Lbl/1./LBody/Plans are late.
without paragraphs, by structure: Div/Sect "section/Div/H/1/H/Help/Div/Plans for the first office are different: staff find it difficult to understand whatchildren need, and visits are few. Staff agree./L "itemize/LI/Lbl/1./LBody/Plans are late.
pypdf: 1/1 Help/Plans for the first office are different: staff find it difficult to understand what/children need, and visits are few. Staff agree./1. Plans are late.
TXT
diff expected saw || { echo "changed: lines are tagged otherwise"; exit 1; }
echo "as seen: two words are one"
