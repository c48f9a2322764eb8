package io.batchline.gateway.sse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EventListener;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A connection of HTTP/1.1 from behind the head of an answer that ends with it: what is left is
/// bytes. It takes the place of the server's own, whose parser, buffers and request are then no
/// longer held: most of what a stream would cost while nothing happens.
final class TakenConnection implements Sink, Connection, Connection.UpgradeTo, Callback {
    private static final int JUNK = 256;

    private final EndPoint endPoint;
    private volatile @Nullable Report report;

    private TakenConnection(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    /// Only behind the head of an answer without a length that closes its connection, on the
    /// request's own thread, and nobody may complete that request any more.
    static TakenConnection take(EndPoint endPoint) {
        var taken = new TakenConnection(endPoint);
        endPoint.setIdleTimeout(0);
        endPoint.upgrade(taken);
        return taken;
    }

    @Override
    public void open(Report to) {
        report = to;
        watch();
    }

    @Override
    public boolean write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (endPoint.flush(buffer)) {
            return true;
        }
        endPoint.write(
                Callback.from(
                        InvocationType.NON_BLOCKING,
                        () -> tell(Report::through),
                        _ -> tell(Report::gone)),
                buffer);
        return false;
    }

    @Override
    public void end() {
        endPoint.close();
    }

    @Override
    public void cut() {
        endPoint.close();
    }

    /// Asks for reads: the only way to notice at once that a client has closed.
    private void watch() {
        endPoint.tryFillInterested(this);
    }

    /// There is something to read, or an end.
    @Override
    public void succeeded() {
        ByteBuffer junk = BufferUtil.allocate(JUNK);
        try {
            int count = endPoint.fill(junk);
            if (count < 0) {
                endPoint.close();
                tell(Report::gone);
            } else {
                // Whatever a client still says is not for a stream.
                watch();
            }
        } catch (IOException _) {
            tell(Report::gone);
        }
    }

    @Override
    public void failed(Throwable cause) {
        tell(Report::gone);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void tell(java.util.function.Consumer<Report> what) {
        Report to = report;
        if (to != null) {
            what.accept(to);
        }
    }

    @Override
    public void onUpgradeTo(ByteBuffer pipelined) {
        // A stream is the last answer of its connection.
    }

    @Override
    public void onOpen() {}

    @Override
    public void onClose(@Nullable Throwable cause) {
        tell(Report::gone);
    }

    @Override
    public EndPoint getEndPoint() {
        return endPoint;
    }

    @Override
    public void close() {
        endPoint.close();
    }

    /// Its own heartbeat and deadlines say whether it lives.
    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return false;
    }

    @Override
    public void addEventListener(EventListener listener) {}

    @Override
    public void removeEventListener(EventListener listener) {}

    @Override
    public long getMessagesIn() {
        return 0;
    }

    @Override
    public long getMessagesOut() {
        return 0;
    }

    @Override
    public long getBytesIn() {
        return 0;
    }

    @Override
    public long getBytesOut() {
        return 0;
    }

    @Override
    public long getCreatedTimeStamp() {
        return 0;
    }
}
