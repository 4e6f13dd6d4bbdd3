#!/usr/bin/env bash
# Lucene's two ways to ask for words near each other are each wrong where the other is right. SpanNearQuery without order, asked for
# late and late again, is content with a single "late"; intervals want two. The phrase "risk" followed by (of ... neglect) is found
# in "risk of harm or of neglect" by spans; intervals look at the shortest "of neglect" only, which does not follow "risk", and miss it.
#
# Why it matters: Solr, Elasticsearch and OpenSearch offer both, so counts of "named twice near each other" and of nested phrases differ
# by the form of the query, with no error on either side.
#
# Seen 2026-11-29 with lucene-core and lucene-queries 9.12.3 (Maven Central), Java 17, Maven 3.8.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>near</groupId><artifactId>near</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.apache.lucene</groupId><artifactId>lucene-queries</artifactId><version>9.12.3</version>
  </dependency></dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > /dev/null

cat > Near.java <<'JAVA'
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.queries.intervals.*;
import org.apache.lucene.queries.spans.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.ByteBuffersDirectory;

public class Near {
    static SpanQuery span(String word) { return new SpanTermQuery(new Term("text", word)); }
    static SpanQuery near(int slop, boolean ordered, SpanQuery... parts) { return new SpanNearQuery(parts, slop, ordered); }
    static IntervalsSource word(String word) { return Intervals.term(word); }

    public static void main(String[] arguments) throws Exception {
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
            for (String text : new String[] {"Plans are late.", "Late plans and late visits.", "At risk of harm or of neglect."}) {
                var document = new Document();
                document.add(new TextField("text", text, Field.Store.YES));
                writer.addDocument(document);
            }
        }
        var searcher = new IndexSearcher(DirectoryReader.open(directory));
        show(searcher, "spans, late near late", near(5, false, span("late"), span("late")));
        show(searcher, "intervals, late near late",
            new IntervalQuery("text", Intervals.maxgaps(5, Intervals.unordered(word("late"), word("late")))));
        show(searcher, "spans, risk (of ... neglect)", near(0, true, span("risk"), near(5, true, span("of"), span("neglect"))));
        show(searcher, "intervals, risk (of ... neglect)",
            new IntervalQuery("text", Intervals.phrase(word("risk"), Intervals.ordered(word("of"), word("neglect")))));
    }

    static void show(IndexSearcher searcher, String name, Query query) throws Exception {
        System.out.println(name + ": " + searcher.count(query));
    }
}
JAVA
java -cp 'lib/*' Near.java > saw 2> /dev/null
cat saw
cat > expected <<'TXT'
spans, late near late: 2
intervals, late near late: 1
spans, risk (of ... neglect): 1
intervals, risk (of ... neglect): 0
TXT
diff expected saw || { echo "changed: Lucene finds others"; exit 1; }
echo "as seen: each misses what the other gets right"
