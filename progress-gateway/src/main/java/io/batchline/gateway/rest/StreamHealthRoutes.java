package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.Audience.Connection;
import io.batchline.gateway.hub.Audience.Quality;
import io.batchline.gateway.hub.BatchView;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.hub.Reception;
import io.batchline.gateway.session.Access;
import io.batchline.http.Api;
import io.batchline.http.Fields;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Caller;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `POST /api/streams/health`, by which clients say how they are connected, and `GET`, which shows
/// how the tenant's clients are.
public final class StreamHealthRoutes implements Routes {
    private static final int LONGEST_ID = 64;
    private static final int NO_CONTENT = 204;
    private static final String CONNECTION = "connection";
    private static final String QUALITY = "quality";
    private static final String CLIENT_ID = "client_id";
    private static final Map<String, Connection> CONNECTIONS =
            words(Connection.values(), Connection::wireId);
    private static final Map<String, Quality> QUALITIES = words(Quality.values(), Quality::wireId);
    private static final Shape REPORT =
            Shape.object()
                    .required(CONNECTION, Shape.words(CONNECTIONS.keySet()))
                    .optional(QUALITY, Shape.words(QUALITIES.keySet()))
                    .optional(
                            CLIENT_ID,
                            Shape.text(LONGEST_ID)
                                    .described(
                                            "tells clients of one user apart, as several pages"));

    private final Board board;
    private final Audience audience;
    private final Reception reception;
    private final Access access;
    private final Clock clock;
    private final RequestBody body = new RequestBody();

    public StreamHealthRoutes(
            Board board, Audience audience, Reception reception, Access access, Clock clock) {
        this.board = board;
        this.audience = audience;
        this.reception = reception;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.post(
                                "/api/streams/health",
                                "reportStreamHealth",
                                Permission.READ,
                                "A client says how it is connected, every minute at least")
                        .takes(REPORT)
                        .answers(NO_CONTENT, "noted"),
                this::report);
        api.add(
                Operation.get(
                                "/api/streams/health",
                                "getStreamHealth",
                                Permission.READ,
                                "How the tenant's clients are connected to this server")
                        .answers(200, HealthAnswer.class, "as it is now"),
                this::health);
    }

    private void report(Context ctx) {
        Caller caller = access.caller(ctx);
        Fields fields = body.json(ctx);
        Optional<Connection> connection = fields.optionalChoice(CONNECTION, CONNECTIONS);
        if (connection.isEmpty() && fields.isClean()) {
            fields.refuse(CONNECTION, "is missing");
        }
        Optional<Quality> quality = fields.optionalChoice(QUALITY, QUALITIES);
        String client = fields.optionalText(CLIENT_ID, LONGEST_ID).orElse("");
        fields.done();
        audience.said(
                new Audience.Client(caller.tenant(), caller.username() + "|" + client),
                new Audience.Report(connection.orElseThrow(), quality));
        ctx.status(NO_CONTENT);
    }

    private record ConnectionsAnswer(
            int connecting, int live, int reconnecting, int polling, int ended) {
        static ConnectionsAnswer of(Map<Connection, Integer> counted) {
            return new ConnectionsAnswer(
                    counted.getOrDefault(Connection.CONNECTING, 0),
                    counted.getOrDefault(Connection.LIVE, 0),
                    counted.getOrDefault(Connection.RECONNECTING, 0),
                    counted.getOrDefault(Connection.POLLING, 0),
                    counted.getOrDefault(Connection.ENDED, 0));
        }
    }

    private record QualitiesAnswer(int good, int degraded, int poor) {
        static QualitiesAnswer of(Map<Quality, Integer> counted) {
            return new QualitiesAnswer(
                    counted.getOrDefault(Quality.GOOD, 0),
                    counted.getOrDefault(Quality.DEGRADED, 0),
                    counted.getOrDefault(Quality.POOR, 0));
        }
    }

    /// @param pollingClients that polled within the last minute
    /// @param connections how many clients say so
    /// @param newestEventAgeSeconds of the newest event of any batch of the tenant; null while
    ///   there is none
    /// @param brokerHeard whether the broker has answered lately: if not, no event is new
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record HealthAnswer(
            int openStreams,
            int pollingClients,
            ConnectionsAnswer connections,
            QualitiesAnswer qualities,
            @Nullable Instant newestEventAt,
            @Nullable Double newestEventAgeSeconds,
            boolean brokerHeard) {}

    private void health(Context ctx) {
        TenantId tenant = access.caller(ctx).tenant();
        Audience.Seen seen = audience.of(tenant);
        Instant newest = newestEvent(tenant).orElse(null);
        ctx.header("Cache-Control", "private, no-cache")
                .json(
                        new HealthAnswer(
                                seen.openStreams(),
                                seen.polling(),
                                ConnectionsAnswer.of(seen.connections()),
                                QualitiesAnswer.of(seen.qualities()),
                                newest,
                                newest == null ? null : age(newest),
                                reception.isThere()));
    }

    private double age(Instant at) {
        return Math.max(0, Duration.between(at, clock.instant()).toMillis()) / 1000.0;
    }

    private Optional<Instant> newestEvent(TenantId tenant) {
        return board.snapshots().stream()
                .map(Batch::definition)
                .filter(definition -> definition.tenant().equals(tenant))
                .flatMap(definition -> board.find(definition.batchId()).stream())
                .map(BatchView::history)
                .flatMap(history -> history.newest().stream())
                .map((ProgressEvent event) -> event.progress().timestamp())
                .max(Comparator.naturalOrder());
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> wireId) {
        return Arrays.stream(values)
                .collect(
                        Collectors.toMap(
                                wireId, value -> value, (one, _) -> one, LinkedHashMap::new));
    }
}
