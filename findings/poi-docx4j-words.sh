#!/usr/bin/env bash
# Two Java readers give .docx paragraphs words that no page shows: of "Help is good", changed to "poor" with changes tracked, Apache POI's XWPFWordExtractor and
# docx4j's TextUtils both make "Help is goodpoor". POI writes [footnoteRef:9] for the first note of a file by pandoc, whose id is 9, and "GOOD" where good
# is set in capitals. docx4j puts nothing between paragraphs, lines and cells ("HelpGood", "goodpoorSee"), has the code of each field, no notes
# and no no-break hyphens (ages 1617).
#
# Why it matters: POI is under most of what reads Word files in Java, and TextUtils is docx4j's one-line way to the text. A grade that was changed is
# neither word, and the last word of each paragraph is not found.
#
# Seen 2026-11-30 with org.apache.poi:poi-ooxml 5.4.1 and org.docx4j:docx4j-JAXB-ReferenceImpl 11.5.3 (Maven Central), Java 17, Maven 3.8; input by
# pandoc 3.9 (pypandoc_binary 1.17) and python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

for program in mvn java; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0 pypandoc_binary==1.17
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>read</groupId><artifactId>read</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.poi</groupId><artifactId>poi-ooxml</artifactId><version>5.4.1</version></dependency>
    <dependency><groupId>org.docx4j</groupId><artifactId>docx4j-JAXB-ReferenceImpl</artifactId><version>11.5.3</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > log 2>&1 || { tail -n 5 log; exit 1; }

cat > write.py <<'PY'
import docx, pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

pypandoc.convert_text("Plans are late.[^1]\n\n[^1]: Those of March.\n", "docx", format="markdown", outputfile="report.docx")
report = docx.Document("report.docx")

def add(paragraph, *parts):
    for part in parse_xml(f"<w:p {nsdecls('w')}>{''.join(parts)}</w:p>"):
        paragraph._p.append(part)

def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

marks = 'w:author="Ann" w:date="2022-03-14T00:00:00Z"'
paragraph = report.add_paragraph("Help is ")
add(paragraph, f'<w:del w:id="1" {marks}><w:r><w:delText>good</w:delText></w:r></w:del>', f'<w:ins w:id="2" {marks}><w:r><w:t>poor</w:t></w:r></w:ins>')
paragraph = report.add_paragraph("See page ")
add(paragraph, field("begin"), '<w:r><w:instrText xml:space="preserve"> PAGEREF plans </w:instrText></w:r>', field("separate"), "<w:r><w:t>12</w:t></w:r>", field("end"))
paragraph = report.add_paragraph("Ages 16")
add(paragraph, "<w:r><w:noBreakHyphen/></w:r>")
paragraph.add_run("17 and lines").add_break()
paragraph.add_run("of ")
paragraph.add_run("good").font.all_caps = True
table = report.add_table(1, 2)
table.cell(0, 0).text, table.cell(0, 1).text = "Help", "Good"
report.add_paragraph("Staff agree.")
report.save("report.docx")
PY
venv/bin/python write.py
cat > Read.java <<'JAVA'
import java.io.*;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.docx4j.TextUtils;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;

public class Read {
    public static void main(String[] arguments) throws Exception {
        try (var in = new FileInputStream("report.docx"); var text = new XWPFWordExtractor(new XWPFDocument(in))) {
            System.out.println("POI: " + text.getText().strip().replaceAll("\\s*\n\\s*", " / ").replace("\t", " "));
        }
        var words = new StringWriter();
        TextUtils.extractText(WordprocessingMLPackage.load(new File("report.docx")).getMainDocumentPart().getJaxbElement(), words);
        System.out.println("docx4j: " + words);
    }
}
JAVA
java -cp 'lib/*' Read.java 2> log | grep -E '^(POI|docx4j): ' > saw || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
POI: Plans are late.[footnoteRef:9] [9:  Those of March.] / Help is goodpoor / See page 12 / Ages 16‑17 and lines / of GOOD / Help Good / Staff agree.
docx4j: Plans are late.Help is goodpoorSee page  PAGEREF plans 12Ages 1617 and linesof goodHelpGoodStaff agree.
TXT
diff expected saw || { echo "changed: the words are read otherwise"; exit 1; }
echo "as seen: deleted words and codes are text"
