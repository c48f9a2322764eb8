package io.batchline.ingest.upload;

import io.batchline.blob.ResumableBlob;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forces to disk, again and again while a chunk comes, what has come of it, and notes it: so a
/// server that dies in the middle of gigabytes has lost a second of them. On a thread of its own,
/// beside the one that writes.
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Duration EVERY = Duration.ofMillis(700);

    private final ResumableBlob blob;
    private final Note note;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile long noted;

    private Checkpoints(ResumableBlob blob, long from, Note note) {
        this.blob = blob;
        this.noted = from;
        this.note = note;
        this.thread = Thread.ofVirtual().name("upload-checkpoints").unstarted(this::run);
    }

    static Checkpoints start(ResumableBlob blob, long from, Note note) {
        var checkpoints = new Checkpoints(blob, from, note);
        checkpoints.thread.start();
        return checkpoints;
    }

    /// Bytes that were noted last.
    long noted() {
        return noted;
    }

    /// Returns when the last one that had begun is done.
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                checkpoint();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkpoint() {
        try {
            long forced = blob.force();
            if (forced > noted && note.of(forced)) {
                noted = forced;
            }
        } catch (IOException | SQLException | RuntimeException e) {
            // The rim of the loop: the chunk's own end meets what is wrong again, and answers it.
            LOG.atWarn().setCause(e).log("what has come of a chunk could not be noted");
        }
    }

    /// Notes that so many bytes are on disk; whether it could.
    @FunctionalInterface
    interface Note {
        boolean of(long forced) throws SQLException;
    }
}
