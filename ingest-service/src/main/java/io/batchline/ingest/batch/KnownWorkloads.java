package io.batchline.ingest.batch;

import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/// The workloads that the workers have announced in the database. They announce them at their
/// start, so one that is known is asked about again only after some seconds; one that is not known
/// is looked for each time.
public final class KnownWorkloads {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public KnownWorkloads(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// The workload as it was announced at most some seconds ago.
    public Optional<KnownWorkload> find(String name) throws SQLException {
        Kept known = kept.get(name);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.workload());
        }
        Optional<KnownWorkload> found = announced(name);
        found.ifPresentOrElse(
                workload -> kept.put(name, new Kept(workload, now.plus(FRESH))),
                () -> kept.remove(name));
        return found;
    }

    private Optional<KnownWorkload> announced(String name) throws SQLException {
        return transactions.run(connection ->
                Sql.first(
                        connection,
                        "select info from workloads where name = ?",
                        row -> Stored.read(row.getString(1), KnownWorkload.class),
                        name));
    }

    public List<String> names() throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        "select name from workloads order by name",
                        row -> row.getString(1)));
    }

    private record Kept(KnownWorkload workload, Instant until) {}
}
