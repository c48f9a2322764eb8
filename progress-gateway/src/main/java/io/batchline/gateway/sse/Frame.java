package io.batchline.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.batchline.contract.progress.ProgressStage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/// The bytes of server-sent events.
final class Frame {
    /// A line that clients pass over: keeps the connection open and shows when it is not.
    static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);

    private Frame() {}

    /// How long a client waits before it connects again.
    static byte[] retry(Duration after) {
        return "retry: %d\n\n".formatted(after.toMillis()).getBytes(US_ASCII);
    }

    /// The line of an event that says how a client resumes after it.
    static byte[] id(String id) {
        return ("id: " + id + "\n").getBytes(US_ASCII);
    }

    /// An event without its id. Line ends in the data (LF, CR or both) begin a new `data` line, so
    /// that none can end the event or start another.
    static byte[] event(String name, byte[] data) {
        return frame("event: " + name + "\n", data);
    }

    /// An event without a name.
    static byte[] unnamed(byte[] data) {
        return frame("", data);
    }

    private static byte[] frame(String head, byte[] data) {
        var frame = new ByteArrayOutputStream(data.length + 64);
        ascii(frame, head + "data: ");
        for (int i = 0; i < data.length; i++) {
            byte next = data[i];
            if (next == '\r' && i + 1 < data.length && data[i + 1] == '\n') {
                continue;
            }
            if (next == '\n' || next == '\r') {
                ascii(frame, "\ndata: ");
            } else {
                frame.write(next);
            }
        }
        ascii(frame, "\n\n");
        return frame.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream frame, String text) {
        frame.writeBytes(text.getBytes(US_ASCII));
    }

    /// What an event about that stage is called.
    static String eventName(ProgressStage stage) {
        return switch (stage) {
            case COMPLETED -> "complete";
            case FAILED, CANCELLED -> "error";
            case UPLOADING,
                    EXTRACTING,
                    ORGANIZING,
                    PROCESSING,
                    COLLECTING,
                    GENERATING,
                    LOADING,
                    CLEANING ->
                    "progress";
        };
    }
}
