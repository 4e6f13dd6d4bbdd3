#!/usr/bin/env bash
# A PDF printed by Chromium and rewritten by Ghostscript looks the same and is searchable, but in the text that is read from it
# curly double quotes are now "<" and "=", and the ligature fi is "ü": "ürst", "ünds". The two bytes of a character that begins
# a ToUnicode range are added up (U+201C: 0x20 + 0x1C = "<"; U+FB01: 0xFB + 0x01 = "ü"). Characters that Chromium
# writes as single entries, here the apostrophe and the dash, stay right.
#
# Why it matters: "print to PDF, then make it smaller" is how many letters and reports are published. Whether "first" can be found
# depends on which other characters the font's subset holds, quotations are not found as such, and the page shows nothing of it.
#
# Seen 2026-11-29 with Debian 12: chromium 156.0.8078.108-1~deb12u1, ghostscript 10.0.0~dfsg-11+deb12u9,
# poppler-utils 22.12.0-2+deb12u3, fonts-dejavu-core 2.37-6.
set -euo pipefail

for package in chromium ghostscript poppler-utils fonts-dejavu-core; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || version=
    [ -n "$version" ] || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > letter.html <<'HTML'
<!doctype html><html lang="en"><meta charset="utf-8"><title>Northmere</title>
<p style="font-family: 'DejaVu Serif'">Each child’s first plan is “live” – staff offer it.</p></html>
HTML
HOME="$folder" chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
    --print-to-pdf=printed.pdf letter.html 2>/dev/null
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=smaller.pdf printed.pdf

before=$(pdftotext printed.pdf - | head -n 1)
after=$(pdftotext smaller.pdf - | head -n 1)
echo "as printed by Chromium:     $before"
echo "as written by Ghostscript:  $after"

[ "$before" = "Each child’s first plan is “live” – staff offer it." ] ||
    { echo "changed: Chromium's own file reads differently"; exit 1; }
[ "$after" = "Each child’s ürst plan is <live= – staû oûer it." ] ||
    { echo "changed: Ghostscript's file reads differently"; exit 1; }
echo "as seen: quotes became < and =, ligatures became accented letters"
