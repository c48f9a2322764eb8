package io.batchline.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The list and the status while very many batches are known: those that were created before, and
/// copies of their rows.
final class QuestionBench {
    private static final int QUESTIONS = 2_000;
    private static final int WARM_UP = 500;
    private static final JsonMapper MAPPER = Json.mapper();

    private final DoorClient client;
    private final DatabaseConfig database;
    private final int batches;
    private final PrintStream out;

    QuestionBench(DoorClient client, DatabaseConfig database, int batches, PrintStream out) {
        this.client = client;
        this.database = database;
        this.batches = batches;
        this.out = out;
    }

    void measure(Figures figures) throws IOException, SQLException, InterruptedException {
        long known = fill();
        out.printf("Asking about %,d batches%n", known);
        List<String> ids = new ArrayList<>();
        var list = new Percentiles();
        var status = new Percentiles();
        try (DoorClient.Connection connection = client.connect()) {
            String path = "/api/batches?limit=50";
            for (int i = 0; i < WARM_UP + QUESTIONS; i++) {
                var page = MAPPER.readTree(timed(connection, path, i < WARM_UP ? null : list));
                page.path("batches").forEach(batch -> ids.add(batch.path("batch_id").asText()));
                // Through the whole list, again and again.
                String cursor = page.path("next_cursor").asText("");
                path = "/api/batches?limit=50" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            }
            var random = new Random(1);
            for (int i = 0; i < WARM_UP + QUESTIONS; i++) {
                String id = ids.get(random.nextInt(ids.size()));
                timed(connection, "/api/batches/" + id + "/status", i < WARM_UP ? null : status);
            }
        }
        figures.add("batches known", "batches_known", (double) known, "goal 100,000");
        figures.add("list of 50 p50, ms", "list_p50_ms", list.at(50), "");
        figures.add("list of 50 p99, ms", "list_p99_ms", list.at(99), "goal 20");
        figures.add("status p50, ms", "status_p50_ms", status.at(50), "");
        figures.add("status p99, ms", "status_p99_ms", status.at(99), "goal 20");
    }

    private static String timed(
            DoorClient.Connection connection, String path, @Nullable Percentiles times)
            throws IOException {
        long start = System.nanoTime();
        String answer = connection.get(path);
        if (times != null) {
            times.add(System.nanoTime() - start);
        }
        return answer;
    }

    /// Copies rows, under new ids and one millisecond apart, until there are as many as asked for.
    ///
    /// @return how many there are
    private long fill() throws SQLException, InterruptedException {
        try (Database opened = Database.open(database);
                Connection connection = opened.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    with one as (select * from batches where requested_status = 'pending' limit 1),
                         missing as (select %d - count(*) as count from batches)
                    insert into batches (batch_id, tenant, owner, workload, name, run_id, definition,
                                         requested_status, requested_at, created_at)
                    select id, tenant, owner, workload, name, run_id,
                           jsonb_set(jsonb_set(definition, '{batch_id}', to_jsonb(id)), '{created_at}',
                                     to_jsonb(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
                           requested_status, at, at
                      from one, missing,
                           lateral (select 'known-' || number as id,
                                           created_at - number * interval '1 millisecond' as at
                                      from generate_series(1, missing.count) as number) as copies
                    """
                            .formatted(batches));
            statement.execute("analyze batches");
            try (var rows = statement.executeQuery("select count(*) from batches")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
