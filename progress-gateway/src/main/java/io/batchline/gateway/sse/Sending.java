package io.batchline.gateway.sse;

import java.io.ByteArrayOutputStream;

/// Bytes for one viewer, or for all who have seen the same. Immutable as long as nobody changes the
/// bytes, which are shared and not copied.
final class Sending {
    static final Sending NONE = new Sending(new byte[0], 0, 0, false);
    static final Sending END = new Sending(new byte[0], 0, 0, true);

    private final byte[] bytes;
    private final int events;
    private final int passedOver;
    private final boolean isLast;

    /// @param events within the bytes
    /// @param passedOver events that are not, because newer ones came
    /// @param isLast whether the stream ends behind them
    Sending(byte[] bytes, int events, int passedOver, boolean isLast) {
        this.bytes = bytes;
        this.events = events;
        this.passedOver = passedOver;
        this.isLast = isLast;
    }

    /// Never to be changed.
    byte[] bytes() {
        return bytes;
    }

    int events() {
        return events;
    }

    int passedOver() {
        return passedOver;
    }

    boolean isLast() {
        return isLast;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /// The same behind some other bytes.
    Sending behind(byte[] first) {
        var all = new ByteArrayOutputStream(first.length + bytes.length);
        all.writeBytes(first);
        all.writeBytes(bytes);
        return new Sending(all.toByteArray(), events, passedOver, isLast);
    }
}
