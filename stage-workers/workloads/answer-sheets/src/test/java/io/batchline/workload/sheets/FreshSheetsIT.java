package io.batchline.workload.sheets;

import static io.batchline.workload.sheets.GeneratedSheetsTest.readsBackAsItsTruth;

import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshSheetsIT {
    @TempDir Path folder;

    @Test
    void fresh_sheets_at_either_resolution_read_back_exactly_as_their_truth() throws Exception {
        readsBackAsItsTruth(
                SheetBatch.generate(SheetBatchSpec.of(12, 77), folder.resolve("a.zip"), _ -> {}));
        readsBackAsItsTruth(
                SheetBatch.generate(
                        SheetBatchSpec.of(4, 78).withDpi(300), folder.resolve("b.zip"), _ -> {}));
    }
}
