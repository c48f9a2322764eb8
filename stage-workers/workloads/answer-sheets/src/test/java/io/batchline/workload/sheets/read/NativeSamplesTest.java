package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.samples.sheets.SharedSamples;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.template.ReadingWay;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// The public sample folders read by evidence, after their own preprocessors: what is not read as
/// recorded must be flagged.
final class NativeSamplesTest {
    /// Seen: 98.1 %. What is missing is flagged: marks of a form laid over its reference askew,
    /// half outside their places in a photograph, or paler than the rest of their sheet.
    private static final double RIGHT = 0.98;

    /// Seen: 13.8 %, four fifths of them of two photographs of a form that is bent between its
    /// markers.
    private static final double FLAGGED = 0.14;

    private final List<String> unflagged = new ArrayList<>();
    private int fields;
    private int right;
    private int flagged;

    @Test
    void every_expected_field_is_right_or_flagged() throws IOException, TemplateRejected {
        // given
        SharedSamples samples = OmrCheckerSamplesTest.samples();

        // when
        for (Path folder : samples.folders()) {
            SheetReader recorded = reader(folder, ReadingWay.COMPATIBLE);
            SheetReader evidence = reader(folder, ReadingWay.NATIVE);
            for (CSVRecord row : SharedSamples.results(folder)) {
                byte[] file = samples.picture(row);
                String name = folder.getFileName() + "/" + row.get("file_id");
                compare(name, read(name, recorded, file), read(name, evidence, file));
            }
        }

        // then
        assertThat(unflagged).isEmpty();
        assertThat(fields).isEqualTo(872);
        assertThat((double) right / fields).as("share that is right").isGreaterThan(RIGHT);
        assertThat((double) flagged / fields).as("share that is flagged").isLessThan(FLAGGED);
    }

    private static SheetReader reader(Path folder, ReadingWay way)
            throws IOException, TemplateRejected {
        return SheetReader.open(
                name -> SharedSamples.file(folder, name), PixelLimit.DEFAULT, Optional.of(way));
    }

    private static Read read(String name, SheetReader reader, byte[] file) {
        SheetReading reading = reader.read(file);
        assertThat(reading).as(name).isInstanceOf(Read.class);
        return (Read) reading;
    }

    /// The compatible reading gives every field as recorded, which another test checks; rows hold
    /// some of them joined.
    private void compare(String name, Read recorded, Read read) {
        Map<String, String> expected = new LinkedHashMap<>();
        recorded.fields().forEach(field -> expected.put(field.field(), field.value()));
        for (FieldReading field : read.fields()) {
            fields++;
            boolean same = field.value().equals(expected.get(field.field()));
            right += same ? 1 : 0;
            flagged += field.doubt().isPresent() ? 1 : 0;
            if (!same && field.doubt().isEmpty()) {
                unflagged.add(
                        "%s %s is '%s', expected '%s'"
                                .formatted(
                                        name,
                                        field.field(),
                                        field.value(),
                                        expected.get(field.field())));
            }
        }
    }
}
