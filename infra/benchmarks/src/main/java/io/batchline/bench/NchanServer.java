package io.batchline.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Nchan, an nginx module that is a hub of streams: what a user could pick instead. Its events come
/// over one kept connection, as from a service beside it.
final class NchanServer implements StreamServer, AutoCloseable {
    private static final String MODULE = "ngx_nchan_module.so";
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(10);

    private final Process nginx;
    private final InetSocketAddress address;
    private final Socket publisher;
    private final InputStream answers;

    private NchanServer(Process nginx, InetSocketAddress address) throws IOException {
        this.nginx = nginx;
        this.address = address;
        this.publisher = new Socket(address.getAddress(), address.getPort());
        this.publisher.setTcpNoDelay(true);
        this.answers = new BufferedInputStream(publisher.getInputStream());
    }

    /// Whether there is an nginx that has the module.
    static boolean isThere() throws InterruptedException {
        return module().isPresent();
    }

    static NchanServer start(Path parent) throws IOException, InterruptedException {
        Path module = module().orElseThrow();
        Path folder = Files.createTempDirectory(parent, "nginx");
        int port = freePort();
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, configuration(module, folder, port));
        Process nginx =
                new ProcessBuilder("nginx", "-c", file.toString(), "-p", folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.txt").toFile())
                        .start();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Waiting.until("nginx listens", STARTED_WITHIN, () -> listens(address));
        return new NchanServer(nginx, address);
    }

    private static Optional<Path> module() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("nginx", "-V").redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return Stream.of(said.split(" ", -1))
                    .filter(option -> option.startsWith("--modules-path="))
                    .map(option ->
                            Path.of(option.substring(option.indexOf('=') + 1).strip(), MODULE))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException _) {
            // No nginx.
            return Optional.empty();
        }
    }

    /// One worker: it is measured by the processor's time it takes, as the gateway is.
    private static String configuration(Path module, Path folder, int port) {
        String temporary =
                Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                        .map(use -> "%s_temp_path %s/%s;".formatted(use, folder, use))
                        .collect(Collectors.joining(" "));
        return """
        load_module %s;
        worker_processes 1;
        worker_rlimit_nofile 20000;
        daemon off;
        user root;
        pid %s/pid;
        error_log %s/errors.log warn;
        events { worker_connections 19000; multi_accept on; }
        http {
          access_log off;
          tcp_nodelay on;
          keepalive_requests 1000000000;
          keepalive_timeout 1h;
          large_client_header_buffers 4 64k;
          client_max_body_size 1m;
          %s
          nchan_shared_memory_size 256M;
          nchan_message_buffer_length 50;
          nchan_message_timeout 5m;
          server {
            listen 127.0.0.1:%d backlog=4096;
            location ~ ^/events/(.+)$ {
              nchan_subscriber eventsource;
              nchan_channel_id $1;
              nchan_channel_id_split_delimiter ",";
              nchan_subscriber_first_message newest;
              nchan_eventsource_ping_interval 0;
            }
            location ~ ^/publish/(\\w+)$ {
              nchan_publisher;
              nchan_channel_id $1;
            }
          }
        }
        """
                .formatted(module, folder, folder, temporary, port);
    }

    private static boolean listens(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String name() {
        return "Nchan";
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String path(int channel) {
        return "/events/c" + channel;
    }

    @Override
    public String page(int channels) {
        return "/events/"
                + IntStream.range(0, channels)
                        .mapToObj(channel -> "c" + channel)
                        .collect(Collectors.joining(","));
    }

    @Override
    public String headers() {
        return "Accept: text/event-stream\r\n";
    }

    /// As much data as the gateway's event of the same text has.
    @Override
    public void publish(int channel, String text) throws IOException {
        String data = "{\"message\": \"%s\", \"rest\": \"%s\"}".formatted(text, "x".repeat(450));
        String request =
                "POST /publish/c%d HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(channel, data.length(), data);
        publisher.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        skipAnswer();
    }

    private void skipAnswer() throws IOException {
        long length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(line.substring(15).strip());
            }
        }
        answers.skipNBytes(length);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new IOException("nginx has closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(nginx.toHandle()), nginx.descendants()).toList();
    }

    @Override
    public void tidy() {}

    @Override
    public void close() throws IOException {
        publisher.close();
        nginx.destroy();
        try {
            nginx.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
