#!/usr/bin/env bash
# Tika writes the numbers of a .docx file's lists into its text, and in a file by pandoc each of them is 1: findings 7, 8 and 9 are all "1.",
# (a) and (b) below them are both "0.", and a list that begins with 10 is "1." again. pandoc says where a list starts by
# w:startOverride, the element for lists that restart. Saved as .doc by LibreOffice, the findings are 7, 7 and 8 for Tika, their letters
# (a) and (a), and 10 and 11 both 10.
#
# Why it matters: findings are cited by their number. The text has one before each, so nothing looks lost, every citation of 8 or 9 fails
# and "paragraph 1" is found in each of them.
#
# Seen 2026-11-30 with tika-core and tika-parser-microsoft-module 3.3.1 (Maven Central), Java 17, Maven 3.8; pandoc 3.9 (PyPI:
# pypandoc_binary 1.17, Python 3.11), Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
for program in mvn java; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17
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

cat > report.md <<'MD'
7.  Plans are late.
8.  Visits are few:

    (a) in homes
    (b) in schools

9.  Staff agree.

Leaders know it.

10. Homes are full.
11. Schools are too.
MD
venv/bin/python -c 'import pypandoc
pypandoc.convert_file("report.md", "docx", outputfile="report.docx")
print(pypandoc.convert_file("report.docx", "plain"), end="")' > pandoc
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to doc report.docx > /dev/null 2>&1

cat > Read.java <<'JAVA'
import java.nio.file.*;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.*;
import org.apache.tika.sax.BodyContentHandler;

public class Read {
    public static void main(String[] arguments) throws Exception {
        for (var name : arguments) {
            var text = new BodyContentHandler(-1);
            try (var in = TikaInputStream.get(Path.of(name))) {
                new AutoDetectParser().parse(in, text, new Metadata(), new ParseContext());
            }
            Files.writeString(Path.of("tika" + name.substring(name.lastIndexOf('.'))), text.toString());
        }
    }
}
JAVA
java -cp 'lib/*' Read.java report.docx report.doc > log 2>&1 || { tail -n 5 log; exit 1; }
for name in pandoc tika.doc tika.docx; do
    echo "$name: $(sed 's/^ *//; s/\t/ /g; s/  */ /g; s/ *$//' $name | grep . | paste -sd '|' | sed 's/|/ | /g')"
done > saw
cat saw
right="7. Plans are late. | 8. Visits are few: | (a) in homes | (b) in schools | 9. Staff agree. | Leaders know it. | 10. Homes are full. | 11. Schools are too."
cat > expected <<TXT
pandoc: $right
tika.doc: 7. Plans are late. | 7. Visits are few: | (a) in homes | (a) in schools | 8. Staff agree. | Leaders know it. | 10. Homes are full. | 10. Schools are too.
tika.docx: 1. Plans are late. | 1. Visits are few: | 0. in homes | 0. in schools | 1. Staff agree. | Leaders know it. | 1. Homes are full. | 1. Schools are too.
TXT
diff expected saw || { echo "changed: the lists are numbered otherwise"; exit 1; }
echo "as seen: each item is the first"
