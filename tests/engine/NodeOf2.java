// A node of OpenSearch 2.19, for Java 17: java NodeOf2.java NAME HTTP TRANSPORT HOME SEEDS NAMES
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.Plugin;

public class NodeOf2 extends org.opensearch.node.Node {
    NodeOf2(Settings settings, List<Class<? extends Plugin>> plugins) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"), plugins, false);
    }

    public static void main(String[] args) throws Exception {
        var settings = Settings.builder()
            .put("path.home", args[3])
            .put("node.name", args[0])
            .put("cluster.name", "findings-tests")
            .put("network.host", "127.0.0.1")
            .put("http.port", args[1])
            .put("transport.port", args[2])
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .put("discovery.seed_hosts", args[4])
            .put("cluster.initial_cluster_manager_nodes", args[5])
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        var plugins = List.<Class<? extends Plugin>>of(
            org.opensearch.transport.Netty4Plugin.class,
            org.opensearch.analysis.common.CommonAnalysisPlugin.class);
        var node = new NodeOf2(settings, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception error) {
                error.printStackTrace();
            }
        }));
        node.start();
        // All threads of a node are daemons.
        Thread.currentThread().join();
    }
}
