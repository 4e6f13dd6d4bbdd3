#!/usr/bin/env bash
# A paragraph that was moved in Word while changes were tracked is there twice, where it stood and where it stands, for docx2txt,
# docx2python, kreuzberg, Tika and LibreOffice (text and PDF), and at neither place for python-docx; mammoth and pandoc have it once.
# Word keeps the old place's words as ordinary text inside w:moveFrom. Of "good", replaced by "poor", Tika and LibreOffice make
# "goodpoor"; Tika's options for deleted and moved text are off by default, and its default reader of .docx does not look at them.
#
# Why it matters: drafts of reports go round with tracked changes, and lists of findings are put in order by moving them. A finding is
# counted twice or not at all, under two headings or none, and a grade that was changed is found under neither word.
#
# Seen 2026-11-30 with docx2txt 0.9, docx2python 3.7.1, kreuzberg 4.10.4, python-docx 1.2.0, mammoth 1.13.0, pandoc 3.9
# (pypandoc_binary 1.17), PyPI, Python 3.11; tika-core and tika-parser-microsoft-module 3.3.1 (Maven Central), Java 17, Maven 3.8; Debian 12's
# libreoffice-writer-nogui 4:7.4.7-1+deb12u14 and poppler-utils 22.12.0-2+deb12u3.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
for program in pdftotext mvn java; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 kreuzberg==4.10.4 python-docx==1.2.0 mammoth==1.13.0 \
    pypandoc_binary==1.17
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>read</groupId><artifactId>read</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.tika</groupId><artifactId>tika-core</artifactId><version>3.3.1</version></dependency>
    <dependency>
      <groupId>org.apache.tika</groupId><artifactId>tika-parser-microsoft-module</artifactId><version>3.3.1</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > log 2>&1 || { tail -n 5 log; exit 1; }

cat > write.py <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
report = docx.Document()
who = 'w:author="Ann" w:date="2022-03-14T10:00:00Z"'
def paragraph(inside):
    report.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"), "w:sectPr")
def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
def moved(way, number):
    mark = f'<w:pPr><w:rPr><w:move{way} w:id="{number}" {who}/></w:rPr></w:pPr>'
    start = f'<w:move{way}RangeStart w:id="{number + 1}" {who} w:name="move1"/>'
    return f'{mark}{start}<w:move{way} w:id="{number + 2}" {who}>{run("Plans are late.")}</w:move{way}><w:move{way}RangeEnd w:id="{number + 1}"/>'
paragraph(moved("From", 1))
paragraph(run("Visits are few."))
paragraph(moved("To", 4))
removed, added = run("good", "delText"), run("poor")
paragraph(run("Help is ") + f'<w:del w:id="7" {who}>{removed}</w:del><w:ins w:id="8" {who}>{added}</w:ins>' + run(" now."))
report.save("report.docx")
PY
cat > read.py <<'PY'
import subprocess, docx, docx2txt, kreuzberg, mammoth, pypandoc
from docx2python import docx2python
def show(name, text):
    print(f"{name}:", " / ".join(" ".join(line.split()) for line in text.replace("\ufeff", "").splitlines() if line.strip()))
show("docx2txt", docx2txt.process("report.docx"))
show("docx2python", docx2python("report.docx").text)
show("kreuzberg", kreuzberg.extract_file_sync("report.docx").content)
show("Tika", open("tika.txt").read())
show("LibreOffice, text", open("report.txt").read())
show("LibreOffice, PDF", subprocess.run(["pdftotext", "report.pdf", "-"], capture_output=True, text=True).stdout)
show("python-docx", "\n".join(paragraph.text for paragraph in docx.Document("report.docx").paragraphs))
with open("report.docx", "rb") as file:
    show("mammoth", mammoth.extract_raw_text(file).value)
show("pandoc", pypandoc.convert_file("report.docx", "plain"))
PY
cat > Read.java <<'JAVA'
import java.nio.file.*;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.*;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.sax.BodyContentHandler;

public class Read {
    public static void main(String[] arguments) throws Exception {
        var options = new OfficeParserConfig();
        if (options.isIncludeDeletedContent() || options.isIncludeMoveFromContent()) throw new Exception("changed: the options are on");
        var text = new BodyContentHandler(-1);
        try (var in = TikaInputStream.get(Path.of(arguments[0]))) {
            new AutoDetectParser().parse(in, text, new Metadata(), new ParseContext());
        }
        Files.writeString(Path.of("tika.txt"), text.toString());
    }
}
JAVA
venv/bin/python write.py
java -cp 'lib/*' Read.java report.docx > log 2>&1 || { tail -n 5 log; exit 1; }
for format in txt:Text pdf; do
    soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to $format report.docx > /dev/null 2>&1
done
venv/bin/python -W ignore read.py > saw
cat saw
twice="Plans are late. / Visits are few. / Plans are late. / Help is"
cat > expected <<TXT
docx2txt: $twice poor now.
docx2python: $twice poor now.
kreuzberg: $twice poor now.
Tika: $twice goodpoor now.
LibreOffice, text: $twice goodpoor now.
LibreOffice, PDF: $twice goodpoor now.
python-docx: Visits are few. / Help is now.
mammoth: Visits are few. / Plans are late. / Help is poor now.
pandoc: Visits are few. / Plans are late. / Help is poor now.
TXT
diff expected saw || { echo "changed: tracked changes are read otherwise"; exit 1; }
echo "as seen: what was moved is read twice or not at all"
