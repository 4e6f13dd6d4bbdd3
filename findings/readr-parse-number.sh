#!/usr/bin/env bash
# readr's parse_number takes the sign of a number only as the keyboard has it: −7 with a minus sign (U+2212), as page makers set it, is 7, and so are –7 with a dash and
# (7). A hyphen counts wherever it stands: "A-7" is -7, whereas "Area 2-3" is 2. £-5 is -5, but -£5 is no number. "No. 7" is none either, because
# of its point, while "no 7" is 7; 7½ is 7, and 1 200 is 1.
#
# Why it matters: it is made to drop what is not a number, and drops the minus. A table of changes taken out of a PDF has only growth in it; reports
# A-7 and A-12 are below nought.
#
# Seen 2026-11-30 with Debian 12's r-base-core 4.2.2.20221110-2 and r-cran-readr 2.1.4-1.
set -euo pipefail

for package in r-base-core r-cran-readr; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > read.R <<'R'
suppressMessages(library(readr))
for (text in c("-7", "\u22127", "\u20137", "(7)", "A-7", "Area 2-3", "\u00a3-5", "-\u00a35", "no 7", "No. 7", "1 200", "7\u00bd", "48%")) {
    cat(text, ": ", suppressWarnings(parse_number(text)), "\n", sep = "")
}
R
LC_ALL=C.UTF-8 Rscript read.R > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
-7: -7
−7: 7
–7: 7
(7): 7
A-7: -7
Area 2-3: 2
£-5: -5
-£5: NA
no 7: 7
No. 7: NA
1 200: 1
7½: 7
48%: 48
TXT
diff expected saw || { echo "changed: numbers are read otherwise"; exit 1; }
echo "as seen: a minus is dropped"
