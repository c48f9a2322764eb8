package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.NothingYet;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.gateway.sse.ProgressData;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Caller;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest progress for clients that poll, and the events that are still held.
public final class ProgressRoutes implements Routes {
    private static final int NOT_MODIFIED = 304;

    private final Access access;
    private final WaitingReasons reasons;
    private final Audience audience;
    private final ProgressData data = new ProgressData();

    public ProgressRoutes(Access access, WaitingReasons reasons, Audience audience) {
        this.access = access;
        this.reasons = reasons;
        this.audience = audience;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/progress",
                                "getProgress",
                                Permission.READ,
                                "The newest progress event: for clients that can't stream")
                        .answers(200, ProgressData.SHAPE, "the event")
                        .tagged(),
                this::newest);
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/events",
                                "listEvents",
                                Permission.READ,
                                "The progress events still held, oldest first")
                        .paged(Query.MOST)
                        .answers(
                                200,
                                Shape.object()
                                        .required("events", Shape.listOf(ProgressData.SHAPE))
                                        .required("next_cursor", Shape.text().orNull()),
                                "a page of events"),
                this::events);
    }

    private void newest(Context ctx) {
        VisibleBatch batch = access.batch(ctx);
        audience.polled(clientOf(ctx));
        String reason = reasons.of(batch);
        String tag = tag(batch.newest(), reason);
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (Etags.matches(ctx.header("If-None-Match"), tag)) {
            ctx.status(NOT_MODIFIED);
            return;
        }
        ObjectNode newest =
                batch.newest()
                        .map(event -> document(batch, event))
                        .orElseGet(() -> nothingYet(batch));
        ctx.json(newest.put("waiting_reason", reason));
    }

    /// One user's programs and pages by where they come from.
    private Audience.Client clientOf(Context ctx) {
        Caller caller = access.caller(ctx);
        return new Audience.Client(caller.tenant(), caller.username() + "|" + ctx.ip());
    }

    /// Another one when the reason is not the event's own any more, as while the broker is away.
    private static String tag(Optional<ProgressEvent> newest, @Nullable String reason) {
        String position = newest.map(event -> Long.toString(event.position())).orElse("none");
        String said = newest.map(event -> event.progress().waitingReason()).orElse(null);
        return Objects.equals(said, reason)
                ? "\"%s\"".formatted(position)
                : "\"%s-%s\"".formatted(position, String.valueOf(reason).replace(' ', '-'));
    }

    private ObjectNode nothingYet(VisibleBatch batch) {
        BatchDefinition definition = batch.definition();
        return data.of(NothingYet.of(definition), definition.labels().items());
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record EventsAnswer(List<ObjectNode> events, @Nullable String nextCursor) {}

    private void events(Context ctx) {
        VisibleBatch batch = access.batch(ctx);
        int limit = Query.limit(ctx);
        long after = Cursor.read(ctx, Long::valueOf).orElse(-1L);
        Page<ProgressEvent> page =
                Page.of(
                        batch.history().after(after),
                        limit,
                        event -> Long.toString(event.position()));
        ctx.json(
                new EventsAnswer(
                        page.rows().stream().map(event -> document(batch, event)).toList(),
                        page.nextCursor()));
    }

    /// The event with its id, after which a stream can go on.
    private ObjectNode document(VisibleBatch batch, ProgressEvent event) {
        return data.of(event, batch.definition().labels().items());
    }
}
