#!/usr/bin/env bash
# "Natural order" puts the paragraphs of a report in five orders. natural-orderby (npm): 1.9.3, 1.10.2, 1.10, 1.9; natsort (npm): 1.10, 1.10.2, 1.9, 1.9.3; R's gtools::mixedsort: 1.10.2, 1.10, 1.9.3,
# 1.9, and 16-17 before 16-3. What has one point is a decimal number for these three, so that 7.10 and 7.1 are equal and before 7.2. Perl's Sort::Naturally: 7, 9, 10, 1.9, 7.2, 1.10,
# with 7.10 behind 16-3. Python's natsort, natural-compare (npm) and sort -V have 1.9, 1.9.3, 1.10, 1.10.2, 7, 7.1, 7.2, 7.10.
#
# Why it matters: exports and tables of contents are put in order by these. The first three are right as long as no section has more than
# nine paragraphs and no number three parts.
#
# Seen 2026-11-30 with natural-orderby 5.0.0, natsort 2.0.3 and natural-compare 1.4.0 (npm, Node 20), natsort 8.4.0 (PyPI, Python 3.11); Debian 12's r-cran-gtools 3.9.4-1
# and libsort-naturally-perl 1.03-4.
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
for package in r-cran-gtools libsort-naturally-perl; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check natsort==8.4.0
npm install --silent --no-audit --no-fund natural-orderby@5.0.0 natsort@2.0.3 natural-compare@1.4.0 > log 2>&1 || { tail -n 5 log; exit 1; }
printf '%s\n' 10 1.10.2 7.10 1.9 9 16-17 7.2 7 1.10 7.1 16-3 1.9.3 > numbers.txt
cat > sort.mjs <<'JS'
import { readFileSync } from "node:fs";
import compare from "natural-compare";
import { orderBy } from "natural-orderby";
import natsort from "natsort";
const numbers = readFileSync("numbers.txt", "utf8").trim().split("\n");
console.log("natural-orderby:", orderBy(numbers).join(" "));
console.log("natsort (npm):", [...numbers].sort((natsort.default ?? natsort)()).join(" "));
console.log("natural-compare:", [...numbers].sort(compare).join(" "));
JS
{
    node sort.mjs
    Rscript -e 'cat("gtools:", gtools::mixedsort(readLines("numbers.txt")), "\n")' | sed 's/ *$//'
    perl -MSort::Naturally -e 'open my $file, "<", "numbers.txt"; chomp(my @numbers = <$file>); print "Sort::Naturally: ", join(" ", nsort(@numbers)), "\n"'
    venv/bin/python -c 'import natsort; print("natsort (Python):", *natsort.natsorted(open("numbers.txt").read().split()))'
    echo "sort -V: $(LC_ALL=C sort -V numbers.txt | paste -sd ' ')"
} > saw
cat saw
cat > expected <<'TXT'
natural-orderby: 1.9.3 1.10.2 1.10 1.9 7 7.10 7.1 7.2 9 10 16-3 16-17
natsort (npm): 1.10 1.10.2 1.9 1.9.3 7 7.10 7.1 7.2 9 10 16-3 16-17
natural-compare: 1.9 1.9.3 1.10 1.10.2 7 7.1 7.2 7.10 9 10 16-3 16-17
gtools: 1.10.2 1.10 1.9.3 1.9 7 7.10 7.1 7.2 9 10 16-17 16-3
Sort::Naturally: 7 9 10 1.9 1.9.3 7.1 7.2 1.10 1.10.2 16-3 7.10 16-17
natsort (Python): 1.9 1.9.3 1.10 1.10.2 7 7.1 7.2 7.10 9 10 16-3 16-17
sort -V: 1.9 1.9.3 1.10 1.10.2 7 7.1 7.2 7.10 9 10 16-3 16-17
TXT
diff expected saw || { echo "changed: the paragraphs are in another order"; exit 1; }
echo "as seen: natural is one of five orders"
