#!/usr/bin/env bash
# OpenPDF's text of a page has words in pieces where letters were drawn closer or further than usual: of justified text by PDFKit it makes "of fice staf f" and "V isits", and of a short line
# of its text set to the left "V isits" too; of a page by wkhtmltopdf each letter stands alone ("T h e"). Of the same words by Typst or WeasyPrint it makes whole
# ones. PDFBox, the other library of Java, reads all four rightly, with tabs for the spaces of wkhtmltopdf.
#
# Why it matters: it reads the PDF, in order and with all signs, so a look at one file by another maker says that it works. Words with f, T, V
# or W are what a search does not find, and which ones depends on who made the file.
#
# Seen 2026-11-30 with openpdf 2.0.5 and pdfbox 3.0.5 (Maven Central, Java 17, Maven 3.8; openpdf 3.0.5 on Java 25 does the same); pdfkit 0.20.2 (npm, Node 20), typst 0.15.2 and weasyprint
# 70.0 (PyPI, Python 3.11), and Debian 12's wkhtmltopdf 0.12.6-2+b1 and fonts-liberation.
set -euo pipefail

for package in wkhtmltopdf fonts-liberation; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 weasyprint==70.0
npm install --silent --no-audit --no-fund --prefix . pdfkit@0.20.2 > /dev/null 2>&1
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>letters</groupId><artifactId>letters</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.github.librepdf</groupId><artifactId>openpdf</artifactId><version>2.0.5</version></dependency>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.5</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > /dev/null

text="The first office staff find it difficult. Visits to Wells are few. Te Tea, We."
cat > print.cjs <<'JS'
const PDFDocument = require("pdfkit"), page = new PDFDocument();
page.pipe(require("node:fs").createWriteStream("PDFKit.pdf"));
page.font("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf").text(process.argv[2], { width: 200, align: "justify" }).text("Visits are few. Staff agree.");
page.end();
JS
node print.cjs "$text"
echo "<meta charset='utf-8'><p style='font-family: Liberation Serif'>$text" > report.html
QT_QPA_PLATFORM=offscreen wkhtmltopdf -q report.html wkhtmltopdf.pdf 2> log || { cat log; exit 1; }
venv/bin/weasyprint -q report.html WeasyPrint.pdf
printf '#set text(font: "Liberation Serif")\n%s\n' "$text" > report.typ
venv/bin/python -c 'import typst; typst.compile("report.typ", output="Typst.pdf", font_paths=["/usr/share/fonts/truetype/liberation"])'

cat > Read.java <<'JAVA'
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.File;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

public class Read {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            System.out.println(name + ", OpenPDF: " + new PdfTextExtractor(new PdfReader(name + ".pdf")).getTextFromPage(1).strip().replace("\t", "\\t").replace("\n", " / "));
            try (var document = Loader.loadPDF(new File(name + ".pdf"))) {
                System.out.println(name + ", PDFBox: " + new PDFTextStripper().getText(document).strip().replace("\t", "\\t").replace("\n", " / "));
            }
        }
    }
}
JAVA
java -cp 'lib/*' Read.java PDFKit wkhtmltopdf WeasyPrint Typst > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
PDFKit, OpenPDF: The first of fice staf f find it dif ficult. /  V isits to Wells are few. Te Tea, We. /  V isits are few. Staff agree.
PDFKit, PDFBox: The first office staff find it difficult. / Visits to Wells are few. Te Tea, We. / Visits are few. Staff agree.
wkhtmltopdf, OpenPDF: T h e \t f i r s t \t o f f i c e \t s t a f f \t f i n d \t i t \t d i f f i c u l t . \t V i s i t s \t t o \t W e l l s \t a r e \t f e w . \t T e \t T e a , \t W e .
wkhtmltopdf, PDFBox: The\tfirst\toffice\tstaff\tfind\tit\tdifficult.\tVisits\tto\tWells\tare\tfew.\tTe\tTea,\tWe.
WeasyPrint, OpenPDF: The first office staff find it difficult. Visits to Wells are few. Te Tea, We.
WeasyPrint, PDFBox: The first office staff find it difficult. Visits to Wells are few. Te Tea, We.
Typst, OpenPDF: The first office staff find it difficult. Visits to Wells are few. Te Tea, We.
Typst, PDFBox: The first office staff find it difficult. Visits to Wells are few. Te Tea, We.
TXT
diff expected saw || { echo "changed: words are read otherwise"; exit 1; }
echo "as seen: words are in pieces by who made the file"
