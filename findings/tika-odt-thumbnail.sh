#!/usr/bin/env bash
# Tika begins the text of an OpenDocument file with words that are in no paragraph, such as "pepageane) / anosduiy": LibreOffice puts
# a small picture of the first page into each file that it saves, and where tesseract is installed Tika has it read that picture, a line of
# which is a few dots high. Without tesseract they are not there. Each heading then runs into what follows:
# "Northmere children’s servicesWhat needs to improvePlans are late."
#
# Why it matters: the same files have other words on a server with tesseract than on one without it, and no page shows them. They stand
# first, where a title is looked for, and they are no less in the index than those of the report.
#
# Seen 2026-11-30 with tika-core and tika-parsers-standard-package 3.3.1 (Maven Central), Java 17, Maven 3.8; Debian 12's
# libreoffice-writer-nogui 4:7.4.7-1+deb12u14, tesseract-ocr 5.3.0-2 and zip 3.0-13.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
reader=$(dpkg-query -W -f '${Version}' tesseract-ocr 2> /dev/null) || { echo "needs the Debian package tesseract-ocr"; exit 2; }
for program in mvn java zip; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice $version, tesseract $reader"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>read</groupId><artifactId>read</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.tika</groupId><artifactId>tika-core</artifactId><version>3.3.1</version></dependency>
    <dependency>
      <groupId>org.apache.tika</groupId><artifactId>tika-parsers-standard-package</artifactId><version>3.3.1</version>
      <exclusions><exclusion><groupId>com.github.junrar</groupId><artifactId>junrar</artifactId></exclusion></exclusions>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > log 2>&1 || { tail -n 5 log; exit 1; }

cat > report.html <<'HTML'
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"></head><body><h1>Northmere children’s services</h1><h2>What needs to improve</h2>
<p>Plans are late. Visits are few. Staff know it well. Managers see each plan and each visit, and they write down what they saw.</p>
<p>Visits to children who live far away are fewer than they should be, and nobody counts them.</p></body></html>
HTML
soffice "-env:UserInstallation=file://$folder/profile" --headless --infilter="HTML (StarWriter)" --convert-to odt:writer8 report.html > /dev/null 2>&1
cp report.odt bare.odt
zip -q -d bare.odt Thumbnails/thumbnail.png

cat > Read.java <<'JAVA'
import java.nio.file.*;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.*;
import org.apache.tika.sax.BodyContentHandler;

public class Read {
    public static void main(String[] arguments) throws Exception {
        var text = new BodyContentHandler(-1);
        try (var in = TikaInputStream.get(Path.of(arguments[0]))) {
            new AutoDetectParser().parse(in, text, new Metadata(), new ParseContext());
        }
        Files.writeString(Path.of(arguments[1]), text.toString());
    }
}
JAVA
java=$(command -v java)
"$java" -cp 'lib/*' Read.java report.odt with > log 2>&1 || { tail -n 5 log; exit 1; }
"$java" -cp 'lib/*' Read.java bare.odt bare > log 2>&1 || { tail -n 5 log; exit 1; }
PATH=$folder "$java" -cp 'lib/*' Read.java report.odt without > log 2>&1 || { tail -n 5 log; exit 1; }

first="Northmere children’s servicesWhat needs to improvePlans are late. Visits are few."
for name in with without bare; do
    grep -q "^$first" $name || { echo "changed: the headings of $name are apart"; exit 1; }
    sed "/^$first/,\$d" $name | grep '[A-Za-z]' > "$name.before" || true
    echo "words before the first heading, $name: $(paste -sd '|' "$name.before" | sed 's/|/ \/ /g')"
done
grep -q '[A-Za-z]\{3\}' with.before || { echo "changed: the picture is not read"; exit 1; }
[ ! -s without.before ] && [ ! -s bare.before ] || { echo "changed: words stand there without tesseract or picture"; exit 1; }
echo "as seen: the picture of the first page is read as text"
