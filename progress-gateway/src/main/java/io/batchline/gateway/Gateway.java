package io.batchline.gateway;

import io.batchline.blob.BlobStore;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.topic.Topics;
import io.batchline.database.Database;
import io.batchline.gateway.analytics.AnalyticsRoutes;
import io.batchline.gateway.audit.Auditor;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.Crew;
import io.batchline.gateway.hub.ItemBoard;
import io.batchline.gateway.hub.Reception;
import io.batchline.gateway.page.Dashboard;
import io.batchline.gateway.reader.GroupLags;
import io.batchline.gateway.reader.Readers;
import io.batchline.gateway.rest.AuditRoutes;
import io.batchline.gateway.rest.BatchRoutes;
import io.batchline.gateway.rest.CatalogRoutes;
import io.batchline.gateway.rest.FileRoutes;
import io.batchline.gateway.rest.ItemRoutes;
import io.batchline.gateway.rest.LogRoutes;
import io.batchline.gateway.rest.OlderRoutes;
import io.batchline.gateway.rest.PictureRoutes;
import io.batchline.gateway.rest.ProgressRoutes;
import io.batchline.gateway.rest.QueueRoutes;
import io.batchline.gateway.rest.ResultRoutes;
import io.batchline.gateway.rest.ReviewRoutes;
import io.batchline.gateway.rest.StatusRoutes;
import io.batchline.gateway.rest.StoredRows;
import io.batchline.gateway.rest.StreamHealthRoutes;
import io.batchline.gateway.rest.SummaryRoutes;
import io.batchline.gateway.rest.WaitingReasons;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.BatchRows;
import io.batchline.gateway.session.GivenIds;
import io.batchline.gateway.session.OlderItems;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.sse.LiveStreams;
import io.batchline.gateway.sse.OlderStreamRoutes;
import io.batchline.gateway.sse.Rights;
import io.batchline.gateway.sse.StreamRoutes;
import io.batchline.gateway.sse.Streams;
import io.batchline.http.Api;
import io.batchline.http.Guard;
import io.batchline.http.HealthCheck;
import io.batchline.http.Metric;
import io.batchline.http.Routes;
import io.batchline.http.Witness;
import io.batchline.http.audit.AuditLines;
import io.batchline.http.audit.AuditLog;
import io.batchline.http.audit.AuditTrail;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.openid.OpenIdTokens;
import io.batchline.kafka.TopicSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The gateway as a whole. To be closed after the server that has its routes.
public final class Gateway implements AutoCloseable {
    private static final Duration DRAWN_WITHIN = Duration.ofSeconds(15);

    private final Database database;
    private final Readers readers;
    private final GroupLags lags;
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
    private static final Duration ASK_AGAIN_EVERY = Duration.ofSeconds(3);

    private final List<Sweeper> sweepers;
    private final StreamRoutes streams;
    private final Routes routes;

    private Gateway(
            Database database,
            Readers readers,
            GroupLags lags,
            StreamRoutes streams,
            Runnable forget,
            Runnable endUnadmitted,
            Routes routes) {
        this.lags = lags;
        this.database = database;
        this.readers = readers;
        this.streams = streams;
        this.routes = routes;
        this.sweepers =
                List.of(
                        Sweeper.start("forgetting", FORGET_EVERY, forget),
                        Sweeper.start("admissions", ASK_AGAIN_EVERY, endUnadmitted));
    }

    /// Starts reading the topics. Routes may be served at once: they answer what is known so far,
    /// and the health check says when that is everything.
    public static Gateway start(GatewayConfig config) throws IOException, InterruptedException {
        BlobStore blobs = new FolderBlobStore(config.storage());
        TopicSetup.ensure(config.kafka(), Topics.all());
        Database database = Database.open(config.database());
        var board = new Board(config.clock());
        var crew = new Crew(config.clock());
        var itemBoard = new ItemBoard(config.clock());
        Readers readers = Readers.start(config.kafka(), board, itemBoard, crew, config.clock());
        var queries = new Queries(database.tenantReads());
        var authenticator =
                new Authenticator(
                        database.dataSource(),
                        config.clock(),
                        config.openId().map(issuer -> new OpenIdTokens(issuer, config.clock())));
        var access = new Access(authenticator, new BatchRows(queries), board);
        var stored = new StoredRows(blobs);
        Reception reception = () -> readers.hearTheBroker(config.clock().instant());
        var reasons = new WaitingReasons(board, crew, reception, config.clock());
        var lags = new GroupLags(config.kafka(), config.clock());
        var audience = new Audience(config.clock());
        var rights = new Rights(authenticator::holds);
        var threaded = new Streams(rights);
        var live =
                LiveStreams.start(board, itemBoard, reception, rights, audience, config.streams());
        var streams =
                new StreamRoutes(
                        board,
                        access,
                        itemBoard,
                        new GivenIds(queries),
                        live,
                        threaded,
                        audience,
                        config.clock());
        var batches = new BatchRoutes(access, queries, reasons);
        var items = new ItemRoutes(access, queries, stored, reasons);
        var results = new ResultRoutes(access, queries, stored, blobs);
        var routes =
                new AllRoutes(
                        authenticator,
                        new AuditTrail(new AuditLog(database.dataSource()), config.clock()),
                        List.of(
                                streams,
                                new OlderStreamRoutes(
                                        board,
                                        access,
                                        new OlderItems(queries),
                                        live,
                                        threaded,
                                        audience,
                                        config.streams()),
                                batches,
                                new OlderRoutes(
                                        access, batches, results, queries, board, config.clock()),
                                new QueueRoutes(board, crew, lags, access, config.clock()),
                                new StreamHealthRoutes(
                                        board, audience, reception, access, config.clock()),
                                new StatusRoutes(access, queries, reasons, config.clock()),
                                new ProgressRoutes(access, reasons, audience),
                                new SummaryRoutes(access, stored, config.clock()),
                                items,
                                results,
                                new FileRoutes(access, blobs),
                                new ReviewRoutes(access, queries),
                                new PictureRoutes(access, queries, blobs, crew, DRAWN_WITHIN),
                                new AuditRoutes(
                                        access,
                                        new Auditor(
                                                queries,
                                                blobs,
                                                config.kafka(),
                                                config.clock(),
                                                Auditor.PATIENCE)),
                                new LogRoutes(access, new AuditLines(database.tenantReads())),
                                new AnalyticsRoutes(access, queries, config.clock()),
                                new CatalogRoutes(queries, config.clients()),
                                new Dashboard()),
                        HealthChecks.of(readers, crew, database, blobs, config.clock()));
        return new Gateway(
                database,
                readers,
                lags,
                streams,
                () -> {
                    board.trim();
                    itemBoard.trim();
                },
                () -> {
                    live.endUnadmitted();
                    threaded.endUnadmitted();
                },
                routes);
    }

    /// Everything that the gateway serves, for one server.
    public Routes routes() {
        return routes;
    }

    /// Waits until everything that was in the topics at the start has been read.
    ///
    /// @return false when that took longer
    public boolean awaitReadIn(Duration atMost) throws InterruptedException {
        return readers.awaitCaughtUp(atMost);
    }

    @Override
    public void close() {
        sweepers.forEach(Sweeper::close);
        streams.stopping();
        readers.close();
        lags.close();
        database.close();
    }

    private record AllRoutes(
            Guard guard, Witness witness, List<Routes> all, List<HealthCheck> healthChecks)
            implements Routes {
        @Override
        public void addTo(Api api) {
            Api guarded = api.guardedBy(guard).witnessedBy(witness);
            all.forEach(routes -> routes.addTo(guarded));
        }

        @Override
        public List<Metric> metrics() {
            return all.stream().flatMap(routes -> routes.metrics().stream()).toList();
        }

        @Override
        public void stopping() {
            all.forEach(Routes::stopping);
        }
    }
}
