package io.batchline.ingest.upload;

import io.batchline.ingest.publish.UploadProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Copies a source through one small buffer and counts it. For one upload and its thread.
final class CountedSource {
    private static final int BUFFER = 1 << 16;

    private final long largest;
    private final UploadProgress progress;
    private final UploadWatch.RunningUpload running;
    private long bytes;

    CountedSource(long largest, UploadProgress progress, UploadWatch.RunningUpload running) {
        this.largest = largest;
        this.progress = progress;
        this.running = running;
    }

    void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > largest) {
                throw new TooLarge();
            }
            if (running.hasLostClaim()) {
                throw new ClaimLost();
            }
            out.write(buffer, 0, read);
            progress.advanced(bytes);
        }
    }

    long bytes() {
        return bytes;
    }

    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// The batch was cancelled.
    static final class ClaimLost extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
