package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.samples.sheets.SharedSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All public sample folders in one ZIP: which template, key and configuration each picture gets,
/// and which pictures are no sheets, must come out as recorded for each folder alone.
class SampleFoldersIT {
    @TempDir private Path folder;

    @Test
    void all_sample_folders_in_one_zip_give_the_recorded_results() throws Exception {
        // given
        Optional<SharedSamples> samples = SharedSamples.find();
        assumeTrue(samples.isPresent(), SharedSamples.ABSENT);
        Map<String, CSVRecord> recorded = recorded(samples.get());

        // when
        PipelineInSmall result =
                PipelineInSmall.run(new AnswerSheets(), zip(samples.get().place()));

        // then
        assertThat(result.failures).isEmpty();
        assertThat(result.rows).hasSameSizeAs(recorded).containsOnlyKeys(recorded.keySet());
        result.rows.forEach((file, row) -> {
            Map<String, String> texts = new LinkedHashMap<>();
            row.properties().forEach(f -> texts.put(f.getKey(), f.getValue().asText()));
            assertThat(texts).as(file).containsAllEntriesOf(fields(recorded, file));
        });
    }

    private static Map<String, String> fields(Map<String, CSVRecord> recorded, String file) {
        Map<String, String> fields = new LinkedHashMap<>();
        Optional.ofNullable(recorded.get(file)).ifPresent(row -> fields.putAll(row.toMap()));
        fields.keySet().removeAll(List.of("file_id", "input_path", "output_path"));
        return fields;
    }

    private FileSource zip(Path samples) throws IOException {
        SmallZip zip = new SmallZip();
        for (Path file : files(samples)) {
            if (!file.toString().contains("/expected/")) {
                zip.with(samples.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return zip.at(folder.resolve("samples.zip"));
    }

    private static Map<String, CSVRecord> recorded(SharedSamples samples) throws IOException {
        Map<String, CSVRecord> rows = new TreeMap<>();
        for (Path folder : samples.folders()) {
            for (CSVRecord row : SharedSamples.results(folder)) {
                rows.put(SharedSamples.path(row), row);
            }
        }
        return rows;
    }

    private static List<Path> files(Path samples) throws IOException {
        try (Stream<Path> files = Files.walk(samples)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
