package io.batchline.cli.upload;

import io.batchline.cli.display.Transfer;
import io.batchline.client.AnswerException;
import io.batchline.client.Breaks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Sends a source to an upload that has begun, to its end. What the network or the server does
/// meanwhile is tried again, from where the server says.
public final class Sending {
    /// Refusals after which another try may be taken: it writes for another one at the moment, the
    /// offset is another, the bytes were spoilt on the way, or it is overloaded.
    private static final Set<Integer> PASSING = Set.of(408, 409, 423, 429, 460, 500, 502, 503, 504);

    private final TusClient tus;
    private final UploadSource source;
    private final String upload;
    private final Viewer viewer;
    private final long begunAt = System.nanoTime();
    private long begunFrom;
    private long acknowledged;
    private final AtomicLong leaving = new AtomicLong();
    private boolean hasArrived;
    private int chunk = Pace.FIRST_CHUNK;
    private int failures;

    public Sending(TusClient tus, UploadSource source, String upload, Viewer viewer) {
        this.tus = tus;
        this.source = source;
        this.upload = upload;
        this.viewer = viewer;
    }

    /// Who is told, on threads of the client.
    public interface Viewer {
        void sees(Transfer transfer);

        void hears(String note);
    }

    /// Sends what comes from this offset on.
    ///
    /// @throws AnswerException for what another try would not change
    /// @throws ChangedSourceException before its last bytes are sent
    public void from(long offset) throws IOException, InterruptedException {
        begunFrom = offset;
        acknowledged = offset;
        boolean isComplete = false;
        while (!isComplete) {
            try (InputStream in = source.openAt(acknowledged)) {
                isComplete = send(in);
            }
        }
    }

    /// @return false when the server goes on elsewhere than these bytes do
    private boolean send(InputStream in) throws IOException, InterruptedException {
        boolean isLast = false;
        while (!isLast && !hasArrived) {
            long base = acknowledged;
            byte[] bytes = in.readNBytes(wanted(base));
            isLast = isLast(base, bytes.length);
            if (isLast) {
                // Afterwards it would be a batch.
                source.requireUnchanged();
            }
            if (!append(bytes, base, isLast)) {
                return false;
            }
        }
        return true;
    }

    private int wanted(long base) {
        return (int) Math.min(chunk, source.length().orElse(Long.MAX_VALUE) - base);
    }

    private boolean isLast(long base, int read) throws IOException {
        boolean isEnd = read < wanted(base);
        if (source.length().isEmpty()) {
            return isEnd;
        }
        if (isEnd) {
            throw new ChangedSourceException(source.name());
        }
        return base + read == source.length().getAsLong();
    }

    /// In one request, or in smaller ones after a break: a chunk that takes longer than the line
    /// holds would never arrive.
    private boolean append(byte[] bytes, long base, boolean isLast)
            throws IOException, InterruptedException {
        long end = base + bytes.length;
        boolean endsNow = isLast && source.length().isEmpty();
        while (!hasArrived && (acknowledged < end || endsNow)) {
            int from = (int) (acknowledged - base);
            int to = Math.min(bytes.length, from + chunk);
            boolean endsHere = endsNow && to == bytes.length;
            try {
                one(
                        Arrays.copyOfRange(bytes, from, to),
                        endsHere ? OptionalLong.of(end) : OptionalLong.empty());
                hasArrived = endsHere;
            } catch (AnswerException e) {
                if (!PASSING.contains(e.status())) {
                    throw e;
                }
                again(e);
            } catch (IOException e) {
                chunk = Pace.afterBreak(chunk);
                again(e);
            }
            if (acknowledged < base || acknowledged > end) {
                return false;
            }
        }
        return true;
    }

    private void one(byte[] bytes, OptionalLong length) throws IOException, InterruptedException {
        leaving.set(acknowledged);
        long begin = System.nanoTime();
        acknowledged = tus.append(upload, acknowledged, new Chunk(bytes, this::left), length);
        chunk = Pace.next(chunk, Duration.ofNanos(System.nanoTime() - begin));
        failures = 0;
        show(acknowledged);
    }

    private void left(long bytes) {
        show(leaving.addAndGet(bytes));
    }

    private void show(long done) {
        double seconds = (System.nanoTime() - begunAt) / 1e9;
        viewer.sees(
                new Transfer(
                        done, source.length(), seconds > 0 ? (done - begunFrom) / seconds : 0));
    }

    /// Waits, and asks where to go on; again until the server says so.
    private void again(IOException why) throws IOException, InterruptedException {
        IOException last = why;
        while (true) {
            failures++;
            if (failures > Pace.TRIES) {
                throw last;
            }
            if (failures == 1) {
                viewer.hears(
                        "the upload broke (%s): trying again".formatted(Breaks.sentence(last)));
            }
            Thread.sleep(Pace.pause(failures, ThreadLocalRandom.current()));
            try {
                goOn(tus.standing(upload));
                return;
            } catch (AnswerException e) {
                if (!PASSING.contains(e.status())) {
                    throw e;
                }
                last = e;
            } catch (IOException e) {
                last = e;
            }
        }
    }

    private void goOn(Standing standing) {
        switch (standing) {
            case Standing.Open(long offset) -> acknowledged = offset;
            case Standing.Complete() -> {
                hasArrived = true;
                acknowledged = source.length().orElse(acknowledged);
            }
            case Standing.Gone() ->
                    throw new IllegalStateException(
                            "the upload has expired or was ended: the same command begins a new one");
        }
    }
}
