package io.batchline.gateway.sse;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices at once that a client has closed its connection. Without it that shows only when a write
/// fails, which is the second one after the close.
final class ClientGone {
    private static final Logger LOG = LoggerFactory.getLogger(ClientGone.class);

    private ClientGone() {}

    /// Asks the connection for reads. Only for an answer that ends its connection: nobody else
    /// reads from it any more, and whatever a client still sends there goes unread.
    static void watch(Context ctx, Runnable gone) {
        EndPoint endPoint =
                ServletContextRequest.getServletContextRequest(ctx.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint();
        if (endPoint != null) {
            endPoint.tryFillInterested(Callback.from(() -> look(endPoint, gone), _ -> gone.run()));
        }
    }

    private static void look(EndPoint endPoint, Runnable gone) {
        ByteBuffer bytes = BufferUtil.allocate(1);
        try {
            if (endPoint.fill(bytes) < 0) {
                endPoint.close();
                gone.run();
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("client's connection is broken");
            gone.run();
        }
    }
}
