package io.batchline.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The clients of a load: all their connections, held by one thread that reads whatever comes.
final class StreamClients implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 512;
    private static final int BUFFER = 1 << 17;
    private static final int SMALL_WINDOW = 4096;
    private static final Duration TURN = Duration.ofMillis(100);
    private static final double NANOS = 1e9;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[BUFFER];
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final Deque<StreamClient> waiting = new ArrayDeque<>();
    private final List<StreamClient> clients = new ArrayList<>();
    private final InetSocketAddress server;
    private final Thread thread = Thread.ofPlatform().name("clients").unstarted(this::run);
    private CountDownLatch arriving = new CountDownLatch(0);
    private int connecting;
    private volatile boolean closed;

    StreamClients(InetSocketAddress server) throws IOException {
        this.server = server;
        thread.start();
    }

    List<StreamClient> all() {
        return clients;
    }

    /// Opens a stream for each.
    ///
    /// @return seconds to the head of the last answer
    double open(List<StreamClient> opened) throws InterruptedException {
        clients.addAll(opened);
        return connectAll(0);
    }

    /// Opens streams that were cut again, each after what it has seen.
    ///
    /// @return seconds until each has an event of this number or newer
    double comeBack(long number) throws InterruptedException {
        return connectAll(number);
    }

    private double connectAll(long number) throws InterruptedException {
        var latch = new CountDownLatch(clients.size());
        long begin = System.nanoTime();
        onThread(() -> {
            arriving = latch;
            clients.forEach(client -> client.await(number));
            waiting.addAll(clients);
            connect();
        });
        if (!latch.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "%d streams are not there after a minute".formatted(latch.getCount()));
        }
        return (System.nanoTime() - begin) / NANOS;
    }

    /// Runs between two reads.
    void onThread(Runnable what) throws InterruptedException {
        var done = new CountDownLatch(1);
        asked.add(() -> {
            what.run();
            done.countDown();
        });
        selector.wakeup();
        done.await();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::serve, TURN.toMillis());
                for (Runnable what = asked.poll(); what != null; what = asked.poll()) {
                    what.run();
                }
            }
            for (StreamClient client : clients) {
                client.cut();
            }
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("the clients can't go on", e);
        }
    }

    private void connect() {
        while (connecting < CONNECTING_AT_ONCE && !waiting.isEmpty()) {
            StreamClient client = waiting.remove();
            connecting++;
            try {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                if (client.willStall()) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
                }
                client.begin(channel, channel.register(selector, SelectionKey.OP_CONNECT, client));
                channel.connect(server);
            } catch (IOException e) {
                throw new IllegalStateException("a client can't connect", e);
            }
        }
    }

    private void serve(SelectionKey key) {
        var client = (StreamClient) key.attachment();
        try {
            if (key.isConnectable()) {
                SocketChannel channel = client.channel();
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                channel.write(
                        ByteBuffer.wrap(client.request().getBytes(StandardCharsets.US_ASCII)));
            } else {
                read(client);
            }
        } catch (IOException e) {
            client.lost(e.toString());
        }
    }

    private void read(StreamClient client) throws IOException {
        buffer.clear();
        int count = client.channel().read(buffer);
        long now = System.nanoTime();
        if (count < 0) {
            client.lost("closed by the server");
            return;
        }
        buffer.flip().get(bytes, 0, count);
        client.take(bytes, count, now);
        if (client.comes()) {
            connecting--;
            arriving.countDown();
            connect();
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
