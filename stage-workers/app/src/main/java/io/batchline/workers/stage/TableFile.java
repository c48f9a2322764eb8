package io.batchline.workers.stage;

import io.batchline.contract.item.ResultLine;
import io.batchline.workload.Processed;
import io.batchline.workload.RowJoin;
import io.batchline.workload.RowTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// One of a workload's tables as a CSV file.
///
/// @param join how rows that are parts of one thing become one
record TableFile(RowTable table, Optional<RowJoin> join) {
    /// Writes the table of all rows.
    void write(CollectedRows rows, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        var csv = new CSVPrinter(writer, CSVFormat.RFC4180);
        List<String> header = new ArrayList<>(List.of("job_id", "file"));
        header.addAll(table.columns());
        csv.printRecord(header);
        rows.writeTo(
                OutputStream.nullOutputStream(),
                join,
                (line, found, _) -> {
                    for (Processed.Completed row : found) {
                        write(csv, line, row);
                    }
                });
        csv.flush();
    }

    private void write(CSVPrinter csv, ResultLine line, Processed.Completed row)
            throws IOException {
        for (List<String> values : table.lines(row)) {
            List<String> cells = new ArrayList<>();
            cells.add(line.jobId().value());
            cells.add(Cells.of(line.name()));
            values.forEach(value -> cells.add(Cells.of(value)));
            csv.printRecord(cells);
        }
    }
}
