package io.batchline.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/// The connection that a request came by. For any thread.
public final class ClientConnection {
    private final EndPoint endPoint;

    private ClientConnection(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    public static ClientConnection of(Context ctx) {
        return new ClientConnection(
                ServletContextRequest.getServletContextRequest(ctx.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint());
    }

    /// Closes it; whoever waits for its bytes gets an error.
    public void cut() {
        endPoint.close();
    }

    /// From now on, until what is returned is closed, reading fails with a `TimeoutException` as
    /// its cause when no byte comes for so long.
    public Patience patient(Duration time) {
        long before = endPoint.getIdleTimeout();
        endPoint.setIdleTimeout(time.toMillis());
        return () -> endPoint.setIdleTimeout(before);
    }

    /// How long a silent client is waited for; closing it puts back what was before.
    @FunctionalInterface
    public interface Patience extends AutoCloseable {
        @Override
        void close();
    }
}
