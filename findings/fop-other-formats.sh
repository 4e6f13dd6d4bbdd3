#!/usr/bin/env bash
# Apache FOP makes RTF and plain text of what it makes PDF of, with other numbers: paragraphs labelled 7. and 9. are both "1." in its RTF for LibreOffice (pandoc finds a bullet), since each is a list of its own whose label
# is counted, not written; a footnote has its mark twice, "1i". In the text "2022–23." with note 1 is "20221": where letters take more room than in the PDF, what
# follows is printed over them. The line below a table stands above it there. The PDF has all of it right.
#
# Why it matters: -rtf and -txt are options of the same program for the same source. A year is another year, a finding has another number, and each
# looks as if it had been written so.
#
# Seen 2026-11-30 with Debian 12's fop 1:2.8-2, libreoffice-writer-nogui 4:7.4.7-1+deb12u14 and poppler-utils 22.12.0; pandoc 3.9 (pypandoc_binary 1.17, PyPI).
set -euo pipefail

command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
for package in fop poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
soffice --version 2> /dev/null | cut -d ' ' -f 1,2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17
item() { echo "<list-item><list-item-label end-indent='label-end()'><block>$1</block></list-item-label><list-item-body start-indent='body-start()'><block>$2</block></list-item-body></list-item>"; }
cell() { echo "<table-cell><block>$1</block></table-cell>"; }
cat > report.fo <<XML
<root xmlns="http://www.w3.org/1999/XSL/Format">
<layout-master-set><simple-page-master master-name="a4" page-width="21cm" page-height="29cm" margin="2cm"><region-body/></simple-page-master></layout-master-set>
<page-sequence master-reference="a4"><flow flow-name="xsl-region-body" font-size="10pt">
<list-block provisional-distance-between-starts="1cm">$(item 7. 'Plans are late.')$(item 9. 'Visits are few.')</list-block>
<block>Plans for 2022–23.<footnote><inline>1</inline><footnote-body><block>Those of March.</block></footnote-body></footnote> Visits.</block>
<table><table-column column-width="3cm"/><table-column column-width="3cm"/><table-body><table-row>$(cell Help)$(cell Good)</table-row></table-body></table>
<block>End.</block>
</flow></page-sequence></root>
XML
for kind in pdf rtf txt; do fop report.fo "-$kind" "report.$kind" > log 2>&1 || { tail -n 5 log; exit 1; }; done
soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to pdf --outdir shown report.rtf > log 2>&1 || { tail -n 5 log; exit 1; }
line() { tr -d '\f' | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; s/  */ /g' | grep . | paste -sd '/'; }
{
    echo "PDF: $(pdftotext -layout report.pdf - | line)"
    echo "text: $(line < report.txt)"
    echo "RTF, LibreOffice: $(pdftotext -layout shown/report.pdf - | line)"
    echo "RTF, pandoc: $(venv/bin/python -c 'import pypandoc; print(pypandoc.convert_file("report.rtf", "plain"))' | head -n 1)"
} > saw
cat saw
cat > expected <<'TXT'
PDF: 7. Plans are late./9. Visits are few./Plans for 2022–23.1 Visits./Help Good/End./Those of March.
text: 7. Plans are late./9. Visits are few./Plans for 20221 Visits./End./Help Good/Those of March.
RTF, LibreOffice: 1. Plans are late./1. Visits are few./Plans for 2022–23.1i Visits./Help Good/End./iThose of March.
RTF, pandoc: - · Plans are late.
TXT
diff expected saw || { echo "changed: the formats have other words"; exit 1; }
echo "as seen: 2022–23 is 20221"
