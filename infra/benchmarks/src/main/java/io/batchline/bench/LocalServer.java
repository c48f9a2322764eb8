package io.batchline.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.batchline.cli.BatchlineMain;
import io.batchline.database.DatabaseConfig;
import io.batchline.testkit.Program;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// `batchline local` in a process of its own, so that neither the collector nor the compiler of the
/// client is the server's, and what each costs can be told apart.
final class LocalServer implements AutoCloseable {
    private static final Pattern UP = Pattern.compile("Batchline is up after .*: (http\\S+)");
    private static final Pattern DATABASE = Pattern.compile("psql -U (\\S+)");
    private static final Pattern DATABASE_URL = Pattern.compile("psql -U \\S+ (postgresql:\\S+)");

    private final Program program;
    private final Path data;
    private final String password;
    private final URI address;
    private final JMXConnector inside;

    private LocalServer(
            Program program, Path data, String password, URI address, JMXConnector inside) {
        this.program = program;
        this.data = data;
        this.password = password;
        this.address = address;
        this.inside = inside;
    }

    /// Serves when it returns.
    ///
    /// @param flags of its JVM
    static LocalServer start(Path folder, List<String> flags) throws IOException {
        Path data = folder.resolve("data");
        String password = UUID.randomUUID().toString();
        Program program =
                Program.start(
                        BatchlineMain.class,
                        flags,
                        List.of("local", "--port", "0", "--data", data.toString()),
                        Map.of("BATCHLINE_ADMIN_PASSWORD", password),
                        folder.resolve("server.txt"));
        try {
            URI address = URI.create(program.says(UP));
            return new LocalServer(program, data, password, address, lookInto(program.pid()));
        } catch (IOException | RuntimeException e) {
            program.close();
            throw e;
        }
    }

    // The address is what a process of ours that listens on this machine has just said.
    @SuppressWarnings("BanJNDI")
    private static JMXConnector lookInto(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return JMXConnectorFactory.connect(
                        new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("the server's figures can't be read", e);
        }
    }

    /// A client that has logged in as the administrator.
    DoorClient client() throws IOException {
        return DoorClient.loggedIn(address, "admin", password);
    }

    DatabaseConfig database() throws IOException {
        return DatabaseConfig.of(
                "jdbc:" + program.says(DATABASE_URL),
                program.says(DATABASE),
                Files.readString(data.resolve("database/password")).strip());
    }

    /// What its JVM has taken of the cores so far.
    Duration processorTime() throws IOException {
        return Duration.ofNanos(
                bean(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, OperatingSystemMXBean.class)
                        .getProcessCpuTime());
    }

    /// For how long its JVM has compiled so far: of the time above, unless it had to wait.
    Duration compilerTime() throws IOException {
        return Duration.ofMillis(
                bean(ManagementFactory.COMPILATION_MXBEAN_NAME, CompilationMXBean.class)
                        .getTotalCompilationTime());
    }

    /// What the database's processes that live have taken.
    Duration databaseTime() throws IOException {
        return postmaster().stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("database/data/postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    }

    /// Bytes of its heap that are reachable; collects first.
    long reachable() throws IOException {
        MemoryMXBean memory = bean(ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private <T extends java.lang.management.PlatformManagedObject> T bean(
            String name, Class<T> type) throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                inside.getMBeanServerConnection(), name, type);
    }

    @Override
    public void close() throws IOException {
        try (program) {
            inside.close();
        }
    }
}
