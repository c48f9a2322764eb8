package io.batchline.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands before a gateway and treats its streams as networks and proxies do. Everything else
/// passes. One exchange for each connection.
final class WaywardProxy implements AutoCloseable {
    private static final Pattern STREAM = Pattern.compile("GET \\S+/stream[? ]");
    private static final Pattern LAST_ID = Pattern.compile("(?i)\r\nLast-Event-ID: ([^\r]*)");
    private static final String HTML =
            """
            HTTP/1.1 503 Service Unavailable\r
            Content-Type: text/html\r
            Content-Length: 24\r
            Connection: close\r
            \r
            <html>back soon</html>\r
            """;

    private final ServerSocket server;
    private final int gateway;
    private final Set<Socket> streams = ConcurrentHashMap.newKeySet();
    private final List<String> resumed = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Way way = Way.PASS;

    /// What happens to streams.
    enum Way {
        PASS,
        /// Open ones say nothing any more, new ones neither but their head.
        STALL,
        /// Events are swallowed, comments pass.
        MUTE,
        /// What they say comes later, when they are something else.
        HOLD,
        /// Nothing is reached, no stream and nothing else; open streams are reset.
        AWAY,
        /// The next frame is cut in its middle, with the connection; after that as `REFUSE`.
        CUT,
        /// The same, and after that as `PASS`: as when a line is changed.
        END,
        /// As `END`, but the connection is reset.
        RESET,
        /// A page, with a status that is a proxy's own.
        REFUSE;

        private boolean cuts() {
            return this == CUT || this == END || this == RESET;
        }
    }

    private WaywardProxy(ServerSocket server, int gateway) {
        this.server = server;
        this.gateway = gateway;
    }

    static WaywardProxy before(int gateway) throws IOException {
        var proxy =
                new WaywardProxy(
                        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), gateway);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void streamsAre(Way how) {
        lock.lock();
        try {
            way = how;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (how == Way.AWAY) {
            streams.forEach(WaywardProxy::reset);
        }
    }

    private static void reset(Socket client) {
        try (client) {
            client.setSoLinger(true, 0);
        } catch (IOException _) {
            // It was closed before.
        }
    }

    /// What streams are, once they are not held.
    private Way released() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (way == Way.HOLD) {
                changed.await();
            }
            return way;
        } finally {
            lock.unlock();
        }
    }

    /// Streams that are open now.
    int open() {
        return streams.size();
    }

    /// Streams that were asked for.
    int asked() {
        return resumed.size();
    }

    /// What each stream that was asked for goes on after; empty where it begins.
    List<String> resumed() {
        return List.copyOf(resumed);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (way == Way.AWAY) {
                    reset(client);
                    continue;
                }
                Thread.ofVirtual().start(() -> exchange(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void exchange(Socket client) {
        try (client;
                var upstream = new Socket(InetAddress.getLoopbackAddress(), gateway)) {
            String head = head(client.getInputStream());
            boolean isStream = STREAM.matcher(head).lookingAt();
            if (isStream) {
                Matcher last = LAST_ID.matcher(head);
                resumed.add(last.find() ? last.group(1) : "");
            }
            if (isStream && way == Way.REFUSE) {
                client.getOutputStream().write(HTML.getBytes(StandardCharsets.US_ASCII));
                return;
            }
            upstream.getOutputStream()
                    .write(
                            head.replaceFirst("(?i)connection: keep-alive", "Connection: close")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            // What follows the head, and that the client has gone.
            Thread.ofVirtual().start(() -> forward(client, upstream));
            answer(client, upstream.getInputStream(), isStream);
        } catch (IOException _) {
            // One of both has gone, and so does the other.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(client);
        }
    }

    private void answer(Socket client, InputStream from, boolean isStream)
            throws IOException, InterruptedException {
        OutputStream to = client.getOutputStream();
        if (isStream) {
            to.write(head(from).getBytes(StandardCharsets.ISO_8859_1));
            streams.add(client);
        }
        byte[] buffer = new byte[8192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            Way now = isStream ? released() : Way.PASS;
            boolean isFrame = new String(buffer, 0, read, StandardCharsets.UTF_8).contains("data:");
            if (now.cuts() && isFrame) {
                to.write(buffer, 0, read / 2);
                way = now == Way.CUT ? Way.REFUSE : Way.PASS;
                client.setSoLinger(now == Way.RESET, 0);
                return;
            }
            if (now != Way.STALL && !(now == Way.MUTE && isFrame)) {
                to.write(buffer, 0, read);
            }
        }
    }

    private static void forward(Socket client, Socket upstream) {
        try (upstream) {
            client.getInputStream().transferTo(upstream.getOutputStream());
        } catch (IOException _) {
            // As above.
        }
    }

    private static String head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("that was no whole head");
            }
            bytes.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        streamsAre(Way.PASS);
        for (Socket stream : streams) {
            stream.close();
        }
    }
}
