package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SheetPicturesTest {
    @Test
    void a_crop_is_named_by_its_field() {
        assertThat(SheetPictures.cropOf("q17")).isEqualTo("crop-q17.png");
        assertThat(SheetPictures.cropOf("Roll_No-1")).isEqualTo("crop-Roll_No-1.png");
        assertThat(SheetPictures.cropOf("a b")).isEqualTo("crop-a.20b.png");
    }

    @Test
    void whatever_a_label_is_made_of_its_crop_has_a_name_of_its_own_that_blobs_take() {
        List<String> names =
                Stream.of(
                                "q1",
                                "q.1",
                                "q/1",
                                "../q1",
                                "é",
                                "e",
                                "",
                                "x".repeat(300),
                                "x".repeat(301))
                        .map(SheetPictures::cropOf)
                        .toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(BlobKey.attachment(new BatchId("b1"), 7, 2, 3, name).value())
                                .startsWith("batches/b1/items/7/g2/r3/crop-"));
    }
}
