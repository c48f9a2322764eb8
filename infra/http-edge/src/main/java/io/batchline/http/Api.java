package io.batchline.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.List;
import java.util.Map;

/// Where rooms add their operations. A handler runs only for who may use it and only when every
/// parameter of the query is what the operation says of it, and each GET answers HEAD by the same
/// handler; without that Javalin answers 200 to any HEAD of a known path, token or not. Used at the
/// start, by one thread.
public final class Api {
    private static final Guard NOBODY =
            (ctx, operation) -> {
                throw new IllegalStateException(
                        "%s needs %s, and nothing says who may"
                                .formatted(ctx.path(), operation.needed()));
            };

    private static final Witness NOBODY_LOOKS = (_, _, _) -> {};

    private final JavalinConfig config;
    private final Guard guard;
    private final Witness witness;
    private final StaticFiles files;

    /// One for each server.
    Api(JavalinConfig config) {
        this(config, NOBODY, NOBODY_LOOKS, new StaticFiles());
        config.resourceHandler(files);
    }

    private Api(JavalinConfig config, Guard guard, Witness witness, StaticFiles files) {
        this.config = config;
        this.files = files;
        this.guard = guard;
        this.witness = witness;
    }

    /// The same, where this one says who may.
    public Api guardedBy(Guard other) {
        return new Api(config, other, witness, files);
    }

    /// The same, where this one is told of every change.
    public Api witnessedBy(Witness other) {
        return new Api(config, guard, other, files);
    }

    public void add(Operation operation, Handler handler) {
        Handler guarded = witnessed(operation, guarded(operation, checked(operation, handler)));
        route(operation.method(), operation, guarded);
        if (operation.method().equals(HandlerType.GET)) {
            route(HandlerType.HEAD, operation, operation.isStream() ? Api::refuseHead : guarded);
        }
    }

    /// Files for everyone, compressed once; browsers keep them until they change.
    ///
    /// @param path where they are found, such as `/lib`
    /// @param contents by their paths from there on, as [JarFiles] has them
    /// @param headers of each answer, in place of those that every answer has
    public void files(String path, Map<String, byte[]> contents, Map<String, String> headers) {
        files.add(path, contents, headers);
    }

    private void route(HandlerType method, Operation operation, Handler handler) {
        config.routes.addEndpoint(
                Endpoint.create(method, operation.path()).addMetadata(operation).handler(handler));
    }

    /// Names every parameter that is wrong, where a handler would stop at the first.
    private static Handler checked(Operation operation, Handler handler) {
        List<ParameterRule> rules =
                operation.parameters().stream()
                        .filter(parameter -> parameter.in() == Operation.In.QUERY)
                        .map(ParameterRule::new)
                        .toList();
        return rules.isEmpty()
                ? handler
                : ctx -> {
                    List<FieldError> faults = ParameterRule.faults(rules, ctx::queryParam);
                    if (!faults.isEmpty()) {
                        throw Problem.invalid(faults);
                    }
                    handler.handle(ctx);
                };
    }

    private Handler guarded(Operation operation, Handler handler) {
        return operation.needed() == Permission.NONE
                ? handler
                : ctx -> {
                    guard.admit(ctx, operation);
                    handler.handle(ctx);
                };
    }

    /// Told before the client is: what the client knows to be done is written down.
    private Handler witnessed(Operation operation, Handler handler) {
        return operation.isRecorded()
                ? ctx -> {
                    int status = ProblemType.INTERNAL.status();
                    try {
                        handler.handle(ctx);
                        status = ctx.statusCode();
                    } catch (Problem problem) {
                        status = problem.type().status();
                        throw problem;
                    } finally {
                        witness.saw(ctx, operation, status);
                    }
                }
                : handler;
    }

    /// A stream has no end to wait for.
    private static void refuseHead(io.javalin.http.Context ctx) {
        throw Problem.of(ProblemType.METHOD_NOT_ALLOWED, "a stream takes GET only")
                .withHeader("Allow", "GET");
    }
}
