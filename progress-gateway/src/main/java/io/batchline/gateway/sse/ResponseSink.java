package io.batchline.gateway.sse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A stream among others on one connection, as HTTP/2 has them: written through the server's
/// response, which frames it and keeps to the client's windows.
final class ResponseSink implements Sink {
    private final Response response;
    private final Consumer<Throwable> abort;
    private volatile @Nullable Report report;

    /// @param abort ends the request before its time
    ResponseSink(Request request, Response response, Consumer<Throwable> abort) {
        this.response = response;
        this.abort = abort;
        request.addIdleTimeoutListener(_ -> false);
        request.addFailureListener(_ -> gone());
    }

    @Override
    public void open(Report to) {
        report = to;
    }

    @Override
    public boolean write(byte[] bytes) {
        var writing = new Writing();
        response.write(false, ByteBuffer.wrap(bytes), writing);
        return writing.isThroughAlready();
    }

    @Override
    public void end() {
        response.write(true, BufferUtil.EMPTY_BUFFER, Callback.NOOP);
    }

    @Override
    public void cut() {
        abort.accept(new IOException("the client takes nothing any more"));
    }

    private void gone() {
        Report to = report;
        if (to != null) {
            to.gone();
        }
    }

    private enum State {
        THROUGH,
        PENDING
    }

    /// Tells an end that comes before the write has returned from one that comes later.
    private final class Writing implements Callback {
        private final AtomicReference<@Nullable State> state = new AtomicReference<>();

        boolean isThroughAlready() {
            return !state.compareAndSet(null, State.PENDING);
        }

        @Override
        public void succeeded() {
            Report to = report;
            if (!state.compareAndSet(null, State.THROUGH) && to != null) {
                to.through();
            }
        }

        @Override
        public void failed(Throwable cause) {
            gone();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
