#!/usr/bin/env bash
# OpenSearch reads the JSON number 2022 in a date field as the year 2022, and 12022 as twelve seconds after 1970. A number is first
# turned into text and tried as a date ("2022" is one), and only then as milliseconds, for which numbers are documented. Numbers in
# queries are read alike: gte 9999 is the year 9999 and finds nothing, gte 10000 is ten seconds after 1970 and finds both.
#
# Why it matters: years come out of spreadsheets as numbers. A column of years is right by luck, which speaks for any other column of
# numbers; that one is taken as well, and all its reports are of 1970.
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
PUT /reports/_doc/1?refresh=true {"date":2022}
PUT /reports/_doc/2?refresh=true {"date":12022}
dates = POST /reports/_search?filter_path=hits.hits._source,hits.hits.fields {"sort":["_id"],"fields":["date"]}
gte 2000 = POST /reports/_search?filter_path=hits.hits._source {"query":{"range":{"date":{"gte":2000}}},"sort":["_id"]}
gte 9999 = POST /reports/_count?filter_path=count {"query":{"range":{"date":{"gte":9999}}}}
gte 10000 = POST /reports/_count?filter_path=count {"query":{"range":{"date":{"gte":10000}}}}
TXT
"$java" -Xmx512m -cp 'lib/*' Ask.java > saw 2> log || { tail -n 20 log; exit 1; }
cat saw
cat > expected <<'TXT'
dates = {"hits":{"hits":[{"_source":{"date":2022},"fields":{"date":["2022-01-01T00:00:00.000Z"]}},{"_source":{"date":12022},"fields":{"date":["1970-01-01T00:00:12.022Z"]}}]}}
gte 2000 = {"hits":{"hits":[{"_source":{"date":2022}}]}}
gte 9999 = {"count":0}
gte 10000 = {"count":2}
TXT
diff expected saw || { echo "changed: numbers are other dates"; exit 1; }
echo "as seen: 2022 is a year, 12022 are milliseconds"
