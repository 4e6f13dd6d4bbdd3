#!/usr/bin/env bash
# ROME, Java's reader of feeds, gives as the link of an Atom feed the address of the feed itself (rel="self") wherever that stands, also before or behind a link that says rel="alternate"; without a
# self link it is the page's. Of an entry it takes the first alternate, the PDF if that is listed first. Relative addresses stay as they are, although the feed
# has an xml:base, and a title in XHTML is given with its <div>: "<div xmlns=...>Plans are <b>not</b> late</div>".
#
# Why it matters: getLink() is what a reader is sent to. "Go to the page" leads to XML, every well-made feed has the self link that the standard asks for,
# and a feed without it, as one writes for a trial, is right.
#
# Seen 2026-11-30 with rome 2.1.0 (Maven Central, Java 17, Maven 3.8).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>links</groupId><artifactId>links</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.rometools</groupId><artifactId>rome</artifactId><version>2.1.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > /dev/null

cat > Links.java <<'JAVA'
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;

public class Links {
    static final String self = "<link rel=\"self\" href=\"https://example.org/feed.atom\"/>", page = "<link rel=\"alternate\" type=\"text/html\" href=\"https://example.org/reports/\"/>";

    public static void main(String[] arguments) throws Exception {
        for (String links : new String[] {self + page, page + self, page, "<link href=\"https://example.org/reports/\"/>" + self, self}) {
            var feed = new SyndFeedInput().build(new StringReader("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/reports/">
                <title>Reports</title><id>tag:example.org,2022:feed</id><updated>2022-07-18T00:00:00Z</updated><author><name>Homewatch</name></author>%s
                <entry><id>tag:example.org,2022:1</id><updated>2022-07-18T00:00:00Z</updated>
                <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Plans are <b>not</b> late</div></title>
                <link rel="alternate" type="application/pdf" href="1.pdf"/><link rel="alternate" type="text/html" href="1.html"/></entry></feed>
                """.formatted(links)));
            System.out.println(links.replaceAll(" type=\"text/html\"|https://example.org", "") + ": " + feed.getLink());
            if (links.equals(self)) {
                var entry = feed.getEntries().get(0);
                System.out.println("entry: " + entry.getLink() + ", " + entry.getTitle());
            }
        }
    }
}
JAVA
java -cp 'lib/*' Links.java > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
<link rel="self" href="/feed.atom"/><link rel="alternate" href="/reports/"/>: https://example.org/feed.atom
<link rel="alternate" href="/reports/"/><link rel="self" href="/feed.atom"/>: https://example.org/feed.atom
<link rel="alternate" href="/reports/"/>: https://example.org/reports/
<link href="/reports/"/><link rel="self" href="/feed.atom"/>: https://example.org/feed.atom
<link rel="self" href="/feed.atom"/>: https://example.org/feed.atom
entry: 1.pdf, <div xmlns="http://www.w3.org/1999/xhtml">Plans are <b>not</b> late</div>
TXT
diff expected saw || { echo "changed: other links are given"; exit 1; }
echo "as seen: the feed's link is the feed"
