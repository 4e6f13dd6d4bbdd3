#!/usr/bin/env bash
# XDocReport's converters of .docx to HTML and PDF leave out every footnote, mark and words, and show deleted words: of "Help is good", changed to "poor" with changes tracked, both have "goodpoor". In the
# HTML of a file by pandoc each of the letters (a) and (b) is "(%2)", the pattern by which Word is told to count them; 7, 8 and 9 are right. Of the same file the
# PDF cannot be made at all (an error: it states no size of page, which Word does not need). Saved by LibreOffice the letters are right and the notes gone.
#
# Why it matters: it is how Java programs show and print .docx reports. A finding is cited by a number that is no number, and what a note
# takes back is not there.
#
# Seen 2026-11-30 with fr.opensagres.poi.xwpf.converter.xhtml and .pdf 2.1.0 (Maven, Java 17), pandoc 3.9 (pypandoc_binary 1.17, PyPI) and Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14
# and poppler-utils 22.12.0.
set -euo pipefail

command -v javac > /dev/null && command -v mvn > /dev/null || { echo "needs Java 17 and Maven"; exit 2; }
command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
version=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "$(soffice --version 2> /dev/null | cut -d ' ' -f 1,2), poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>northmere</groupId><artifactId>letters</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>fr.opensagres.xdocreport</groupId><artifactId>fr.opensagres.poi.xwpf.converter.xhtml</artifactId><version>2.1.0</version></dependency>
    <dependency><groupId>fr.opensagres.xdocreport</groupId><artifactId>fr.opensagres.poi.xwpf.converter.pdf</artifactId><version>2.1.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=lib > log 2>&1 || { tail -n 5 log; exit 1; }
cat > report.md <<'MD'
Plans are late in 2022.[^1] Help is [good]{.deletion author="Ann" date="2022-03-14T00:00:00Z"}[poor]{.insertion author="Ann" date="2022-03-14T00:00:00Z"}.

7. Plans are late.
8. Visits are few.

    (a) one
    (b) two

9. Staff agree.

[^1]: Those of March.
MD
venv/bin/python -c '
import pypandoc
pypandoc.convert_file("report.md", "docx", outputfile="pandoc.docx")
pypandoc.convert_file("report.md", "odt", outputfile="report.odt")'
soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to docx report.odt > log 2>&1 || { tail -n 5 log; exit 1; }
mv report.docx LibreOffice.docx
cat > Convert.java <<'JAVA'
import fr.opensagres.poi.xwpf.converter.pdf.*;
import fr.opensagres.poi.xwpf.converter.xhtml.*;
import java.io.*;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

public class Convert {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            try (var docx = new FileInputStream(name + ".docx"); var html = new FileOutputStream(name + ".html")) {
                XHTMLConverter.getInstance().convert(new XWPFDocument(docx), html, XHTMLOptions.create());
            }
            try (var docx = new FileInputStream(name + ".docx"); var pdf = new FileOutputStream(name + ".pdf")) {
                PdfConverter.getInstance().convert(new XWPFDocument(docx), pdf, PdfOptions.create());
            } catch (Exception error) {
                System.out.println(name + ", PDF: no page is made");
            }
        }
    }
}
JAVA
javac -cp 'lib/*' Convert.java > log 2>&1 || { tail -n 5 log; exit 1; }
java -cp 'lib/*:.' Convert pandoc LibreOffice 2> log > saw || { tail -n 5 log; exit 1; }
line() { grep . | sed 's/^[[:space:]]*//; s/[[:space:]]\+/ /g; s/ *$//' | paste -sd '/'; }
for name in pandoc LibreOffice; do
    echo "$name, HTML: $(venv/bin/python -c "import pypandoc; print(pypandoc.convert_file('$name.html', 'plain', extra_args=['--columns=200']))" | line)" >> saw
done
echo "LibreOffice, PDF: $(pdftotext -layout LibreOffice.pdf - | tr -d '\f' | line)" >> saw
cat saw
cat > expected <<'TXT'
pandoc, PDF: no page is made
pandoc, HTML: Plans are late in 2022. Help is goodpoor./7. Plans are late./8. Visits are few./(%2) one/(%2) two/9. Staff agree.
LibreOffice, HTML: Plans are late in 2022. Help is goodpoor./7. Plans are late./8. Visits are few./(a) one/(b) two/9. Staff agree.
LibreOffice, PDF: Plans are late in 2022. Help is goodpoor./7. Plans are late./8. Visits are few./(a) one/(b) two/9. Staff agree./1
TXT
diff expected saw || { echo "changed: the report is shown otherwise"; exit 1; }
echo "as seen: (%2) is a letter"
