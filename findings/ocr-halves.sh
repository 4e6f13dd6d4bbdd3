#!/usr/bin/env bash
# Two programs that read scanned pages read ½ as a percent sign: "½ of the homes" is "% of the homes" and 2½ weeks are "2% weeks" for RapidOCR and for tesseract alike. £450 is f450 for RapidOCR and gocr, which reads ½
# as '_2 and as _e. The dash of 2022–23 and the minus of −7 are hyphens for all three, and of a note's small 1 behind 2022 RapidOCR makes the number 20221, the
# others an apostrophe. RapidOCR gives each of these lines a score above 0.9.
#
# Why it matters: the scan is of a clean page, all its words are right, and so are those scores for them. A percentage is what a search for shares looks for, and
# sums of money have lost their sign.
#
# Seen 2026-12-01 with rapidocr-onnxruntime 1.4.4 (its models come with it) and typst 0.15.2 (PyPI, Python 3.11), and Debian 12's tesseract-ocr 5.3.0-2 and gocr 0.52-6.
set -euo pipefail

for package in tesseract-ocr tesseract-ocr-eng gocr; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check rapidocr-onnxruntime==1.4.4 typst==0.15.2
cat > page.typ <<'TYP'
#set page(width: 14cm, height: auto, margin: 1cm)
#set text(font: "Libertinus Serif", size: 12pt)
#set par(spacing: 20pt)
7. Plans are not late in 2022–23.

8. £1.2m and £450 for ½ of the homes.

9. Visits after 2½ weeks, and 48% late.

• Staff agree: −7 in 2022#super[1].
TYP
cat > read.py <<'PY'
import typst
from rapidocr_onnxruntime import RapidOCR
typst.compile("page.typ", output="page.png", ppi=200)
for _, words, score in RapidOCR()("page.png")[0]:
    print(f"RapidOCR: {words}, above 0.9: {float(score) > 0.9}")
PY
venv/bin/python read.py > saw 2> log || { tail -n 5 log; exit 1; }
tesseract page.png - 2> log | sed -n 's/^\(.*[a-z].*\)/tesseract: \1/p' >> saw
gocr page.png 2> log | sed -n 's/^\(.*[a-z].*\)/gocr: \1/p' >> saw
cat saw
cat > expected <<'TXT'
RapidOCR: 7. Plans are not late in 2022-23., above 0.9: True
RapidOCR: 8. f1.2m and f450 for % of the homes., above 0.9: True
RapidOCR: 9. Visits after 2% weeks, and 48% late., above 0.9: True
RapidOCR: · Staff agree: -7 in 20221., above 0.9: True
tesseract: 7. Plans are not late in 2022-23.
tesseract: 8. £1.2m and £450 for % of the homes.
tesseract: 9. Visits after 2% weeks, and 48% late.
tesseract: + Staff agree: -7 in 2022'.
gocr: 7. Pl_ns are not late i_ 2022-23.
gocr: 8. fl.2m arLd f450 for '_2 of the homes.
gocr: 9. Visits after 2_e weehs, and 48_o late.
gocr: _ Staﬀ agree: -7 in 2022'.
TXT
diff expected saw || { echo "changed: other signs are read"; exit 1; }
echo "as seen: a half is a percent sign"
