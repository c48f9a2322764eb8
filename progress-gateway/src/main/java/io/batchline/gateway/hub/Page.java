package io.batchline.gateway.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides what someone who watches many batches at once gets. Pure.
///
/// Within a partition the events come in their order there, whichever batch they are of, so that
/// the vector behind each says exactly what was sent.
public record Page(List<Part> parts) {
    /// Somebody may have created thousands and sent nothing.
    private static final int MOST_NOT_BEGUN = 200;

    private static final Comparator<Row> ORDER =
            Comparator.comparingInt((Row row) -> row.part().partition())
                    .thenComparingLong(row -> row.event().position());

    public Page {
        parts = List.copyOf(parts);
    }

    static Page of(List<Part> parts) {
        return new Page(parts);
    }

    /// One batch.
    ///
    /// @param items what its workload calls them
    /// @param nothingYet what to say of it while nothing has happened; null for nothing
    /// @param announced the how many-th batch it was that has become known to be its tenant's
    public record Part(
            int partition,
            String items,
            History history,
            @Nullable ProgressEvent nothingYet,
            long announced) {
        /// The newest up to a position.
        public Optional<ProgressEvent> newest(long upTo) {
            return history.newest()
                    .or(() -> Optional.ofNullable(nothingYet))
                    .filter(event -> event.position() <= upTo);
        }
    }

    /// An event on a page.
    ///
    /// @param after what its reader has seen with it
    /// @param isSnapshot whether what came before it is held no longer
    public record Row(Part part, ProgressEvent event, Vector after, boolean isSnapshot) {}

    /// @param passedOver events that the reader does not get, because newer ones came
    /// @param after what the reader has seen with all of them
    public record Rows(List<Row> rows, int passedOver, Vector after) {
        public Rows {
            rows = List.copyOf(rows);
        }

        /// And the newest of these, which move no position.
        Rows and(List<Part> more) {
            if (more.isEmpty()) {
                return this;
            }
            var all = new ArrayList<>(rows);
            for (Part part : more) {
                part.newest(Long.MAX_VALUE)
                        .ifPresent(event -> all.add(new Row(part, event, after, false)));
            }
            return new Rows(all, passedOver, after);
        }
    }

    /// What a reader that has seen nothing begins with: the newest of each batch.
    public Rows newest(Vector upTo) {
        return rows(
                        Vector.nothingOf(upTo.size()),
                        part ->
                                Portion.begin(
                                        part.history(),
                                        new From.Latest(),
                                        upTo.at(part.partition())))
                .and(notBegun());
    }

    /// What a reader that comes back gets. Of batches that have not begun nobody can say whether it
    /// has heard of them.
    public Rows resumed(Vector seen, Vector upTo) {
        return rows(
                        seen,
                        part -> {
                            int partition = part.partition();
                            return Portion.resumed(
                                    part.history(), seen.at(partition), upTo.at(partition));
                        })
                .and(notBegun());
    }

    /// The newest of each batch that goes on.
    public List<Part> goingOn() {
        return parts.stream()
                .filter(part ->
                        part.newest(Long.MAX_VALUE).filter(event -> !event.isEnd()).isPresent())
                .toList();
    }

    private List<Part> notBegun() {
        return parts.stream()
                .filter(part -> part.history().events().isEmpty())
                .sorted(Comparator.comparingLong(Part::announced).reversed())
                .limit(MOST_NOT_BEGUN)
                .toList();
    }

    /// What a reader that follows gets next: what has happened, and the newest of each batch that
    /// has become known to be the tenant's after that had been passed.
    ///
    /// @param announced how many of those the reader has been told of, less one
    /// @param upToAnnounced how many it is told of with this
    public Rows between(Vector seen, Vector upTo, long announced, long upToAnnounced) {
        Rows rows =
                rows(
                        seen,
                        part -> {
                            int partition = part.partition();
                            return Portion.between(
                                    part.history(), seen.at(partition), upTo.at(partition));
                        });
        return rows.and(
                parts.stream()
                        .filter(part ->
                                part.announced() > announced && part.announced() <= upToAnnounced)
                        // What is newer comes by itself.
                        .filter(part -> part.newest(seen.at(part.partition())).isPresent())
                        .toList());
    }

    private Rows rows(Vector seen, Function<Part, Portion> portions) {
        var found = new ArrayList<Row>();
        int passedOver = 0;
        for (Part part : parts) {
            Portion portion = portions.apply(part);
            // What ended before the reader went away is no news, also where it is held no longer.
            if (portion.isNewsAfter(seen.at(part.partition()))) {
                found.addAll(rows(part, portion));
                passedOver += portion.passedOver();
            }
        }
        List<Row> rows = inOrder(found, seen);
        return new Rows(rows, passedOver, rows.isEmpty() ? seen : rows.getLast().after());
    }

    private static List<Row> rows(Part part, Portion portion) {
        return portion.events().stream()
                .map(event ->
                        new Row(part, event, Vector.of(event.position()), portion.isSnapshot()))
                .toList();
    }

    private static List<Row> inOrder(List<Row> found, Vector seen) {
        found.sort(ORDER);
        var rows = new ArrayList<Row>(found.size());
        Vector after = seen;
        for (Row row : found) {
            after = after.with(row.part().partition(), row.event().position());
            rows.add(new Row(row.part(), row.event(), after, row.isSnapshot()));
        }
        return rows;
    }
}
