#!/usr/bin/env bash
# bibutils moves an authority behind the persons among the authors: of {Northmere County Council} and Lee, Ann in BibTeX, xml2ris and xml2end write Lee first,
# although bib2xml and xml2bib keep the order. In RIS the council is then a person for its own ris2xml, "Council, Northmere County". A note is lost
# where the report has a number that RIS keeps as M1: HC 12 becomes N1, and the N1 that was there is gone.
#
# Why it matters: a report is cited by its first author. From BibTeX to RIS and back a council's report has become Lee's, and the second author is
# Council, N. C.; nothing is reported.
#
# Seen 2026-11-30 with Debian 12's bibutils 7.2-2.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' bibutils 2> /dev/null) || { echo "needs the Debian package bibutils"; exit 2; }
echo "bibutils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > report.bib <<'BIB'
@techreport{northmere,
  author = {{Northmere County Council} and Lee, Ann and {Homewatch}},
  title = {Plans for Children}, institution = {Homewatch}, year = 2022, note = {Seen twice}
}
BIB
printf '%s\n' 'TY  - RPRT' 'AU  - Lee, Ann' 'TI  - Visits' 'PY  - 2022' 'M1  - HC 12' 'N1  - Seen twice' 'ER  - ' > report.ris
bib2xml report.bib > report.xml 2> log
xml2ris report.xml > back.ris 2>> log
{
    echo "BibTeX: $(xml2bib report.xml 2>> log | sed -n '/author/,/title/p' | grep -v title | tr -s '\n' ' ')"
    echo "RIS: $(grep AU back.ris | sed 's/AU  - //' | paste -sd ';')"
    echo "EndNote: $(xml2end report.xml 2>> log | grep %A | sed 's/%A //' | paste -sd ';')"
    echo "BibTeX of that RIS: $(ris2xml back.ris 2>> log | xml2bib 2>> log | sed -n '/author/,/title/p' | grep -v title | tr -s '\n' ' ')"
    echo "RIS of RIS: $(ris2xml report.ris 2>> log | xml2ris 2>> log | grep -E '^(M1|N1)' | paste -sd ';')"
} > saw
cat saw
cat > expected <<'TXT'
BibTeX: author="{Northmere County Council} and Lee, Ann and {Homewatch}", 
RIS: Lee, Ann;Northmere County Council;Homewatch
EndNote: Lee, Ann;Northmere County Council;Homewatch
BibTeX of that RIS: author="Lee, Ann and Council, Northmere County and {Homewatch}", 
RIS of RIS: N1  - HC 12
TXT
diff expected saw || { echo "changed: authors and notes are written otherwise"; exit 1; }
echo "as seen: persons come first"
