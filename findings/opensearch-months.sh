#!/usr/bin/env bash
# OpenSearch ends "up to March" on the first of March: lte "2022-03" is 1 March 2022, 23:59:59.999, and gt "2022-03" goes on from 2 March.
# The day that is left out is filled in as the first, the hour as the last of the day. So [2022-02 TO 2022-03] in a query string
# has one day of March, date:2022-03 is that day alone, and a date_range from 2022-02 to 2022-03 has none of it.
#
# Why it matters: reports are asked for by month and by year. No error, and some reports are found: those of the whole of March are
# believed to be there (lte "2022" has one day of 2022), and three ways to write the same span count differently.
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
PUT /reports {"mappings":{"properties":{"date":{"type":"date"}}}}
PUT /reports/_doc/0?refresh=true {"date":"2022-02-28"}
PUT /reports/_doc/1?refresh=true {"date":"2022-03-01"}
PUT /reports/_doc/2?refresh=true {"date":"2022-03-18"}
PUT /reports/_doc/3?refresh=true {"date":"2022-03-31"}
lte 2022-03 = POST /reports/_search?filter_path=hits.hits._source {"query":{"range":{"date":{"lte":"2022-03"}}},"sort":["date"]}
gt 2022-03 = POST /reports/_search?filter_path=hits.hits._source {"query":{"range":{"date":{"gt":"2022-03"}}},"sort":["date"]}
[2022-02 TO 2022-03] = POST /reports/_search?filter_path=hits.hits._source {"query":{"query_string":{"query":"date:[2022-02 TO 2022-03]"}},"sort":["date"]}
date:2022-03 = POST /reports/_search?filter_path=hits.hits._source {"query":{"query_string":{"query":"date:2022-03"}},"sort":["date"]}
date_range = POST /reports/_search?filter_path=aggregations.*.buckets.doc_count {"size":0,"aggs":{"spans":{"date_range":{"field":"date","ranges":[{"from":"2022-02","to":"2022-03"}]}}}}
TXT
"$java" -Xmx512m -cp 'lib/*' Ask.java > saw 2> log || { tail -n 20 log; exit 1; }
cat saw
cat > expected <<'TXT'
lte 2022-03 = {"hits":{"hits":[{"_source":{"date":"2022-02-28"}},{"_source":{"date":"2022-03-01"}}]}}
gt 2022-03 = {"hits":{"hits":[{"_source":{"date":"2022-03-18"}},{"_source":{"date":"2022-03-31"}}]}}
[2022-02 TO 2022-03] = {"hits":{"hits":[{"_source":{"date":"2022-02-28"}},{"_source":{"date":"2022-03-01"}}]}}
date:2022-03 = {"hits":{"hits":[{"_source":{"date":"2022-03-01"}}]}}
date_range = {"aggregations":{"spans":{"buckets":[{"doc_count":1}]}}}
TXT
diff expected saw || { echo "changed: months end on another day"; exit 1; }
echo "as seen: a month that is given as an end is its first day"
