package io.batchline.system.faults;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startables;

/// One container of an installation, and what can befall it.
final class Node implements AutoCloseable {
    private final String name;
    private final String network;
    private final GenericContainer<?> container;

    /// @param name its alias in the network
    Node(String name, String network, GenericContainer<?> container) {
        this.name = name;
        this.network = network;
        this.container = container;
    }

    void start() {
        container.start();
    }

    /// Starts nodes that need each other to be ready.
    static void startTogether(Collection<Node> nodes) {
        Startables.deepStart(nodes.stream().map(node -> node.container)).join();
    }

    /// `kill -9`: no signal handler runs, nothing is flushed or taken leave of.
    void kill() {
        signal("KILL");
    }

    /// After a kill: the same container with what it has on its disk.
    void startAgain() {
        docker().startContainerCmd(id()).exec();
    }

    /// SIGSTOP: it lives and does nothing, as in a long pause of a machine.
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /// Nobody reaches it, and it reaches nobody; its connections hang without an answer.
    void cutOff() {
        docker().disconnectFromNetworkCmd()
                .withContainerId(id())
                .withNetworkId(network)
                .withForce(true)
                .exec();
    }

    void letBack() {
        docker().connectToNetworkCmd()
                .withContainerId(id())
                .withNetworkId(network)
                .withContainerNetwork(new ContainerNetwork().withAliases(name))
                .exec();
    }

    void run(String... command) throws IOException, InterruptedException {
        ExecResult result = container.execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new IOException(
                    "%s in %s: %s".formatted(String.join(" ", command), name, result.getStderr()));
        }
    }

    /// Everything that it has written so far, from all its lives.
    void writeLog(Path folder) throws IOException {
        if (container.getContainerId() != null) {
            Files.writeString(folder.resolve(name + ".txt"), container.getLogs());
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    private void signal(String signal) {
        docker().killContainerCmd(id()).withSignal(signal).exec();
    }

    private String id() {
        return container.getContainerId();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
