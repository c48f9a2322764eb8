package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// Whether uploads become one, in the order in which they are named. A pure function.
final class JoinRules {
    private JoinRules() {}

    /// @param known uploads of the tenant among the named ones
    /// @param written those of them that requests write
    /// @param before the upload that was made of the same parts in the same order
    static JoinDecision decide(
            NewJoin asked,
            Map<UUID, Upload> known,
            Set<UUID> written,
            Optional<Upload> before,
            long largest) {
        Optional<JoinDecision> misnamed = misnamed(asked.parts(), known, asked.batchId());
        if (misnamed.isPresent()) {
            return misnamed.get();
        }
        if (before.isPresent() && asked.metadata().equals(before.get().metadata())) {
            return new JoinDecision.JoinedAlready(before.get());
        }
        var parts = new ArrayList<Upload>();
        for (UUID name : asked.parts()) {
            Upload part = required(known, name);
            Optional<JoinDecision> notReady = notReady(part, written.contains(name));
            if (notReady.isPresent()) {
                return notReady.get();
            }
            parts.add(part);
        }
        return joined(parts, largest);
    }

    private static Optional<JoinDecision> misnamed(
            List<UUID> names, Map<UUID, Upload> known, BatchId batch) {
        if (names.size() > UploadLimits.PARTS) {
            return Optional.of(new JoinDecision.TooMany(UploadLimits.PARTS));
        }
        var seen = new HashSet<UUID>();
        for (UUID name : names) {
            if (!seen.add(name)) {
                return Optional.of(new JoinDecision.Doubled(name));
            }
            if (!known.containsKey(name)) {
                return Optional.of(new JoinDecision.Unknown(name));
            }
            Upload part = required(known, name);
            if (!(part.role() instanceof UploadRole.Part)) {
                return Optional.of(new JoinDecision.NotAPart(name));
            }
            if (!part.batchId().equals(batch)) {
                return Optional.of(new JoinDecision.OfAnotherBatch(name));
            }
        }
        return Optional.empty();
    }

    private static Optional<JoinDecision> notReady(Upload part, boolean isWritten) {
        return switch (part.state()) {
            case EXPIRED, ENDED -> Optional.of(new JoinDecision.Gone(part.id()));
            case JOINED, COMPLETE ->
                    Optional.of(new JoinDecision.JoinedOtherwise(part.id(), part.source()));
            case OPEN -> {
                if (!part.isWhole()) {
                    yield Optional.of(
                            new JoinDecision.Unfinished(
                                    part.id(), part.received(), part.length().orElse(0)));
                }
                yield isWritten ? Optional.of(new JoinDecision.Busy(part.id())) : Optional.empty();
            }
        };
    }

    private static JoinDecision joined(List<Upload> parts, long largest) {
        long length = 0;
        for (Upload part : parts) {
            if (part.received() > largest - length) {
                return new JoinDecision.TooLarge(largest);
            }
            length += part.received();
        }
        if (parts.getFirst().role() instanceof UploadRole.Part(UUID _, OptionalLong of)
                && of.orElse(length) != length) {
            return new JoinDecision.OtherLength(length, of.getAsLong());
        }
        return new JoinDecision.Join(parts.getFirst().source(), parts, length);
    }

    private static Upload required(Map<UUID, Upload> known, UUID name) {
        Upload upload = known.get(name);
        if (upload == null) {
            throw new IllegalArgumentException("no upload " + name);
        }
        return upload;
    }
}
