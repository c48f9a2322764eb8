package io.batchline.bench;

import io.batchline.samples.sheets.SharedSamples;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.read.SheetReading;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/// How many of the values recorded for the public sample folders are read, where the folders are.
final class SampleAccuracy {
    private static final String NAME = "shared samples";
    private static final Set<String> NO_FIELDS =
            Set.of("file_id", "input_path", "output_path", "score");

    private SampleAccuracy() {}

    /// Reads every sheet with a recorded result as its folder's files say.
    static AccuracyCount count() throws IOException, TemplateRejected {
        AccuracyCount count = AccuracyCount.none(NAME, true);
        Optional<SharedSamples> samples = SharedSamples.find();
        if (samples.isEmpty()) {
            return count;
        }
        for (Path folder : samples.get().folders()) {
            SheetReader reader = SheetReader.open(name -> SharedSamples.file(folder, name));
            for (CSVRecord row : SharedSamples.results(folder)) {
                byte[] file = samples.get().picture(row);
                count =
                        count.plus(
                                compared(SharedSamples.path(row), row.toMap(), reader.read(file)));
            }
        }
        return count;
    }

    private static AccuracyCount compared(
            String path, Map<String, String> row, SheetReading reading) {
        int fields = 0;
        int wrong = 0;
        List<String> examples = new ArrayList<>();
        for (Map.Entry<String, String> field : row.entrySet()) {
            if (NO_FIELDS.contains(field.getKey())) {
                continue;
            }
            fields++;
            String value =
                    reading instanceof SheetReading.Read read
                            ? read.answers().get(field.getKey())
                            : null;
            if (!field.getValue().equals(value)) {
                wrong++;
                examples.add(
                        "%s, %s: '%s' read as '%s'"
                                .formatted(path, field.getKey(), field.getValue(), value));
            }
        }
        int unread = reading instanceof SheetReading.Read ? 0 : 1;
        return new AccuracyCount(NAME, true, 1, unread, fields, wrong, wrong, 0, 0, examples);
    }
}
