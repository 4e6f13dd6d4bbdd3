#!/usr/bin/env bash
# A PDF printed by Chromium and rewritten by Ghostscript looks the same and is searchable, but its curly double quotes are
# now "<" and "=" when the text is read: the ToUnicode range that began at U+201C begins at U+003C (0x20 + 0x1C). Apostrophe
# and dash, which Chromium writes as single entries instead of a range, stay right.
#
# Why it matters: "print to PDF, then make it smaller" is how many letters and reports are published. A phrase in quotes is
# then not found as a quotation, and "<" or "=" around words is no markup and no sum. Nothing on the page shows it.
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
<p style="font-family: 'DejaVu Serif'">Each child’s plan is “live” – leaders said.</p></html>
HTML
HOME="$folder" chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
    --print-to-pdf=printed.pdf letter.html 2>/dev/null
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=smaller.pdf printed.pdf

before=$(pdftotext printed.pdf - | head -n 1)
after=$(pdftotext smaller.pdf - | head -n 1)
echo "as printed by Chromium:     $before"
echo "as written by Ghostscript:  $after"

[ "$before" = "Each child’s plan is “live” – leaders said." ] ||
    { echo "changed: Chromium's own file reads differently"; exit 1; }
[ "$after" = "Each child’s plan is <live= – leaders said." ] ||
    { echo "changed: Ghostscript's file reads differently"; exit 1; }
echo "as seen: the quotes became < and ="
