package io.batchline.ingest.upload;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.publish.ChunkCount;
import io.batchline.ingest.publish.ChunkProgress;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of sources whose parts come side by side: always of all parts together, whichever request
/// brings which. What it has told of a source it never takes back as long as a request here writes
/// a part of it. Any thread may use it.
final class PartsProgress {
    private static final Logger LOG = LoggerFactory.getLogger(PartsProgress.class);

    private final UploadClaims claims;
    private final Publisher publisher;
    private final Clock clock;
    private final Map<UUID, Source> sources = new ConcurrentHashMap<>();

    PartsProgress(UploadClaims claims, Publisher publisher, Clock clock) {
        this.claims = claims;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Of a request that begins to write a part; `end` follows.
    ChunkProgress begin(BatchDefinition batch, Upload part) {
        return sources.compute(
                part.source(),
                (_, known) -> {
                    Source source = known == null ? new Source(batch, part) : known;
                    source.writers.incrementAndGet();
                    return source;
                });
    }

    void end(Upload part) {
        sources.computeIfPresent(
                part.source(),
                (_, source) -> source.writers.decrementAndGet() == 0 ? null : source);
    }

    private final class Source implements ChunkProgress {
        private final BatchDefinition batch;
        private final UUID id;
        private final OptionalLong length;
        private final AtomicInteger writers = new AtomicInteger();
        private @Nullable UploadProgress progress;
        private long highest;

        Source(BatchDefinition batch, Upload part) {
            this.batch = batch;
            this.id = part.source();
            this.length = part.sourceLength();
        }

        @Override
        public void advanced(long ofPart) {
            tell((told, _) -> told.advanced(highest));
        }

        @Override
        public void chunk(long ofPart, OptionalLong chunkSize) {
            tell((told, parts) -> told.chunk(highest, count(parts)));
        }

        /// As long as others go on the source does.
        @Override
        public void interrupted(long ofPart) {
            if (writers.get() == 1) {
                tell((told, _) -> told.interrupted(highest));
            }
        }

        /// One at a time, each with what is there by then: so that none tells less than one before.
        private synchronized void tell(BiConsumer<UploadProgress, List<Upload>> telling) {
            List<Upload> parts;
            try {
                parts = claims.partsOf(id);
            } catch (SQLException e) {
                // The bytes are stored whether people hear of them now or with the next.
                LOG.atWarn().setCause(e).log("the parts of a source could not be counted");
                return;
            }
            boolean isOver =
                    parts.isEmpty()
                            || parts.stream().anyMatch(part -> part.state() == Upload.State.JOINED);
            if (!isOver) {
                highest = Math.max(highest, parts.stream().mapToLong(Upload::received).sum());
                telling.accept(progress(parts.getFirst().createdAt()), parts);
            }
        }

        private UploadProgress progress(Instant begun) {
            UploadProgress known = progress;
            if (known == null) {
                known = new UploadProgress(publisher, clock, batch, length, begun, highest);
                progress = known;
            }
            return known;
        }

        private ChunkCount count(List<Upload> parts) {
            return ChunkCount.over(
                    parts.stream()
                            .map(part ->
                                    new ChunkCount.Part(
                                            part.received(),
                                            part.length().orElse(part.received()),
                                            part.chunkSize()))
                            .toList(),
                    length);
        }
    }
}
