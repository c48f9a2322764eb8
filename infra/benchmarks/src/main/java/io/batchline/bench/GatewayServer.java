package io.batchline.bench;

import io.batchline.contract.id.BatchId;
import io.batchline.gateway.GatewayMain;
import io.batchline.testkit.Program;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The gateway in a process of its own, started as `infra/bin/progress-gateway` starts it.
final class GatewayServer implements StreamServer, AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("listens on http://[^:]+:(\\d+)");
    private static final Pattern READ_IN =
            Pattern.compile("topics are read in .*millis=\"?([0-9]+)");
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final StreamBackground background;
    private final Program program;
    private final InetSocketAddress address;
    private final List<BatchId> batches;
    private final String token;

    private GatewayServer(
            StreamBackground background,
            Program program,
            InetSocketAddress address,
            List<BatchId> batches,
            String token) {
        this.background = background;
        this.program = program;
        this.address = address;
        this.batches = batches;
        this.token = token;
    }

    /// Ready when it returns.
    static GatewayServer start(
            StreamBackground background, List<BatchId> batches, int heap, List<String> more)
            throws IOException, InterruptedException, SQLException {
        List<String> flags =
                Stream.concat(
                                Stream.of(
                                        "-Xmx%dm".formatted(heap),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1"),
                                more.stream())
                        .toList();
        Path output = background.folder().resolve("gateway.txt");
        Files.deleteIfExists(output);
        Program program =
                Program.start(
                        GatewayMain.class, flags, List.of(), background.environment(), output);
        var address =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(program.says(LISTENS)));
        Waiting.until("the gateway is ready", READY_WITHIN, () -> isReady(address));
        return new GatewayServer(background, program, address, batches, background.token());
    }

    private static boolean isReady(InetSocketAddress address) {
        try {
            var connection =
                    (HttpURLConnection)
                            URI.create(
                                            "http://127.0.0.1:%d/health/ready"
                                                    .formatted(address.getPort()))
                                    .toURL()
                                    .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String path(int channel) {
        return "/api/batches/%s/stream?history=latest".formatted(batches.get(channel));
    }

    @Override
    public String page(int channels) {
        return "/api/events/stream";
    }

    @Override
    public String headers() {
        return "Authorization: Bearer %s\r\n".formatted(token);
    }

    @Override
    public void publish(int channel, String text) {
        background.progress(batches.get(channel), text);
    }

    @Override
    public List<ProcessHandle> processes() {
        return ProcessHandle.of(program.pid()).stream().toList();
    }

    @Override
    public void tidy() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (int i = 0; i < 2; i++) {
            new ProcessBuilder(jcmd, Long.toString(program.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /// How long it has read what was there when it began.
    double readInSeconds() {
        return Long.parseLong(program.says(READ_IN)) / 1000.0;
    }

    @Override
    public void close() {
        program.close();
    }
}
