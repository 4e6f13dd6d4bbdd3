#!/usr/bin/env bash
# Five programs that print a page as text do four things with "Help is <del>good</del><ins>poor</ins> in 2022<sup>1</sup>": w3m and lynx mark both words ([DEL:good:DEL][INS:poor:INS]), ELinks, Links and html2text print "goodpoor", and
# html2text 20221 as well, 10² being 102. html2text numbers a list from 1 that starts with 7 and obeys an item's own number in it: 1, 2 and 12, where the others have 7, 8 and 12. What a
# style hides all but Links print.
#
# Why it matters: they are the small converters of HTML for mail programs, indexers and scripts. A grade that was changed is neither word in three of them, and two findings have other numbers
# than the third.
#
# Seen 2026-12-01 with Debian 12's w3m 0.5.3+git20230121-2, lynx 2.9.0dev.12-1, elinks 0.13.2-1+b4, links2 2.28-1+b2 and html2text 1.3.2a-28.
set -euo pipefail

for package in w3m lynx elinks links2 html2text; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder LC_ALL=C.UTF-8
cat > page.html <<'HTML'
<!DOCTYPE html><html><head><meta charset="utf-8"><title>Northmere</title></head><body>
<p>Help is <del>good</del><ins>poor</ins> in 2022<sup>1</sup>, 10<sup>2</sup>.</p>
<ol start="7"><li>Plans are late.</li><li>Visits are few.</li><li value="12">Staff agree.</li></ol>
<p style="display: none">Hidden words.</p>
</body></html>
HTML
show() {
    local name=$1
    shift
    "$@" 2> log | grep -v '^ *$' | sed "s/^ */$name: /; s/ *$//"
}
{ show w3m w3m -dump -O utf-8 page.html
  show lynx lynx -dump -display_charset=utf-8 page.html
  show ELinks elinks -dump -no-references page.html
  show Links links2 -dump page.html
  show html2text html2text -utf8 page.html; } > saw
cat saw
cat > expected <<'TXT'
w3m: Help is [DEL:good:DEL][INS:poor:INS] in 2022^1, 10^2.
w3m: 7. Plans are late.
w3m: 8. Visits are few.
w3m: 12. Staff agree.
w3m: Hidden words.
lynx: Help is [DEL: good :DEL] [INS: poor :INS] in 2022^1, 10^2.
lynx: 7. Plans are late.
lynx: 8. Visits are few.
lynx: 12. Staff agree.
lynx: Hidden words.
ELinks: Help is goodpoor in 2022^1, 10^2.
ELinks:  7. Plans are late.
ELinks:  8. Visits are few.
ELinks: 12. Staff agree.
ELinks: Hidden words.
Links: Help is goodpoor in 2022^1, 10^2.
Links: 7. Plans are late.
Links: 8. Visits are few.
Links: 12. Staff agree.
html2text: Help is goodpoor in 20221, 102.
html2text: 1. Plans are late.
html2text: 2. Visits are few.
html2text: 12. Staff agree.
html2text: Hidden words.
TXT
diff expected saw || { echo "changed: pages are printed otherwise"; exit 1; }
echo "as seen: a changed grade is one word in three of five"
