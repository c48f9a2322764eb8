package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.samples.sheets.AccuracyPress;
import io.batchline.samples.sheets.AccuracySet;
import io.batchline.samples.sheets.AccuracySheet;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One sheet of a few of the sets that the goals of accuracy are about, as a first look.
final class AccuracyTest {
    @ParameterizedTest
    @ValueSource(strings = {"clean 150 dpi", "erasures", "black print, 1 bit", "photograph"})
    void no_field_is_wrong_without_a_flag(String set) throws Exception {
        check(named(set), 1);
    }

    @ParameterizedTest
    @CsvSource({
        // Rings vanished, and the form is nearly the same upside down.
        "1 bit, 770000, 3",
        // Seven of ten digits are the same.
        "clean 100 dpi, 1230000, 1",
        // Marks are hardly darker than grain.
        "faint and blank with noise, 1230000, 6"
    })
    void sheets_that_were_misread_once(String name, long shift, int index) throws Exception {
        AccuracySet set = named(name).shifted(shift);
        assertThat(unflagged(open(set), new AccuracyPress(set), index)).isEmpty();
    }

    static AccuracySet named(String name) {
        return AccuracySet.all().stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static SheetReader open(AccuracySet set) throws IOException, TemplateRejected {
        return SheetReader.open(name ->
                name.equals("template.json") ? Optional.of(set.template()) : Optional.empty());
    }

    /// No field of the first sheets of a set is wrong without a flag.
    static void check(AccuracySet set, int sheets) throws IOException, TemplateRejected {
        SheetReader reader = open(set);
        AccuracyPress press = new AccuracyPress(set);
        for (int index = 0; index < Math.min(sheets, set.sheets()); index++) {
            assertThat(unflagged(reader, press, index)).isEmpty();
        }
    }

    /// The fields that are wrong and that nobody would be asked about.
    private static List<String> unflagged(SheetReader reader, AccuracyPress press, int index) {
        AccuracySheet sheet = press.make(index);
        SheetReading reading = reader.read(sheet.file());
        assertThat(reading).isInstanceOf(Read.class);
        List<String> wrong = new ArrayList<>();
        for (FieldReading field : ((Read) reading).fields()) {
            String truth = sheet.values().get(field.field());
            if (!field.value().equals(truth) && field.doubt().isEmpty()) {
                wrong.add("sheet %d: %s, truth '%s'".formatted(index, field, truth));
            }
        }
        return wrong;
    }
}
