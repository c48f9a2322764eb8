package io.batchline.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP server with the routes of one service or several, and what every service needs around
/// them: error answers, security headers, health, metrics. Close ends it within the config's time;
/// it may be closed again.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int PLATFORM_THREADS = 16;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int BACKLOG = 4096;

    private final Javalin javalin;
    private final List<Routes> routes;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(Javalin javalin, List<Routes> routes) {
        this.javalin = javalin;
        this.routes = List.copyOf(routes);
        this.port = javalin.port();
    }

    /// Listens when it returns.
    public static HttpServer start(HttpConfig config, List<Routes> routes) {
        JsonMapper mapper = Json.mapper();
        var errors = new ErrorAnswers(mapper, config.largestBody());
        var requests = new RequestMetrics();
        Javalin javalin =
                Javalin.create(to -> {
                    listen(to, config, errors);
                    to.jsonMapper(new JsonAnswers(mapper));
                    to.http.maxRequestSize = config.largestBody();
                    errors.addTo(to);
                    new SecurityHeaders().addTo(to);
                    new CrossOrigin(config.origins()).addTo(to);
                    requests.addTo(to);
                    var api = new Api(to);
                    new HealthRoutes(routes).addTo(api);
                    new MetricsRoute(routes, requests).addTo(api);
                    new DocumentRoute().addTo(api);
                    new DocumentPage().addTo(api);
                    routes.forEach(each -> each.addTo(api));
                });
        javalin.start();
        LOG.atInfo()
                .addKeyValue("host", config.host())
                .addKeyValue("port", javalin.port())
                .log("listening");
        return new HttpServer(javalin, routes);
    }

    /// The port that it listens on, also when the config said 0.
    public int port() {
        return port;
    }

    /// All that it answers, without those that take HEAD.
    public List<Operation> operations() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> !endpoint.method.equals(HandlerType.HEAD))
                .map(endpoint -> endpoint.metadata(Operation.class))
                .filter(Objects::nonNull)
                .toList();
    }

    /// Takes no more requests, lets running ones end in time, then closes their connections.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        routes.forEach(Routes::stopping);
        try {
            javalin.jettyServer().server().stop();
        } catch (TimeoutException _) {
            LOG.atInfo().log("requests that had not ended were cut off");
        } catch (Exception e) {
            // Jetty declares no narrower type.
            throw new IllegalStateException("the HTTP server did not stop cleanly", e);
        }
    }

    private static void listen(JavalinConfig to, HttpConfig config, ErrorAnswers errors) {
        to.startup.showJavalinBanner = false;
        to.startup.showOldJavalinVersionWarning = false;
        to.startup.startupWatcherEnabled = false;
        // An empty id at the end of a path must not become the path of the whole list.
        to.router.ignoreTrailingSlashes = false;
        to.contextResolver.ip =
                ctx -> config.proxies().client(ctx.req().getRemoteAddr(), forwarded(ctx.req()));
        to.concurrency.useVirtualThreads = true;
        to.jetty.threadPool = threads();
        to.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(HEADER_BYTES));
        to.jetty.modifyServer(server -> {
            server.setStopTimeout(config.stopWithin().toMillis());
            server.setErrorHandler(new JettyErrorAnswers(errors));
        });
        to.jetty.addConnector((server, http) -> connector(server, http, config));
    }

    /// A header that comes several times is one list (RFC 9110, 5.3).
    private static @Nullable String forwarded(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders("X-Forwarded-For"));
        return values.isEmpty() ? null : String.join(",", values);
    }

    /// Jetty's own few tasks (accept, select) keep platform threads; everything that may block, so
    /// every handler, has a virtual one.
    private static QueuedThreadPool threads() {
        var pool = new QueuedThreadPool(PLATFORM_THREADS, 2);
        pool.setName("http");
        pool.setDaemon(true);
        pool.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("http-request-", 0).factory()));
        return pool;
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, HttpConfig config) {
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(config.idle().toMillis());
        // Many who come back at once wait here; the usual 50 lets the others try again after a
        // second.
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }
}
