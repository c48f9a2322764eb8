package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.topic.Json;
import io.batchline.workload.archive.ArchiveEntry;
import io.batchline.workload.archive.ArchiveEntry.Compression;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.read.Doubt;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.FieldReading.Box;
import io.batchline.workload.sheets.read.FieldReading.Choice;
import io.batchline.workload.sheets.read.PageView;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.template.SheetCodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SheetDetailsTest {
    private static final SheetReference SHEET =
            new SheetReference(
                    new ArchiveEntry("a.jpg", Compression.STORED, 0, 1, 1, 0),
                    OptionalInt.empty(),
                    Optional.empty());

    @Test
    void doubtful_fields_are_in_the_details_with_their_evidence() throws Exception {
        ObjectNode details =
                details(field("q1", Optional.empty()), field("q2", Optional.of(Doubt.SECOND_MARK)));

        ObjectNode row = RowDetails.joined(JsonNodeFactory.instance.objectNode(), details);
        assertThat(RowDetails.doubts(row, Json.mapper()))
                .containsExactly(
                        new DoubtfulField(
                                "q2",
                                "A",
                                0.67,
                                "second_mark",
                                List.of(
                                        new DoubtfulField.Choice("A", 0.9, true),
                                        new DoubtfulField.Choice("B", 0.33, false)),
                                "crop-q2.png"));
    }

    @Test
    void a_sheet_in_no_doubt_asks_nobody() {
        assertThat(details(field("q1", Optional.empty())).has(RowDetails.DOUBTS)).isFalse();
    }

    private static ObjectNode details(FieldReading... fields) {
        return SheetDetails.of(
                SHEET,
                read(fields),
                new SheetWork.KeyUse(false, false, List.of()),
                "A",
                new SheetWork.Searched(new CodeSearch.Found("A|1"), SheetCodes.NOTHING_SAID));
    }

    private static Read read(FieldReading... fields) {
        return new Read(
                new LinkedHashMap<>(),
                OptionalDouble.empty(),
                false,
                false,
                List.of(),
                List.of(fields),
                new PageView(GrayPicture.black(10, 10), new Projection(1, 0, 0, 0, 1, 0, 0, 0, 1)),
                List.of());
    }

    private static FieldReading field(String label, Optional<Doubt> doubt) {
        return new FieldReading(
                label,
                "A",
                0.666,
                doubt,
                List.of(
                        new Choice("A", 0.9, true, new Box(0, 0, 4, 4)),
                        new Choice("B", 0.333, false, new Box(5, 0, 4, 4))));
    }
}
