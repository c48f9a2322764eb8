package io.batchline.ingest.batch;

import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The workloads that the workers have announced in the database.
public final class KnownWorkloads {
    private final Transactions transactions;

    public KnownWorkloads(DataSource database) {
        this.transactions = new Transactions(database);
    }

    public Optional<KnownWorkload> find(String name) throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                                connection,
                                "select info from workloads where name = ?",
                                row -> Stored.read(row.getString(1), KnownWorkload.class),
                                name)
                        .stream()
                        .findFirst());
    }

    public List<String> names() throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        "select name from workloads order by name",
                        row -> row.getString(1)));
    }
}
