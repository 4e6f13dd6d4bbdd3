#!/usr/bin/env bash
# In justified text pdfmake draws a line out at its hyphens as if they were spaces: "well-known" and "life-story work" are printed "well- known" and "life- story work", with a
# gap behind the hyphen, and readers of the PDF (pdftotext, pypdf, MuPDF) read two words where the line was drawn out far enough. In the last line of a paragraph
# and in text set to the left all are whole. It takes each place where a line may break for one that may be widened.
#
# Why it matters: compounds are what the field's terms are made of. One report has a term in two forms, by where in its paragraph the line ends, and a
# search for either misses the other.
#
# Seen 2026-11-30 with pdfmake 0.3.11 (npm, Node 20); Debian 12's poppler-utils 22.12.0 and fonts-liberation; pypdf 7.1.1 and PyMuPDF 2.0 (PyPI, Python 3.11).
set -euo pipefail

for package in poppler-utils fonts-liberation; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypdf==7.1.1 pymupdf==2.0
npm install --silent --no-audit --no-fund --prefix . pdfmake@0.3.11 > /dev/null 2>&1

cat > print.cjs <<'JS'
const pdfmake = require("pdfmake");
pdfmake.setFonts({ Liberation: { normal: "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf" } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => true);
const text = "Care-leavers in well-led homes say that follow-up visits are few, and life-story work is made by part-time staff in one-off sessions; some well-known long-term and short-term plans are re-read late on and mid-week.";
(async () => {
    for (const alignment of ["justify", "left"])
        await pdfmake.createPdf({ pageSize: { width: 250, height: 300 }, defaultStyle: { font: "Liberation" }, content: [{ text, alignment }] }).write(`${alignment}.pdf`);
})();
JS
node print.cjs
cat > read.py <<'PY'
import subprocess
import pymupdf, pypdf
for name in ("justify", "left"):
    texts = {"pypdf": pypdf.PdfReader(f"{name}.pdf").pages[0].extract_text(), "MuPDF": pymupdf.open(f"{name}.pdf")[0].get_text(),
             "pdftotext": subprocess.run(["pdftotext", f"{name}.pdf", "-"], capture_output=True, text=True).stdout}
    for reader, text in texts.items():
        print(f"{name}, {reader}: " + " / ".join(line.strip() for line in text.split("\n") if line.strip()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
justify, pypdf: Care-leavers in well-led homes say / that follow- up visits are few, and / life- story work is made by part- / time staff in one-off sessions; some / well- known long- term and short- / term plans are re-read late on and / mid-week.
justify, MuPDF: Care-leavers in well-led homes say / that follow- up visits are few, and / life- story work is made by part- / time staff in one-off sessions; some / well- known long- term and short- / term plans are re-read late on and / mid-week.
justify, pdftotext: Care-leavers in well-led homes say / that follow- up visits are few, and / life- story work is made by parttime staff in one-off sessions; some / well- known long- term and shortterm plans are re- read late on and / mid-week.
left, pypdf: Care-leavers in well-led homes say / that follow-up visits are few, and / life-story work is made by part- / time staff in one-off sessions; some / well-known long-term and short- / term plans are re-read late on and / mid-week.
left, MuPDF: Care-leavers in well-led homes say / that follow-up visits are few, and / life-story work is made by part- / time staff in one-off sessions; some / well-known long-term and short- / term plans are re-read late on and / mid-week.
left, pdftotext: Care-leavers in well-led homes say / that follow-up visits are few, and / life-story work is made by parttime staff in one-off sessions; some / well-known long-term and shortterm plans are re-read late on and / mid-week.
TXT
diff expected saw || { echo "changed: compounds are set otherwise"; exit 1; }
echo "as seen: compounds of justified lines are several words"
