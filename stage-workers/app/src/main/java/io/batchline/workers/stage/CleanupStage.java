package io.batchline.workers.stage;

import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.BatchStage;
import io.batchline.stage.StageContext;
import io.batchline.stage.StageOutcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// Deletes what earlier runs left under the names of the outputs, and large rows and attachments of
/// earlier runs of items. Keeps the source, the outputs, and what belongs to the rows that count.
public record CleanupStage(DataSource database, BlobStore blobs) implements BatchStage {
    private static final Pattern OF_RUN = Pattern.compile("(batches/[^/]+/g\\d+)/r(\\d+)/([^/]+)");

    private static final String LARGE_ROWS =
            "select result_blob from items where batch_id = ? and result_blob is not null";

    private static final String DOUBTFUL =
            """
            select distinct item_index, generation, run from review_fields where batch_id = ?
            """;

    private static final int REPORT_EVERY = 500;

    @Override
    public StageOutcome run(StageRun run, StageContext context)
            throws IOException, InterruptedException {
        List<BlobKey> kept = kept(run);
        int deleted = 0;
        for (int i = 0; i < kept.size(); i++) {
            deleted += deleteOlder(kept.get(i));
            if (i % REPORT_EVERY == 0) {
                context.report("Cleaning up", i, kept.size());
            }
        }
        deleted += deleteAttachments(run.key().batchId());
        return new StageOutcome.Finished(
                "Removed %d temporary files, kept %d".formatted(deleted, run.inputs().size()),
                deleted,
                List.of());
    }

    private List<BlobKey> kept(StageRun run) throws IOException {
        var kept = new ArrayList<>(run.inputs().stream().map(StageOutput::blob).toList());
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LARGE_ROWS)) {
            statement.setString(1, run.key().batchId().value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    kept.add(new BlobKey(rows.getString(1)));
                }
            }
            return kept;
        } catch (SQLException e) {
            throw new IOException("the read model can't be read: " + e.getMessage(), e);
        }
    }

    private int deleteAttachments(BatchId batch) throws IOException {
        int deleted = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(DOUBTFUL)) {
            statement.setString(1, batch.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    deleted += deleteOlder(batch, rows.getInt(1), rows.getInt(2), rows.getInt(3));
                }
            }
            return deleted;
        } catch (SQLException e) {
            throw new IOException("the read model can't be read: " + e.getMessage(), e);
        }
    }

    /// Attachments of an item's runs before the one whose row counts.
    private int deleteOlder(BatchId batch, int index, int generation, int run) throws IOException {
        int deleted = 0;
        for (int older = 1; older < generation; older++) {
            deleted += blobs.deleteAll(BlobKey.attachments(batch, index, older));
        }
        for (int older = 1; older < run; older++) {
            deleted += blobs.deleteAll(BlobKey.attachments(batch, index, generation, older));
        }
        return deleted;
    }

    /// The same name under every earlier run: a run that was lost may have left it.
    private int deleteOlder(BlobKey key) throws IOException {
        Matcher parts = OF_RUN.matcher(key.value());
        if (!parts.matches()) {
            return 0;
        }
        int deleted = 0;
        for (int older = Integer.parseInt(parts.group(2)) - 1; older >= 1; older--) {
            var name = "%s/r%d/%s".formatted(parts.group(1), older, parts.group(3));
            deleted += blobs.delete(new BlobKey(name)) ? 1 : 0;
        }
        return deleted;
    }
}
