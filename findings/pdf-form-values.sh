#!/usr/bin/env bash
# What was filled into a form of a PDF is read by three of eight readers: pdftotext and Ghostscript have "Grade: Poor" in its place, MuPDF has the values behind all other words of the page; pypdf, pdfminer.six,
# pdfplumber, PDFium and PDFBox have "Grade:" alone, though PDFium is what shows the value in Chromium. Which of two boxes or buttons is marked none of them
# tells: "yes no" either way. The words are drawn by the fields' own appearances, which are no part of the page's content.
#
# Why it matters: self-evaluations and older reports are filled-in forms, and what is missing are the answers. The questions are read by all, so a
# file does not look empty, and two programs on one machine find different words in it.
#
# Seen 2026-11-30 with reportlab 5.1.0, pypdf 7.1.1, pdfminer.six 20260107, pdfplumber 0.11.10, PyMuPDF 2.0 and pypdfium2 5.15.2 (PyPI, Python 3.11), pdfbox 3.0.5 (Maven Central, Java 17, Maven 3.8), and Debian 12's
# poppler-utils 22.12.0 and ghostscript 10.0.0~dfsg-11+deb12u9.
set -euo pipefail

for package in poppler-utils ghostscript; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check reportlab==5.1.0 pypdf==7.1.1 pdfminer.six==20260107 pdfplumber==0.11.10 pymupdf==2.0 pypdfium2==5.15.2
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>form</groupId><artifactId>form</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.5</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > /dev/null

cat > fill.py <<'PY'
from reportlab.pdfgen import canvas
page = canvas.Canvas("form.pdf")
page.drawString(72, 750, "Grade:")
page.acroForm.choice(name="grade", value="Poor", options=["Good", "Poor"], x=150, y=744, width=120, height=20)
page.drawString(72, 710, "Finding:")
page.acroForm.textfield(name="finding", value="Plans are late.", x=150, y=704, width=250, height=20)
page.drawString(72, 670, "Safe:")
for name, checked, x in (("yes", True, 150), ("no", False, 210)):
    page.acroForm.checkbox(name=name, checked=checked, x=x, y=667, size=15)
    page.drawString(x + 20, 670, name)
page.save()
PY
venv/bin/python fill.py
cat > Read.java <<'JAVA'
import java.io.File;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

public class Read {
    public static void main(String[] names) throws Exception {
        try (var document = Loader.loadPDF(new File("form.pdf"))) {
            System.out.print(new PDFTextStripper().getText(document));
        }
    }
}
JAVA
java -cp 'lib/*' Read.java > pdfbox.txt 2> log || { tail -n 5 log; exit 1; }
gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=txtwrite -sOutputFile=ghostscript.txt form.pdf
pdftotext -layout form.pdf pdftotext.txt
cat > read.py <<'PY'
import logging
import pdfplumber, pymupdf, pypdf, pypdfium2
from pdfminer.high_level import extract_text
logging.disable()
texts = {name: open(f"{name.lower()}.txt").read() for name in ("pdftotext", "Ghostscript", "PDFBox")}
texts |= {"MuPDF": pymupdf.open("form.pdf")[0].get_text(), "pypdf": pypdf.PdfReader("form.pdf").pages[0].extract_text(), "pdfminer.six": extract_text("form.pdf"),
          "pdfplumber": pdfplumber.open("form.pdf").pages[0].extract_text(), "PDFium": pypdfium2.PdfDocument("form.pdf")[0].get_textpage().get_text_range()}
for name, text in texts.items():
    print(f"{name}:", " ".join(text.split()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
pdftotext: Grade: Poor Finding: Plans are late. Safe: yes no
Ghostscript: Grade: Poor Finding: Plans are late. Safe: yes no
PDFBox: Grade: Finding: Safe: yes no
MuPDF: Grade: Finding: Safe: yes no Poor Plans are late.
pypdf: Grade: Finding: Safe: yes no
pdfminer.six: Grade: Finding: Safe: yes no
pdfplumber: Grade: Finding: Safe: yes no
PDFium: Grade: Finding: Safe: yes no
TXT
diff expected saw || { echo "changed: other readers have the values"; exit 1; }
echo "as seen: five of eight readers have no answers"
