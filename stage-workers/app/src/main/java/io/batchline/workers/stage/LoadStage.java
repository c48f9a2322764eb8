package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.blob.BlobStore;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.BatchStage;
import io.batchline.stage.StageContext;
import io.batchline.stage.StageOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Loads the results into the database by COPY, in one transaction that holds the batch's row of
/// `loads`. What is loaded of a generation is loaded once: a second run changes nothing, and an
/// older generation is refused.
public record LoadStage(DataSource database, BlobStore blobs, Clock clock) implements BatchStage {
    private static final String COPY =
            """
            copy results (batch_id, row_number, job_id, file, group_key, qr_text, score, fields)
            from stdin
            """;

    private static final int REPORT_EVERY = 500;

    @Override
    public StageOutcome run(StageRun run, StageContext context)
            throws IOException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                StageOutcome outcome = load(connection, run, context);
                connection.commit();
                return outcome;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IOException("the results can't be loaded: " + e.getMessage(), e);
        }
    }

    private StageOutcome load(Connection connection, StageRun run, StageContext context)
            throws SQLException, IOException, InterruptedException {
        var loads = new LoadLedger(connection, run);
        OptionalInt loaded = loads.lock(clock.instant());
        if (loaded.isPresent() && loaded.getAsInt() > run.key().generation()) {
            return StageOutcome.Failed.permanent(
                    "older_generation",
                    "generation %d of batch %s is not loaded: generation %d is there already"
                            .formatted(
                                    run.key().generation(),
                                    run.key().batchId(),
                                    loaded.getAsInt()));
        }
        if (loaded.isPresent() && loaded.getAsInt() == run.key().generation()) {
            long rows = loads.rows();
            return finished(rows);
        }
        loads.deleteRows();
        long rows = copy(connection, run, context);
        loads.loaded(rows, clock.instant());
        return finished(rows);
    }

    private static StageOutcome finished(long rows) {
        return new StageOutcome.Finished("Loaded %d rows".formatted(rows), rows, List.of());
    }

    private long copy(Connection connection, StageRun run, StageContext context)
            throws SQLException, IOException, InterruptedException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            var rows = new Rows(run, copy, context);
            ResultFile.of(blobs, run).forEach(rows::add);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /// Sends rows to a COPY. Used by the run's thread.
    private static final class Rows {
        private final StageRun run;
        private final CopyIn copy;
        private final StageContext context;
        private long lines;
        private int number;

        Rows(StageRun run, CopyIn copy, StageContext context) {
            this.run = run;
            this.copy = copy;
            this.context = context;
        }

        void add(ResultLine line) throws IOException, InterruptedException {
            lines++;
            if (lines % REPORT_EVERY == 0) {
                context.report(
                        "Loading rows: %d/%d".formatted(lines, run.itemsTotal()),
                        lines,
                        run.itemsTotal());
            }
            if (line.row() != null) {
                number++;
                send(CopyText.row(values(line, line.row().deepCopy())));
            }
        }

        private void send(String row) throws IOException {
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            try {
                copy.writeToCopy(bytes, 0, bytes.length);
            } catch (SQLException e) {
                throw new IOException("COPY was broken off: " + e.getMessage(), e);
            }
        }

        private List<@Nullable String> values(ResultLine line, ObjectNode fields) {
            String file = text(fields.remove("file"));
            String group = text(fields.remove("group"));
            String qrText = text(fields.remove("qr_text"));
            String score = number(fields.remove("score"));
            var values = new ArrayList<@Nullable String>();
            values.add(run.key().batchId().value());
            values.add(Integer.toString(number));
            values.add(line.jobId().value());
            values.add(file == null ? String.valueOf(line.name()) : file);
            values.add(group == null ? line.group() : group);
            values.add(qrText);
            values.add(score);
            values.add(JsonText.withoutZeros(fields));
            return values;
        }

        private static @Nullable String text(@Nullable JsonNode value) {
            return value == null || value.isNull() ? null : value.asText();
        }

        private static @Nullable String number(@Nullable JsonNode value) {
            return value != null && value.isNumber() ? value.asText() : null;
        }
    }
}
