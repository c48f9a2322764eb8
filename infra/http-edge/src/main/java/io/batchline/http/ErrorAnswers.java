package io.batchline.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever a handler throws into `application/problem+json`.
final class ErrorAnswers {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private static final int CLIENT_GONE = 499;

    private static final Map<Integer, ProblemType> BY_STATUS =
            Map.of(
                    400, ProblemType.BAD_REQUEST,
                    401, ProblemType.UNAUTHENTICATED,
                    403, ProblemType.FORBIDDEN,
                    404, ProblemType.NOT_FOUND,
                    405, ProblemType.METHOD_NOT_ALLOWED,
                    409, ProblemType.CONFLICT,
                    413, ProblemType.TOO_LARGE,
                    415, ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    429, ProblemType.TOO_MANY_REQUESTS,
                    503, ProblemType.UNAVAILABLE);

    private final JsonMapper mapper;
    private final long largestBody;

    ErrorAnswers(JsonMapper mapper, long largestBody) {
        this.mapper = mapper;
        this.largestBody = largestBody;
    }

    void addTo(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
        config.routes.exception(
                HttpResponseException.class, (e, ctx) -> answer(ctx, translate(e, ctx)));
        config.routes.exception(EofException.class, ErrorAnswers::nobodyListens);
        config.routes.exception(ClosedChannelException.class, ErrorAnswers::nobodyListens);
        config.routes.exception(
                HttpException.RuntimeException.class,
                (e, ctx) ->
                        answer(
                                ctx,
                                Problem.of(
                                        ProblemType.BAD_REQUEST,
                                        "the body is not HTTP: " + e.getReason())));
        // Jetty looks at the charset of a Content-Type whenever that is asked for.
        config.routes.exception(
                UnsupportedCharsetException.class,
                (e, ctx) -> answer(ctx, unknownCharset(e.getCharsetName())));
        config.routes.exception(
                IllegalCharsetNameException.class,
                (e, ctx) -> answer(ctx, unknownCharset(e.getCharsetName())));
        config.routes.exception(Exception.class, (e, ctx) -> answer(ctx, unexpected(e, ctx)));
        config.router.javaLangErrorHandler((response, error) ->
                LOG.atError().setCause(error).log("request ended by an error of the JVM"));
    }

    /// The client has gone. The status is for the figures only.
    private static void nobodyListens(IOException e, Context ctx) {
        LOG.atDebug().setCause(e).addKeyValue("path", ctx.path()).log("client gone");
        ctx.status(CLIENT_GONE);
    }

    /// The body of an error answer, for the few places that answer below Javalin.
    byte[] body(Problem problem, String path) {
        ObjectNode body = mapper.createObjectNode();
        body.put("type", problem.type().uri());
        body.put("title", problem.type().title());
        body.put("status", problem.type().status());
        body.put("detail", problem.detail());
        body.put("instance", path);
        if (!problem.errors().isEmpty()) {
            body.set("errors", mapper.valueToTree(problem.errors()));
        }
        return body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void answer(Context ctx, Problem problem) {
        if (ctx.res().isCommitted()) {
            // Too late for an answer. Half a body must not look like a whole one.
            LOG.atWarn()
                    .addKeyValue("path", ctx.path())
                    .addKeyValue("problem", problem.getMessage())
                    .log("error after the answer had begun: connection closed");
            ClientConnection.of(ctx).cut();
            return;
        }
        ctx.res().resetBuffer();
        problem.headers().forEach(ctx::header);
        ctx.status(problem.type().status())
                .contentType(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .result(body(problem, ctx.path()));
    }

    private Problem translate(HttpResponseException e, Context ctx) {
        ProblemType type =
                BY_STATUS.getOrDefault(
                        e.getStatus(),
                        e.getStatus() < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL);
        return switch (type.status()) {
            case 404 -> Problem.notFound("there is nothing at " + ctx.path());
            case 405 -> methodNotAllowed((MethodNotAllowedResponse) e, ctx);
            case 413 ->
                    Problem.of(type, "a body here takes at most %d bytes".formatted(largestBody));
            default -> Problem.of(type, String.valueOf(e.getMessage()));
        };
    }

    private static Problem unknownCharset(String name) {
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "charset '%s' is not known: it takes utf-8".formatted(name));
    }

    private static Problem methodNotAllowed(MethodNotAllowedResponse e, Context ctx) {
        String methods = String.join(", ", e.getDetails().values());
        return Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "%s takes %s, not %s".formatted(ctx.path(), methods, ctx.method()))
                .withHeader("Allow", methods);
    }

    private static Problem unexpected(Exception e, Context ctx) {
        if (e instanceof IOException && hasCause(e, TimeoutException.class)) {
            return Problem.of(ProblemType.TOO_SLOW, "no byte of the body came for too long")
                    .withHeader("Connection", "close");
        }
        String id = UUID.randomUUID().toString();
        boolean databaseIsAway =
                hasCause(e, SQLTransientException.class)
                        || hasCause(e, SQLNonTransientConnectionException.class);
        LOG.atError()
                .setCause(e)
                .addKeyValue("errorId", id)
                .addKeyValue("method", ctx.method())
                .addKeyValue("path", ctx.path())
                .log("request failed unexpectedly");
        return databaseIsAway
                ? Problem.unavailable("the database does not answer; error id " + id)
                : Problem.of(ProblemType.INTERNAL, "the log has the reason under error id " + id);
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
