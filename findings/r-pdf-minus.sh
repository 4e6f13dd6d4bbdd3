#!/usr/bin/env bash
# R's pdf() draws each hyphen as a minus sign: "ages 16-17" and "well-known" are read as "16−17" and "well−known" (U+2212) from the chart by pdftotext and pypdf, and there is no warning. Of a curly apostrophe
# or a dash it makes three dots, "Children...s", with warnings, since the font's table is that of Latin-1 also where the language's signs are UTF-8. cairo_pdf()
# writes all of them as they are.
#
# Why it matters: the charts of a report have its years and ages under their axes. What is searched for with the hyphen of the keyboard is not in them,
# and a range read by a program is a subtraction.
#
# Seen 2026-11-30 with Debian 12's r-base-core 4.2.2.20221110-2 and poppler-utils 22.12.0; pypdf 7.1.1 (PyPI, Python 3.11).
set -euo pipefail

for package in r-base-core poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypdf==7.1.1
cat > draw.R <<'R'
draw <- function(file, device) {
    device(file, width = 7, height = 3)
    plot.new()
    text(0.5, 0.9, "ages 16-17, well-known")
    text(0.5, 0.5, "Children\u2019s plans 2022\u201323")
    invisible(dev.off())
}
warned <- character()
withCallingHandlers({ draw("pdf.pdf", pdf); draw("cairo_pdf.pdf", cairo_pdf) }, warning = function(w) { warned <<- c(warned, conditionMessage(w)); invokeRestart("muffleWarning") })
cat("warnings of hyphens:", sum(grepl("16-17", warned)), "\n")
cat("warnings of others:", length(warned) > 0, "\n")
R
{
    LC_ALL=C.UTF-8 Rscript draw.R | sed 's/ *$//'
    for device in pdf cairo_pdf; do
        echo "$device, pdftotext: $(pdftotext "$device.pdf" - | tr -d '\f' | grep . | paste -sd '/')"
        echo "$device, pypdf: $(venv/bin/python -c "import pypdf; print('/'.join(pypdf.PdfReader('$device.pdf').pages[0].extract_text().split('\n')))")"
    done
} > saw
cat saw
cat > expected <<'TXT'
warnings of hyphens: 0
warnings of others: TRUE
pdf, pdftotext: ages 16−17, well−known/Children...s plans 2022...23
pdf, pypdf: ages 16−17, well−known/Children...s plans 2022...23
cairo_pdf, pdftotext: ages 16-17, well-known/Children’s plans 2022–23
cairo_pdf, pypdf: ages 16-17, well-known/Children’s plans 2022–23
TXT
diff expected saw || { echo "changed: signs are drawn otherwise"; exit 1; }
echo "as seen: a hyphen is a minus"
