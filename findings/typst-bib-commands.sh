#!/usr/bin/env bash
# Typst prints commands of TeX in a bibliography as they stand in the .bib file: "Visits \emph{of} the \textsc{homes}" and \enquote{Help} have their backslashes and braces on the page, and
# ``good'' its four signs, while \&, \%, an accent and -- are understood. The title "Plans {"}are{"} late", which is BibTeX's way to write quotation
# marks, ends at the first of them and takes the rest of the entry with it: "Plans." without publisher. There is no warning; pandoc reads all of it.
#
# Why it matters: BibTeX's files come from years of use with LaTeX, and titles have such commands for names and quotations. The report's list of sources is
# printed with them, and a cut title is a right one.
#
# Seen 2026-11-30 with typst 0.15.2 and pandoc 3.9 (pypandoc_binary 1.17; PyPI, Python 3.11), read by Debian 12's poppler-utils 22.12.0.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypandoc_binary==1.17

cat > reports.bib <<'BIB'
@report{a, author = {Lee, Ann}, date = {2022-03-14/2022-03-18}, title = {Visits \emph{of} the \textsc{homes}}, publisher = {Homewatch}}
@report{b, author = {Day, Bo}, date = {2022-03-14}, title = {\enquote{Help} \& care: 40\% -- ``good'' in a caf\'e}, publisher = {Homewatch}}
@report{c, author = {Fox, Cy}, year = {2021/22}, title = "Plans {"}are{"} late", publisher = {Homewatch}}
BIB
printf '#set page(width: 40cm)\n#bibliography("reports.bib", full: true, style: "chicago-author-date")\n' > list.typ
venv/bin/python -c 'import typst; typst.compile("list.typ", output="list.pdf")' 2> said
echo "warnings: $(wc -c < said)" > saw
pdftotext -layout list.pdf - | grep -E '20[0-9]{2}' | sed 's/^ */Typst: /' >> saw
cat > list.py <<'PY'
import pypandoc
text = pypandoc.convert_text("---\nnocite: '@*'\n---\n", "plain", format="markdown", extra_args=["--citeproc", "--wrap=none", "--bibliography=reports.bib"])
print("\n".join("pandoc: " + line for line in text.splitlines() if line))
PY
venv/bin/python list.py >> saw
cat saw
cat > expected <<'TXT'
warnings: 0
Typst: Day, Bo. 2022. \enquote{Help} & Care: 40% – ``good'' in a Café. Homewatch.
Typst: Fox, Cy. 2021. Plans.
Typst: Lee, Ann. 2022. Visits \emph{Of} the \textsc{Homes}. Homewatch.
pandoc: Day, Bo. 2022. “Help” & Care: 40% – “Good” in a Café. Homewatch.
pandoc: Fox, Cy. 2021/22. Plans "Are" Late. Homewatch.
pandoc: Lee, Ann. 2022. Visits of the HOMES. Homewatch.
TXT
diff expected saw || { echo "changed: other titles are printed"; exit 1; }
echo "as seen: commands are printed and a title is cut"
