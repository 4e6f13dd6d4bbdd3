#!/usr/bin/env bash
# Two readers of BibTeX for R spoil what they read. rbibutils, as it comes, escapes what is escaped ("40\% of {PEPs}" is 40{\backslash}{\%} of {\{}PEPs{\}}) and ends the title
# "Plans {"}are{"} late", which is BibTeX's way to write quotation marks, at the first of them, also with direct = TRUE. bibtex keeps it whole, and leaves a joined
# abbreviation as it stands (institution = hw # { and partners} is "hw # { and partners"). Both leave out each @report, biblatex's kind for reports.
#
# Why it matters: libraries of reports come from reference managers with such signs and such kinds. The entries are valid and are printed, with backslashes
# and halves of titles, in lists that are made by a script.
#
# Seen 2026-11-30 with Debian 12's r-cran-bibtex 0.5.1-1 and r-cran-rbibutils 2.2.13-1 (r-base-core 4.2.2).
set -euo pipefail

for package in r-base-core r-cran-bibtex r-cran-rbibutils; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > reports.bib <<'BIB'
@string{hw = "Homewatch"}
@techreport{one, author = {Lee, Ann}, title = {40\% of {PEPs} are late}, institution = hw # { and partners}, year = 2022}
@techreport{two, author = {Lee, Ann}, title = "Plans {"}are{"} late", institution = {Homewatch}, year = 2022}
@report{three, author = {Lee, Ann}, title = {Visits}, institution = {Homewatch}, date = {2022-03-14}}
BIB
cat > read.R <<'R'
show <- function(name, entries) {
    for (entry in unclass(entries)) {
        kind <- attr(entry, "bibtype")
        cat(name, ", ", attr(entry, "key"), ", ", kind, ": ", entry$title, "; ", if (is.null(entry$institution)) "no institution" else entry$institution, "\n", sep = "")
    }
}
show("bibtex", suppressWarnings(suppressMessages(bibtex::read.bib("reports.bib"))))
show("rbibutils", suppressWarnings(rbibutils::readBib("reports.bib", encoding = "UTF-8")))
show("rbibutils, direct", suppressWarnings(rbibutils::readBib("reports.bib", direct = TRUE)))
R
LC_ALL=C.UTF-8 Rscript read.R > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
bibtex, one, TechReport: 40\% of {PEPs} are late; hw # { and partners
bibtex, two, TechReport: Plans {"}are{"} late; Homewatch
rbibutils, one, TechReport: 40{\backslash}{\%} of {\{}PEPs{\}} are late; Homewatch and partners
rbibutils, two, TechReport: Plans {\{}; Homewatch
rbibutils, direct, one, TechReport: 40\% of {PEPs} are late; Homewatch and partners
rbibutils, direct, two, TechReport: Plans {; Homewatch
TXT
diff expected saw || { echo "changed: fields are read otherwise"; exit 1; }
echo "as seen: titles are cut or have backslashes"
