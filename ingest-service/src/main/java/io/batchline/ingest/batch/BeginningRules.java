package io.batchline.ingest.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// What becomes of a batch's other uploads when one begins. A pure function.
///
/// A batch has one source on its way: an upload, or parts of one that come side by side. Another
/// source replaces it unless a request writes there. Parts of the same source stay, as long as
/// their number and their bytes allow it; where they don't, those go first of which nothing came
/// for a while: a page that was closed and opened again has left them.
final class BeginningRules {
    /// How long a part stands still before it may have been left behind. Clients make pauses, and
    /// begin parts before they send them.
    static final Duration LEFT_BEHIND = Duration.ofMinutes(1);

    private BeginningRules() {}

    /// @param others of the batch, not ended and not complete
    /// @param largest bytes that a source may have
    static BeginningDecision decide(
            NewUpload upload, List<OpenUpload> others, long largest, Instant now) {
        return switch (upload.role()) {
            case UploadRole.Whole _ -> instead(upload.id(), others);
            case UploadRole.Part part -> beside(part, upload.length(), others, largest, now);
            case UploadRole.Joined _ ->
                    throw new IllegalArgumentException("parts are joined, and begin nothing");
        };
    }

    private static BeginningDecision instead(UUID source, List<OpenUpload> others) {
        if (others.stream().anyMatch(OpenUpload::isWritten)) {
            return new BeginningDecision.Refuse(new Beginning.Busy());
        }
        return new BeginningDecision.Begin(source, true, ids(others), 0, 0);
    }

    private static BeginningDecision beside(
            UploadRole.Part part,
            OptionalLong length,
            List<OpenUpload> others,
            long largest,
            Instant now) {
        var siblings = new ArrayList<OpenUpload>();
        for (OpenUpload other : others) {
            if (other.role() instanceof UploadRole.Part(UUID _, OptionalLong of)
                    && of.equals(part.of())) {
                siblings.add(other);
            }
        }
        if (siblings.size() < others.size()) {
            // Something else is on its way, or another file in parts: it goes, or this waits.
            return instead(part.source(), others) instanceof BeginningDecision.Begin begin
                    ? alone(begin, length, part.of().orElse(largest))
                    : new BeginningDecision.Refuse(new Beginning.Busy());
        }
        return among(part, length.orElse(0), siblings, part.of().orElse(largest), now);
    }

    private static BeginningDecision alone(
            BeginningDecision.Begin begin, OptionalLong length, long most) {
        return length.orElse(0) > most
                ? new BeginningDecision.Refuse(new Beginning.PartsTooLarge(most, most))
                : begin;
    }

    private static BeginningDecision among(
            UploadRole.Part part, long length, List<OpenUpload> siblings, long most, Instant now) {
        Deque<OpenUpload> leftBehind = leftBehind(siblings, now);
        var ending = new HashSet<UUID>();
        int count = siblings.size();
        long bytes = siblings.stream().mapToLong(OpenUpload::bytes).sum();
        while (count >= UploadLimits.PARTS || length > most - bytes) {
            OpenUpload goes = leftBehind.poll();
            if (goes == null) {
                return new BeginningDecision.Refuse(
                        count >= UploadLimits.PARTS
                                ? new Beginning.TooManyParts(UploadLimits.PARTS)
                                : new Beginning.PartsTooLarge(most, most - bytes));
            }
            ending.add(goes.id());
            count--;
            bytes -= goes.bytes();
        }
        UUID source =
                siblings.stream()
                        .map(OpenUpload::role)
                        .filter(UploadRole.Part.class::isInstance)
                        .map(UploadRole.Part.class::cast)
                        .map(UploadRole.Part::source)
                        .findFirst()
                        .orElse(part.source());
        return new BeginningDecision.Begin(source, siblings.isEmpty(), ending, count, bytes);
    }

    /// The oldest first.
    private static Deque<OpenUpload> leftBehind(List<OpenUpload> siblings, Instant now) {
        Instant before = now.minus(LEFT_BEHIND);
        return siblings.stream()
                .filter(each -> !each.isWritten() && each.movedAt().isBefore(before))
                .sorted(Comparator.comparing(OpenUpload::movedAt))
                .collect(ArrayDeque::new, ArrayDeque::add, ArrayDeque::addAll);
    }

    private static Set<UUID> ids(List<OpenUpload> uploads) {
        var ids = new HashSet<UUID>();
        uploads.forEach(each -> ids.add(each.id()));
        return ids;
    }
}
