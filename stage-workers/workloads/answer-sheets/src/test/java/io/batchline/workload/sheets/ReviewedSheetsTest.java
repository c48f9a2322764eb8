package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.Item;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.workload.Drawn;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import io.batchline.workload.sheets.score.Explanation;
import io.batchline.workload.sheets.score.QuestionVerdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sheets that a person has decided on, and pictures of what was read.
class ReviewedSheetsTest {
    @TempDir private static Path folder;
    private static PipelineInSmall read;

    @BeforeAll
    static void generate() throws Exception {
        SheetBatch batch =
                SheetBatch.generate(
                        SheetBatchSpec.of(2, 11), folder.resolve("sheets.zip"), _ -> {});
        read = PipelineInSmall.run(new AnswerSheets(), new FileSource(batch.zip()));
    }

    @Test
    void a_decision_changes_the_answer_and_the_score_by_its_question_alone() throws Exception {
        Processed.Completed before = read.completions.getFirst();
        QuestionVerdict verdict =
                Explanation.of(before.details()).orElseThrow().verdicts().getFirst();

        Processed again = read.again(read.items.getFirst(), Map.of(verdict.question(), ""));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Processed.Completed.class,
                        after -> {
                            ObjectNode row = before.fields().deepCopy();
                            assertThat(after.fields().get(verdict.question()).asText()).isEmpty();
                            assertThat(after.fields().get("score").asDouble())
                                    .isEqualTo(row.get("score").asDouble() - verdict.delta());
                            row.set("score", after.fields().get("score"));
                            row.put(verdict.question(), "");
                            // This time nobody said what group it is in.
                            row.put("group", "");
                            assertThat(after.fields()).isEqualTo(row);
                        });
    }

    @Test
    void a_sheet_in_no_doubt_has_no_picture_beside_it_and_is_drawn_when_asked_for()
            throws Exception {
        assertThat(read.attached).isEmpty();

        Drawn drawn = read.draw(read.items.getFirst());

        BufferedImage picture =
                switch (drawn) {
                    case Drawn.Picture(byte[] png) -> ImageIO.read(new ByteArrayInputStream(png));
                    case Rejected why -> throw new AssertionError(why.message());
                };
        assertThat(picture.getHeight()).isBetween(600, 1200);
    }

    @Test
    void a_sheet_that_can_not_be_read_is_not_drawn_and_says_why() throws Exception {
        Item gone = read.items.getFirst();
        ObjectNode without = gone.data().deepCopy();
        without.remove("template");

        Drawn drawn = read.draw(new Item(gone.jobId(), gone.index(), gone.name(), without));

        assertThat(drawn)
                .isInstanceOfSatisfying(
                        Rejected.class, why -> assertThat(why.cause()).isEqualTo("no_template"));
    }
}
