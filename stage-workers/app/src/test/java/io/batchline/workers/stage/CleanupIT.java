package io.batchline.workers.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BlobKey;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import io.batchline.stage.StageOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CleanupIT extends StagesFixture {
    @Test
    void cleanup_removes_what_earlier_runs_left_and_nothing_else() throws Exception {
        // given
        StageOutput kept = output(3, "results.csv");
        output(1, "results.csv");
        output(2, "results.csv");
        StageOutput other = output(1, "summary.json");
        item(0, "succeeded", null);
        BlobKey large = ItemBlobs.key(batch, 1, 2, 0);
        blobs().put(large, out -> out.write('x'));
        blobs().put(ItemBlobs.key(batch, 1, 1, 0), out -> out.write('x'));
        blobs().put(BlobKey.source(batch), out -> out.write('x'));
        execute("update items set result_blob = '%s'".formatted(large));

        // when
        StageOutcome outcome =
                new CleanupStage(database.dataSource(), blobs())
                        .run(run(Stage.CLEANUP, 1, 1, kept, other), context());

        // then
        assertThat(outcome)
                .isEqualTo(
                        new StageOutcome.Finished(
                                "Removed 3 temporary files, kept 2", 3, List.of()));
        assertThat(blobs().exists(kept.blob())).isTrue();
        assertThat(blobs().exists(other.blob())).isTrue();
        assertThat(blobs().exists(large)).isTrue();
        assertThat(blobs().exists(BlobKey.source(batch))).isTrue();
        assertThat(blobs().exists(BlobKey.output(batch, 1, 2, "results.csv"))).isFalse();
    }

    @Test
    void cleanup_keeps_the_attachments_of_the_rows_that_count() throws Exception {
        // given
        execute(
                """
                insert into items (batch_id, item_index, job_id, state, generation, run, updated_at)
                values ('%1$s', 7, '%1$s.000007', 'succeeded', 2, 3, now());
                insert into review_fields values
                    ('%1$s', 7, 0, 'any', 2, 3, 'q1', 'A', 0.5, 'erasure', '[]', 'crop-q1.png')
                """
                        .formatted(batch));
        BlobKey counts = BlobKey.attachment(batch, 7, 2, 3, "crop-q1.png");
        List<BlobKey> old =
                List.of(
                        BlobKey.attachment(batch, 7, 1, 1, "crop-q1.png"),
                        BlobKey.attachment(batch, 7, 1, 1, "overlay.png"),
                        BlobKey.attachment(batch, 7, 2, 2, "crop-q1.png"));
        blobs().put(counts, out -> out.write('x'));
        for (BlobKey key : old) {
            blobs().put(key, out -> out.write('x'));
        }

        // when
        StageOutcome outcome =
                new CleanupStage(database.dataSource(), blobs())
                        .run(run(Stage.CLEANUP, 2, 1), context());

        // then
        assertThat(outcome)
                .isEqualTo(
                        new StageOutcome.Finished(
                                "Removed 3 temporary files, kept 0", 3, List.of()));
        assertThat(blobs().exists(counts)).isTrue();
    }
}
