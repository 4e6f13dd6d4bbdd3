#!/usr/bin/env bash
# A PDF that Ghostscript has rewritten reads Chinese signs where the page shows ligatures: "first" is "昀椀rst", "left" is
# "le昀琀". It writes the letters of a ligature with their bytes the wrong way round (<66006900> for "fi"); of three letters
# it adds up the last two ("ffi" is <6600cf00>, "昀케").
#
# Why it matters: "make the PDF smaller" is how many reports are published, and the page shows nothing of it. Words with fi, fl, ff, ti
# or ft, which some fonts all draw as one glyph, cannot be found: "first", "staff", "protection".
#
# Seen 2026-11-29 with Debian 12's ghostscript 10.0.0~dfsg-11+deb12u9 and poppler-utils 22.12.0-2+deb12u3; input by typst 0.15.2
# (PyPI, Python 3.11) in its own font.
set -euo pipefail

for package in ghostscript poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || version=
    [ -n "$version" ] || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2

echo 'The first plan of the office is left to staff.' > letter.typ
venv/bin/python -c 'import typst; typst.compile("letter.typ", output="letter.pdf")'
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=smaller.pdf letter.pdf

before=$(pdftotext letter.pdf - | head -n 1)
after=$(pdftotext smaller.pdf - | head -n 1)
echo "as written by Typst:        $before"
echo "as written by Ghostscript:  $after"
[ "$before" = "The first plan of the office is left to staff." ] ||
    { echo "changed: Typst's own file reads differently"; exit 1; }
[ "$after" = "The 昀椀rst plan of the o昀케ce is le昀琀 to sta昀昀." ] ||
    { echo "changed: Ghostscript's file reads differently"; exit 1; }
echo "as seen: the letters of ligatures have their bytes the wrong way round"
