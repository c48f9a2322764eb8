package io.batchline.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.stage.StageOutput;
import io.batchline.gateway.rest.CollectedRows.Line;
import io.batchline.gateway.rest.CollectedRows.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CollectedRowsTest {
    private static final int LINES = 5;

    private final BlobKey key = BlobKey.output(BatchId.random(), 1, 1, ResultLine.FILE);

    @TempDir private Path folder;
    private CollectedRows rows;
    private StageOutput file;

    @BeforeEach
    void write() throws Exception {
        var text = new StringBuilder();
        for (int index = 0; index < LINES; index++) {
            text.append(
                    "{\"job_id\": \"j%1$d\", \"item_index\": %1$d, \"state\": \"succeeded\", \"attempts\": 1, \"row\": {\"q1\": \"A\"}}\n"
                            .formatted(index));
        }
        var blobs = new FolderBlobStore(folder);
        long size =
                blobs.put(key, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        rows = new CollectedRows(blobs);
        file = new StageOutput(ResultLine.FILE, key, size);
    }

    @Test
    void a_page_goes_on_where_the_one_before_ended() {
        List<Line> first = rows.lines(file, Place.FIRST, 3);
        assertThat(first).extracting(Line::index).containsExactly(0, 1, 2);

        Line next = first.getLast();
        assertThat(rows.lines(file, new Place(1, next.offset(), key.value()), 3))
                .containsExactlyElementsOf(rows.lines(file, new Place(1, 0, ""), 3))
                .extracting(Line::index)
                .containsExactly(2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {-7, 1, 50, 1_000_000})
    void an_offset_that_no_line_begins_at_is_not_believed(long offset) {
        assertThat(rows.lines(file, new Place(2, offset, key.value()), LINES))
                .containsExactlyElementsOf(rows.lines(file, new Place(2, 0, ""), LINES))
                .extracting(Line::index)
                .containsExactly(3, 4);
    }
}
