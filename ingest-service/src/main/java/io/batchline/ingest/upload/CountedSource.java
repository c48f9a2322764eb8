package io.batchline.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// Copies what a client sends through one small buffer and counts it. For one request and its
/// thread.
final class CountedSource {
    private static final int BUFFER = 1 << 16;

    private final long end;
    private final LongConsumer progress;
    private final RunningUpload running;
    private long bytes;

    /// @param from bytes that came before
    /// @param end bytes that there may be
    /// @param progress is told of the bytes by now
    CountedSource(long from, long end, LongConsumer progress, RunningUpload running) {
        this.bytes = from;
        this.end = end;
        this.progress = progress;
        this.running = running;
    }

    /// Copies to the client's end.
    ///
    /// @throws ClientGone when reading fails; every other failure is the target's
    void copy(InputStream in, Target out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
            bytes += read;
            if (bytes > end) {
                throw new TooLarge();
            }
            if (running.hasLostClaim()) {
                throw new ClaimLost();
            }
            out.write(buffer, 0, read);
            progress.accept(bytes);
        }
    }

    long bytes() {
        return bytes;
    }

    private int read(InputStream in, byte[] buffer) throws ClientGone {
        running.waits();
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new ClientGone(e);
        } finally {
            running.works();
        }
    }

    /// Takes the bytes.
    @FunctionalInterface
    interface Target {
        void write(byte[] bytes, int from, int count) throws IOException;
    }

    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// The batch was cancelled, or another request writes the upload.
    static final class ClaimLost extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// The client has gone, or stands still for too long.
    static final class ClientGone extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException reading;

        ClientGone(IOException reading) {
            super(reading);
            this.reading = reading;
        }

        /// As the server said it.
        IOException reading() {
            return reading;
        }
    }
}
