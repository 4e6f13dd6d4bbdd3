#!/usr/bin/env bash
# OpenSearch's terminate_after gives three totals for one question and calls each exact. Of six documents that match, with
# terminate_after 2, hits.total is 2 while each lies in a segment of its own; once merged it is 6 for a search of size 0 (whose
# aggregation has 2) and 2 for one of size 1. The relation is always "eq", not "gte", and terminated_early true. _count moves likewise.
#
# Why it matters: it is what makes counts on large collections cheap. Whether a total is of all reports or of the first few depends on
# merging and on whether hits were asked for as well, and the field that should tell an exact number from a bound says exact.
#
# Seen 2026-11-29 with opensearch and transport-netty4-client 3.9.0, log4j-core 2.25.4 (Maven Central), Java 25, Maven 3.8; needs
# Java 21 or newer.
set -euo pipefail

for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} /usr/lib/jvm/*/bin/java java; do
    [ "$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')" -ge 21 ] 2> /dev/null && break
    java=
done
[ -n "$java" ] || { echo "needs Java 21 or newer"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>ask</groupId><artifactId>ask</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.opensearch</groupId><artifactId>opensearch</artifactId><version>3.9.0</version></dependency>
    <dependency><groupId>org.opensearch.plugin</groupId><artifactId>transport-netty4-client</artifactId><version>3.9.0</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>2.25.4</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib > /dev/null
mkdir -p home/config

cat > Ask.java <<'JAVA'
import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import java.util.*;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.*;
import org.opensearch.plugins.PluginInfo;

// A node in this process; each line of the file is "METHOD /path {body}", with "label = " before it if its answer is to be printed.
public class Ask extends Node {
    Ask(Settings settings, String plugin) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
            List.of(new PluginInfo("netty4", plugin, "1", Version.CURRENT, "21", plugin, null, List.of(), false)), false);
    }

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.builder().put("path.home", "home").put("node.name", "node").put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1").put("http.port", "0").put("transport.port", "0").put("http.type", "netty4")
            .put("transport.type", "netty4").put("cluster.routing.allocation.disk.threshold_enabled", false).build();
        try (var node = new Ask(settings, "org.opensearch.transport.Netty4ModulePlugin")) {
            var port = node.start().injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
            for (var line : Files.readAllLines(Path.of("requests"))) {
                var label = line.contains(" = ") ? line.substring(0, line.indexOf(" = ")) : null;
                var parts = line.substring(label == null ? 0 : label.length() + 3).split(" ", 3);
                var body = HttpRequest.BodyPublishers.ofString(parts.length > 2 ? parts[2] : "");
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + parts[1])).method(parts[0], body)
                    .header("Content-Type", "application/json").build();
                var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                if (label != null) System.out.println(label + " = " + answer.body());
                else if (answer.statusCode() > 299) throw new Exception(line + ": " + answer.body());
            }
        }
    }
}
JAVA
cat > requests <<'TXT'
PUT /reports {"mappings":{"properties":{"text":{"type":"text"}}},"settings":{"number_of_shards":1}}
PUT /reports/_doc/1?refresh=true {"text":"Plans are late."}
PUT /reports/_doc/2?refresh=true {"text":"Plans are late."}
PUT /reports/_doc/3?refresh=true {"text":"Plans are late."}
PUT /reports/_doc/4?refresh=true {"text":"Plans are late."}
PUT /reports/_doc/5?refresh=true {"text":"Plans are late."}
PUT /reports/_doc/6?refresh=true {"text":"Plans are late."}
segments, size 1 = POST /reports/_search?filter_path=terminated_early,hits.total,aggregations {"query":{"match":{"text":"late"}},"terminate_after":2,"size":1,"aggs":{"found":{"filter":{"match_all":{}}}}}
segments, size 0 = POST /reports/_search?filter_path=terminated_early,hits.total,aggregations {"query":{"match":{"text":"late"}},"terminate_after":2,"size":0,"aggs":{"found":{"filter":{"match_all":{}}}}}
segments, count = POST /reports/_count?terminate_after=2&filter_path=terminated_early,count {"query":{"match":{"text":"late"}}}
POST /reports/_forcemerge?max_num_segments=1
POST /reports/_refresh
merged, size 1 = POST /reports/_search?filter_path=terminated_early,hits.total,aggregations {"query":{"match":{"text":"late"}},"terminate_after":2,"size":1,"aggs":{"found":{"filter":{"match_all":{}}}}}
merged, size 0 = POST /reports/_search?filter_path=terminated_early,hits.total,aggregations {"query":{"match":{"text":"late"}},"terminate_after":2,"size":0,"aggs":{"found":{"filter":{"match_all":{}}}}}
merged, count = POST /reports/_count?terminate_after=2&filter_path=terminated_early,count {"query":{"match":{"text":"late"}}}
TXT
"$java" -Xmx512m -cp 'lib/*' Ask.java > saw 2> log || { tail -n 20 log; exit 1; }
cat saw
cat > expected <<'TXT'
segments, size 1 = {"terminated_early":true,"hits":{"total":{"value":2,"relation":"eq"}},"aggregations":{"found":{"doc_count":2}}}
segments, size 0 = {"terminated_early":true,"hits":{"total":{"value":2,"relation":"eq"}},"aggregations":{"found":{"doc_count":2}}}
segments, count = {"terminated_early":true,"count":2}
merged, size 1 = {"terminated_early":true,"hits":{"total":{"value":2,"relation":"eq"}},"aggregations":{"found":{"doc_count":2}}}
merged, size 0 = {"terminated_early":true,"hits":{"total":{"value":6,"relation":"eq"}},"aggregations":{"found":{"doc_count":2}}}
merged, count = {"terminated_early":true,"count":6}
TXT
diff expected saw || { echo "changed: totals of a search that ends early are others"; exit 1; }
echo "as seen: a total that was cut is called exact, and depends on merging"
