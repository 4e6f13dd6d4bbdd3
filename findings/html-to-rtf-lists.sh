#!/usr/bin/env bash
# html-to-rtf (npm) makes of findings 7, 8 with (a) and (b) below, 9 and, after a paragraph, 10 one list of six, as LibreOffice reads it: 8 and (a) share a number, (b) has the
# next, and a number with nothing behind it follows. A dash or £ is written as the bytes of UTF-8, which RTF does not know ("16â€“17"), whereas curly
# quotes become RTF's signs. A deleted word and the one in its place are a paragraph each.
#
# Why it matters: RTF is what case systems take in. The numbers are those of no finding, and the broken dash is in ages, years and ranges, while the
# quotes show that signs were thought of.
#
# Seen 2026-11-30 with html-to-rtf 2.1.0 (npm, Node 20) and Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
command -v npm > /dev/null || { echo "needs npm"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . html-to-rtf@2.1.0 > /dev/null 2>&1
cat > write.cjs <<'JS'
const rtf = require("html-to-rtf");
const page = "<ol start='7'><li>Plans</li><li>Visits<ol type='a'><li>homes</li><li>schools</li></ol></li><li>Staff</li></ol><p>Leaders know it.</p>" +
    "<ol start='10'><li>Homes</li></ol><p>Ages 16–17 “so” £5.</p><p>Help is <del>good</del><ins>poor</ins>.</p>";
require("fs").writeFileSync("report.rtf", (rtf.default ?? rtf).convertHtmlToRtf(page));
JS
node write.cjs
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to txt:Text:UTF8 report.rtf > /dev/null 2>&1
grep . report.txt | sed 's/\xef\xbb\xbf//; s/^ *//; s/  */ /g; s/ *$//' > saw
cat saw
cat > expected <<'TXT'
1. Plans
2. Visits homes
3. schools
4.
5. Staff
Leaders know it.
6. Homes
Ages 16â€“17 “so” Â£5.
Help is
good
poor
.
TXT
diff expected saw || { echo "changed: lists and signs are written otherwise"; exit 1; }
echo "as seen: a list of six, one of them empty"
