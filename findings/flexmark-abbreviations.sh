#!/usr/bin/env bash
# flexmark's converter from HTML leaves out each abbreviation whose meaning the page gives: "The <abbr title="local authority">LA</abbr> agrees." is "The agrees.", with
# a definition of LA at the end of a text that has no LA in it, and without a title it is gone altogether. The title of <details> runs into
# its text ("MorePlans"), and a space at the end of bold words is lost: "<b>not </b>late" is "**not**late", one word.
#
# Why it matters: pages of councils mark abbreviations for readers who do not know them, and it is the subject of the sentence that is gone. A later
# search for LA finds the definition only.
#
# Seen 2026-11-30 with com.vladsch.flexmark:flexmark-html2md-converter 0.64.8 (Maven Central), Java 17, Maven 3.8.
set -euo pipefail

for program in mvn java; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>read</groupId><artifactId>read</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.vladsch.flexmark</groupId><artifactId>flexmark-html2md-converter</artifactId><version>0.64.8</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > log 2>&1 || { tail -n 5 log; exit 1; }
cat > Read.java <<'JAVA'
import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import java.util.List;

public class Read {
    public static void main(String[] arguments) {
        for (var page : List.of("<p>The <abbr title=\"local authority\">LA</abbr> agrees.</p>", "<p>The <abbr>LA</abbr> agrees.</p>",
                "<details><summary>More</summary>Plans are late.</details>", "<p>Plans are <b>not </b>late.</p>", "<p>Plans are <b>not</b> late.</p>")) {
            System.out.println(page + ": " + FlexmarkHtmlConverter.builder().build().convert(page).strip().replace("\n", "/"));
        }
    }
}
JAVA
java -cp 'lib/*' Read.java > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
<p>The <abbr title="local authority">LA</abbr> agrees.</p>: The agrees.//*[LA]: local authority
<p>The <abbr>LA</abbr> agrees.</p>: The agrees.
<details><summary>More</summary>Plans are late.</details>: MorePlans are late.
<p>Plans are <b>not </b>late.</p>: Plans are **not**late.
<p>Plans are <b>not</b> late.</p>: Plans are **not** late.
TXT
diff expected saw || { echo "changed: flexmark writes other words"; exit 1; }
echo "as seen: abbreviations are defined and not there"
