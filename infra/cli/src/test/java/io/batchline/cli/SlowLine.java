package io.batchline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A line to a server that carries so many bytes a second, and breaks after so many.
final class SlowLine implements AutoCloseable {
    private static final int SLICE = 16 << 10;

    private final URI target;
    private final long bytesPerSecond;
    private final long breaksAfter;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong sinceBreak = new AtomicLong();
    private final AtomicInteger breaks = new AtomicInteger();

    /// @param breaksAfter bytes to the server; each time
    SlowLine(URI target, long bytesPerSecond, long breaksAfter) throws IOException {
        this.target = target;
        this.bytesPerSecond = bytesPerSecond;
        this.breaksAfter = breaksAfter;
        threads.execute(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    int breaks() {
        return breaks.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(target.getHost(), target.getPort());
                open.add(near);
                open.add(far);
                threads.execute(() -> carry(near, far, true));
                threads.execute(() -> carry(far, near, false));
            } catch (IOException _) {
                // Closed, or the server is away: the client tries again.
            }
        }
    }

    private void carry(Socket from, Socket to, boolean counts) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] slice = new byte[SLICE];
            for (int read = in.read(slice); read >= 0; read = in.read(slice)) {
                if (counts) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(read) / bytesPerSecond);
                    if (sinceBreak.addAndGet(read) > breaksAfter) {
                        sinceBreak.set(0);
                        breaks.incrementAndGet();
                        return;
                    }
                }
                out.write(slice, 0, read);
                out.flush();
            }
        } catch (IOException _) {
            // The other direction has closed it.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
