#!/usr/bin/env bash
# Two tools that put .bib files in order spoil valid entries. BibTool ends the title "Plans {"}are{"} late", which is BibTeX's way to write quotation marks, at the first of them and leaves out the title's rest and all fields behind
# it; each @report, biblatex's kind for reports, it leaves out whole. It prints a warning for the one and an error for the other, and ends with 0. biber (--tool) makes
# "for Education, Department" of the author Department for Education, and each @techreport a @report of the type techreport.
#
# Why it matters: they are run over a library to sort and tidy it, and what they write takes the place of the file. A department that is written so is sorted
# and cited as "for Education".
#
# Seen 2026-12-01 with Debian 12's bibtool 2.68+ds-1 and biber 2.18-1.
set -euo pipefail

for package in bibtool biber; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder
cat > reports.bib <<'BIB'
@techreport{one, author = {Department for Education}, title = "Plans {"}are{"} late", institution = {Homewatch}, year = {2021}}
@report{two, author = {Lee, Ann}, title = {Visits}, institution = {Homewatch}, type = {Inspection report}, date = {2022-03-14}}
@techreport{three, author = {{Department for Education}}, title = {Help}, institution = {Homewatch}, year = {2023}}
BIB
code=0
bibtool -s reports.bib > bibtool.bib 2> said || code=$?
grep -v '^ *$' bibtool.bib | tr '\t' ' ' | tr -s ' ' | sed 's/^ *//; s/^/BibTool: /' > saw
echo "BibTool ends with $code and says: $(grep -oE '(WARNING|ERROR).*: .*' said | sed 's/ (line [0-9]* in [^)]*)//' | paste -sd ';')" >> saw
biber --tool --quiet --output-file biber.bib reports.bib > log 2>&1
grep -v '^ *$' biber.bib | sed 's/^ *//; s/^/biber: /' >> saw
cat saw
cat > expected <<'TXT'
BibTool: @TechReport{ one,
BibTool: author = {Department for Education},
BibTool: title = "Plans {"
BibTool: }
BibTool: @TechReport{ three,
BibTool: author = {{Department for Education}},
BibTool: title = {Help},
BibTool: institution = {Homewatch},
BibTool: year = {2023}
BibTool: }
BibTool ends with 0 and says: WARNING: Unbalanced parenthesis;WARNING: 48 non-space characters ignored.;ERROR: Unknown entry type;WARNING: Skipping to next '@';WARNING: 109 non-space characters ignored.
biber: @REPORT{one,
biber: AUTHOR = {for Education, Department},
biber: INSTITUTION = {Homewatch},
biber: DATE = {2021},
biber: TITLE = {Plans {"}are{"} late},
biber: TYPE = {techreport},
biber: }
biber: @REPORT{two,
biber: AUTHOR = {Lee, Ann},
biber: INSTITUTION = {Homewatch},
biber: DATE = {2022-03-14},
biber: TITLE = {Visits},
biber: TYPE = {Inspection report},
biber: }
biber: @REPORT{three,
biber: AUTHOR = {{Department for Education}},
biber: INSTITUTION = {Homewatch},
biber: DATE = {2023},
biber: TITLE = {Help},
biber: TYPE = {techreport},
biber: }
TXT
diff expected saw || { echo "changed: entries are written otherwise"; exit 1; }
echo "as seen: a title is cut and a department turned round"
