package io.batchline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One client of a load: reads its stream line by line and notes what its events say. Used by the
/// clients' thread only, unless nothing is read.
final class StreamClient {
    private static final byte[] NONE = {};
    private static final byte[] SAYS = "bench ".getBytes(StandardCharsets.US_ASCII);
    private static final String END_OF_HEAD = "\r\n\r\n";

    /// In place of a channel's number.
    static final int ALL = -1;

    private static final long NOTHING = Long.MAX_VALUE;

    private final String head;
    private final boolean stalls;
    private final long[] seen;
    private final int watched;
    private final StreamTally tally;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private byte[] part = NONE;
    private boolean answered;
    private String lastId = "";
    private long awaited = NOTHING;
    private @Nullable String lost;

    /// @param head of its request, without its end
    /// @param channels how many there are
    /// @param watched the one that it hears of, or [#ALL]
    StreamClient(String head, boolean stalls, int channels, int watched, StreamTally tally) {
        this.head = head;
        this.stalls = stalls;
        this.seen = new long[channels];
        this.watched = watched;
        this.tally = tally;
    }

    boolean watches(int channel) {
        return watched == ALL || watched == channel;
    }

    /// It has come when it has an event of this number or newer; of 0 when it has its answer's
    /// head.
    void await(long number) {
        awaited = number;
        lost = null;
    }

    /// Whether it has come now, and had not before.
    boolean comes() {
        if (awaited == NOTHING || !answered || (awaited > 0 && !hasAll(awaited))) {
            return false;
        }
        awaited = NOTHING;
        return true;
    }

    private boolean hasAll(long number) {
        if (watched != ALL) {
            return seen[watched] >= number;
        }
        return Arrays.stream(seen).allMatch(newest -> newest >= number);
    }

    void begin(SocketChannel opened, SelectionKey registered) {
        channel = opened;
        key = registered;
        answered = false;
        part = NONE;
    }

    SocketChannel channel() {
        SocketChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    String request() {
        String resume = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
        return head + resume + "\r\n";
    }

    boolean willStall() {
        return stalls;
    }

    void stall() {
        if (key != null) {
            key.interestOps(0);
        }
    }

    void cut() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void lost(String why) {
        lost = why;
        cut();
    }

    /// Why its stream has ended; null while it goes on.
    @Nullable String lost() {
        return lost;
    }

    /// The newest number that it has of a channel; 0 for none.
    long newest(int ofChannel) {
        return seen[ofChannel];
    }

    void take(byte[] bytes, int count, long now) {
        byte[] all = bytes;
        int length = count;
        if (part.length > 0) {
            all = Arrays.copyOf(part, part.length + count);
            System.arraycopy(bytes, 0, all, part.length, count);
            length = all.length;
        }
        int from = answered ? 0 : body(all, length);
        if (!answered) {
            part = Arrays.copyOf(all, length);
            return;
        }
        int used = lines(all, from, length, now);
        part = used == length ? NONE : Arrays.copyOfRange(all, used, length);
    }

    private int body(byte[] all, int length) {
        String text = new String(all, 0, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end >= 0 && !text.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("a stream was answered " + text.lines().findFirst());
        }
        answered = end >= 0;
        return end + END_OF_HEAD.length();
    }

    private int lines(byte[] all, int from, int length, long now) {
        int start = from;
        for (int i = from; i < length; i++) {
            if (all[i] == '\n') {
                line(all, start, i, now);
                start = i + 1;
            }
        }
        return start;
    }

    private void line(byte[] all, int from, int to, long now) {
        if (to - from < 4) {
            return;
        }
        if (all[from] == 'd') {
            data(all, from, to, now);
        } else if (all[from] == 'i' && all[from + 2] == ':') {
            lastId = new String(all, from + 3, to - from - 3, StandardCharsets.US_ASCII).strip();
        }
    }

    /// `bench <channel> <number> <nanoseconds>` stands somewhere in it.
    private void data(byte[] all, int from, int to, long now) {
        int at = find(all, from, to);
        if (at < 0) {
            return;
        }
        long[] numbers = new long[3];
        int number = 0;
        for (int i = at; i < to && number < 3; i++) {
            if (all[i] >= '0' && all[i] <= '9') {
                numbers[number] = numbers[number] * 10 + all[i] - '0';
            } else {
                number++;
            }
        }
        int of = (int) numbers[0] % seen.length;
        tally.delivered(numbers[1] - seen[of], now - numbers[2]);
        seen[of] = Math.max(seen[of], numbers[1]);
    }

    private static int find(byte[] all, int from, int to) {
        for (int i = from; i < to - SAYS.length; i++) {
            if (all[i] == 'b' && Arrays.equals(all, i, i + SAYS.length, SAYS, 0, SAYS.length)) {
                return i + SAYS.length;
            }
        }
        return -1;
    }
}
