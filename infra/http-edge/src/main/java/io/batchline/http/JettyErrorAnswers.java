package io.batchline.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what never reaches a handler: a request line or headers that the server itself refuses.
final class JettyErrorAnswers extends ErrorHandler {
    private final ErrorAnswers answers;

    JettyErrorAnswers(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        var type =
                new ProblemType(
                        code < 500 ? ProblemType.BAD_REQUEST.id() : ProblemType.INTERNAL.id(),
                        code,
                        code < 500
                                ? ProblemType.BAD_REQUEST.title()
                                : ProblemType.INTERNAL.title());
        byte[] body =
                answers.body(
                        Problem.of(type, HttpStatus.getMessage(code)),
                        request.getHttpURI().getCanonicalPath());
        SecurityHeaders.ALWAYS.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ErrorAnswers.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
