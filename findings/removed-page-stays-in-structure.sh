#!/usr/bin/env bash
# Taking a page out of a tagged PDF leaves its headings and paragraphs in the structure tree. pikepdf, pypdf and PyMuPDF (also
# when it collects garbage, level 4) then keep the whole page with its text in the file, since the tree still points at it; only
# qpdf's own program empties it, and leaves the elements behind without a page. Poppler's text by structure reads such elements on
# the first page: it prints that page's text twice, the second time under the removed heading's title.
#
# Why it matters: a reader that walks the structure finds paragraphs that no page shows: a withdrawn passage, or the same finding
# counted twice. The number of pages and the text by pages are right.
#
# Seen 2026-11-29 with typst 0.15.2, pikepdf 10.18.0, pypdf 7.1.1, pymupdf 2.0 (PyPI, Python 3.11); Debian 12: qpdf
# 11.3.0-1+deb12u1, poppler-utils 22.12.0-2+deb12u3.
set -euo pipefail

for package in qpdf poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pikepdf==10.18.0 pypdf==7.1.1 pymupdf==2.0

cat > report.typ <<'TYP'
#set document(title: "Northmere")
= First
Published text.
#pagebreak()
= Second
Withdrawn text.
TYP
cat > remove.py <<'PY'
import pikepdf, pymupdf, pypdf, typst
typst.compile("report.typ", output="report.pdf")
pdf = pikepdf.open("report.pdf")
del pdf.pages[1]
pdf.save("pikepdf.pdf")
writer = pypdf.PdfWriter(clone_from="report.pdf")
writer.remove_page(1)
writer.write("pypdf.pdf")
pdf = pymupdf.open("report.pdf")
pdf.delete_page(1)
pdf.save("pymupdf.pdf", garbage=4)
PY
venv/bin/python remove.py
qpdf report.pdf --pages . 1 -- qpdf.pdf
cat > pages.py <<'PY'
import sys, pikepdf
pdf = pikepdf.open(sys.argv[1])
kept = sum(isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Page" for o in pdf.objects)
print(f"{len(pdf.pages)} shown, {kept} in the file:", end=" ")
PY
failed=0
for tool in pikepdf pypdf pymupdf qpdf; do
    in_file=2
    [ $tool = qpdf ] && in_file=1
    saw="$(venv/bin/python pages.py $tool.pdf)$(pdfinfo -struct-text $tool.pdf 2>/dev/null | tr -s ' \n' ' ')"
    echo "$tool: $saw"
    [ "$saw" = "1 shown, $in_file in the file: Document H1 \"First\" (block) \"First\" P (block) \"Published text.\" H1 \"Second\" (block) \"First\" P (block) \"Published text.\" " ] ||
        { echo "changed: $tool leaves something else"; failed=1; }
done
[ $failed = 0 ] || exit 1
echo "as seen: the removed page's elements stay"
