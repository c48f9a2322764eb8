package io.batchline.gateway.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Decides what someone who watches many batches at once gets. Pure.
///
/// Within a partition the events come in their order there, whichever batch they are of, so that
/// the vector behind each says exactly what was sent.
public record Page(List<Part> parts) {
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
    public record Part(int partition, String items, History history) {}

    /// An event on a page.
    ///
    /// @param after what its reader has seen with it
    /// @param isSnapshot whether what came before it is held no longer
    public record Row(Part part, ProgressEvent event, Vector after, boolean isSnapshot) {}

    /// @param passedOver events that the reader does not get, because newer ones came
    public record Rows(List<Row> rows, int passedOver) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /// What a reader that has seen nothing begins with: the newest of each batch.
    public Rows newest(Vector upTo) {
        return rows(
                Vector.nothingOf(upTo.size()),
                part ->
                        Portion.begin(
                                part.history(), new From.Latest(), upTo.at(part.partition())));
    }

    /// What a reader that comes back gets.
    public Rows resumed(Vector seen, Vector upTo) {
        return rows(
                seen,
                part -> {
                    int partition = part.partition();
                    return Portion.resumed(part.history(), seen.at(partition), upTo.at(partition));
                });
    }

    /// What a reader that follows gets next.
    public Rows between(Vector seen, Vector upTo) {
        return rows(
                seen,
                part -> {
                    int partition = part.partition();
                    return Portion.between(part.history(), seen.at(partition), upTo.at(partition));
                });
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
        return new Rows(inOrder(found, seen), passedOver);
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
