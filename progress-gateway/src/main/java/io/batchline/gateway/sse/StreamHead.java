package io.batchline.gateway.sse;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;

/// The head of a stream's answer, and what comes behind it.
final class StreamHead {
    private StreamHead() {}

    static void write(Context ctx) {
        ctx.status(200);
        ctx.res().setContentType("text/event-stream");
        ctx.res().setCharacterEncoding("UTF-8");
        ctx.header("Cache-Control", "no-cache, no-transform");
        ctx.header("X-Accel-Buffering", "no");
        if (isHttp1(ServletContextRequest.getServletContextRequest(ctx.req()))) {
            // The end of the answer is the end of its connection, so its body is nothing but bytes.
            ctx.header("Connection", "close");
        }
    }

    /// Only once the head is on its way.
    static Sink sink(Context ctx) {
        ServletContextRequest request = ServletContextRequest.getServletContextRequest(ctx.req());
        ConnectionMetaData connection = request.getConnectionMetaData();
        EndPoint endPoint = connection.getConnection().getEndPoint();
        return isHttp1(request)
                ? TakenConnection.take(endPoint)
                : new ResponseSink(
                        request,
                        request.getServletContextResponse(),
                        request.getServletChannel()::abort);
    }

    private static boolean isHttp1(ServletContextRequest request) {
        HttpVersion version = request.getConnectionMetaData().getHttpVersion();
        return version.getVersion() <= HttpVersion.HTTP_1_1.getVersion();
    }
}
