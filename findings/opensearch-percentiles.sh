#!/usr/bin/env bash
# OpenSearch's median of 1, 2, 3 and 4 is 3, with its other method (hdr) 2.0009765625; of 1 and 9 it is 9. percentile_ranks puts the
# highest of the four values at 87.5 and the lowest at 12.5, although the documentation calls a value's rank the share of
# values that are not greater. Nothing has to be estimated in so few values.
#
# Why it matters: figures by authority rest on a handful of reports each. A median of days or of paragraphs that another program
# computes as 2.5 is 3 here, and "all reports are within" never reaches 100.
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
PUT /reports {"mappings":{"properties":{"days":{"type":"long"}}}}
PUT /two {"mappings":{"properties":{"days":{"type":"long"}}}}
PUT /two/_doc/1?refresh=true {"days":1}
PUT /two/_doc/2?refresh=true {"days":9}
PUT /reports/_doc/1?refresh=true {"days":1}
PUT /reports/_doc/2?refresh=true {"days":2}
PUT /reports/_doc/3?refresh=true {"days":3}
PUT /reports/_doc/4?refresh=true {"days":4}
median of 1 2 3 4 = POST /reports/_search?filter_path=aggregations.*.values {"size":0,"aggs":{"a":{"percentiles":{"field":"days","percents":[50]}}}}
by hdr = POST /reports/_search?filter_path=aggregations.*.values {"size":0,"aggs":{"a":{"percentiles":{"field":"days","percents":[50],"hdr":{}}}}}
ranks of 1 and 4 = POST /reports/_search?filter_path=aggregations.*.values {"size":0,"aggs":{"a":{"percentile_ranks":{"field":"days","values":[1,4]}}}}
median of 1 9 = POST /two/_search?filter_path=aggregations.*.values {"size":0,"aggs":{"a":{"percentiles":{"field":"days","percents":[50]}}}}
TXT
"$java" -Xmx512m -cp 'lib/*' Ask.java > saw 2> log || { tail -n 20 log; exit 1; }
cat saw
cat > expected <<'TXT'
median of 1 2 3 4 = {"aggregations":{"a":{"values":{"50.0":3.0}}}}
by hdr = {"aggregations":{"a":{"values":{"50.0":2.0009765625}}}}
ranks of 1 and 4 = {"aggregations":{"a":{"values":{"1.0":12.5,"4.0":87.5}}}}
median of 1 9 = {"aggregations":{"a":{"values":{"50.0":9.0}}}}
TXT
diff expected saw || { echo "changed: percentiles of few values are others"; exit 1; }
echo "as seen: the median of 1, 2, 3 and 4 is 3"
