#!/usr/bin/env bash
# Poppler's text by structure (pdfinfo -struct-text) ends each block of a PDF printed by Chromium at its first fi, ff or ffi: of
# "The first office ..." it gives "The ﬁ". Chromium wraps a ligature in a Span with ActualText inside the block's marked content,
# and the rest after the Span's end is no longer counted to the block. pdftotext reads the same file in full.
#
# Why it matters: whoever takes paragraphs from a tagged PDF through poppler loses most of the report without an error, and how much
# depends on whether the font has ligatures: with another font all is there.
#
# Seen 2026-11-29 with Debian 12: poppler-utils 22.12.0-2+deb12u3, chromium 156.0.8078.108-1~deb12u1,
# fonts-dejavu-core 2.37-6 (DejaVu Serif has ligatures, DejaVu Sans Mono has none).
set -euo pipefail

for package in chromium poppler-utils fonts-dejavu-core; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

printed() { # font
    cat > report.html <<HTML
<!doctype html><html lang="en"><meta charset="utf-8"><title>Northmere</title>
<p style="font-family: '$1'">The first office was visited.</p></html>
HTML
    HOME="$folder" chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
        --print-to-pdf=report.pdf report.html 2>/dev/null
}
structured() { pdfinfo -struct-text report.pdf 2>/dev/null | sed -n 's/^ *"\(.*\)"$/\1/p' | paste -sd/; }

printed "DejaVu Serif"
plain=$(pdftotext report.pdf - | head -n 1)
serif=$(structured)
printed "DejaVu Sans Mono"
mono=$(structured)
echo "pdftotext:                    $plain"
echo "by structure, with ligatures: $serif"
echo "by structure, without:        $mono"

[ "$plain" = "The first office was visited." ] || { echo "changed: pdftotext reads otherwise"; exit 1; }
[ "$serif" = "The ﬁ" ] || { echo "changed: the text by structure with ligatures reads otherwise"; exit 1; }
[ "$mono" = "The first office was visited." ] || { echo "changed: the text by structure without ligatures reads otherwise"; exit 1; }
echo "as seen: the block ends at its first ligature"
