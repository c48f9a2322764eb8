package io.batchline.workload.sheets.read;

import io.batchline.samples.sheets.SharedSamples;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// The template of a sample folder that lays each scan over a reference picture.
final class AlignedSamplesIT {
    @Test
    void scans_laid_over_a_reference_read_as_recorded_for_those_that_lie_straight()
            throws IOException, TemplateRejected {
        SharedSamples samples = OmrCheckerSamplesTest.samples();
        Path folder = samples.place().resolve("sample6");
        SheetReader reader =
                SheetReader.open(name ->
                        SharedSamples.file(
                                folder,
                                name.equals("template.json") ? "template_fb_align.json" : name));
        SoftAssertions softly = new SoftAssertions();
        for (CSVRecord row : SharedSamples.results(folder)) {
            if (!reader.excludes(row.get("file_id"))) {
                OmrCheckerSamplesTest.compareRead(softly, reader.read(samples.picture(row)), row);
            }
        }
        softly.assertAll();
    }
}
