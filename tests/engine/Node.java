// A node of a cluster on this machine, from published artifacts: java Node.java NAME HTTP TRANSPORT HOME SEEDS NAMES
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.PluginInfo;

public class Node extends org.opensearch.node.Node {
    Node(Settings settings, List<PluginInfo> plugins) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"), plugins, false);
    }

    static PluginInfo plugin(String name) {
        var parts = name.split("\\.");
        return new PluginInfo(parts[parts.length - 1], name, "1", Version.CURRENT, "21", name, null, List.of(), false);
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
        var plugins = List.of(
            plugin("org.opensearch.transport.Netty4ModulePlugin"),
            plugin("org.opensearch.analysis.common.CommonAnalysisModulePlugin"));
        var node = new Node(settings, plugins);
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
