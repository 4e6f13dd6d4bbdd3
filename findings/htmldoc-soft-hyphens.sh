#!/usr/bin/env bash
# HTMLDOC prints each soft hyphen, the unseen place where a word may be broken, as a minus sign in the middle of its line: under&shy;standing is "under−standing" (U+2212) in its PDF, and safeguarding written so is found by no search.
# A no-break hyphen is nothing, a hole between 16 and 17, and <wbr>, the other way to say where a word may break, is nothing as meant. Deleted words run into those in their place,
# "goodpoor", and words that the page's style hides (display: none) are printed.
#
# Why it matters: soft hyphens are put into pages by programs, for long words in narrow columns, and are not seen there. The printed report has a sign in the middle of its longest words, and
# ages without what joins them.
#
# Seen 2026-12-01 with Debian 12's htmldoc 1.9.16-1 and poppler-utils 22.12.0-2+deb12u3 (pdftotext).
set -euo pipefail

for package in htmldoc poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > report.html <<'HTML'
<!DOCTYPE html><html><head><meta charset="utf-8"><title>Northmere</title></head><body>
<p>Their under&shy;standing and safe&shy;guarding are good.</p>
<p>Their under<wbr>standing is good.</p>
<p>Ages 16&#8209;17, 16-17 and 16–17.</p>
<p>Help is <del>good</del><ins>poor</ins>.</p>
<p style="display: none">Hidden words.</p>
</body></html>
HTML
htmldoc --quiet --webpage --charset utf-8 --header ... --footer ... -f report.pdf report.html 2> log
pdftotext -enc UTF-8 report.pdf - | tr -d '\f' | grep -v '^ *$' | sed 's/−/(U+2212)/g; s/\xc2\xad/(U+00AD)/g; s/\xc2\xa0/(U+00A0)/g' > saw
cat saw
cat > expected <<'TXT'
Their under(U+2212)standing and safe(U+2212)guarding are good.
Their understanding is good.
Ages 16 17, 16-17 and 16–17.
Help is goodpoor.
Hidden words.
TXT
diff expected saw || { echo "changed: other signs are printed"; exit 1; }
echo "as seen: a soft hyphen is a minus sign"
