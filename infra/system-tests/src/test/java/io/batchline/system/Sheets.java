package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.database.DatabaseConfig;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Made-up sheets, and the comparison of what came out with what is on them.
public final class Sheets {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private Sheets() {}

    public static SheetBatch make(SheetBatchSpec spec, Path folder)
            throws IOException, InterruptedException {
        return SheetBatch.generate(spec, folder.resolve("sheets.zip"), _ -> {});
    }

    /// Rows by the sheet's file.
    public static SortedMap<String, Map<String, String>> rows(Path csv) throws IOException {
        SortedMap<String, Map<String, String>> rows = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(csv);
                var records = CSV.parse(reader)) {
            for (CSVRecord record : records) {
                Map<String, String> before =
                        rows.put(record.get("file"), new LinkedHashMap<>(record.toMap()));
                assertThat(before).as("one row for %s", record.get("file")).isNull();
            }
        }
        return rows;
    }

    /// Every column of the truth has the same value in the same sheet's row, and no sheet is
    /// missing or made up.
    public static void haveTheirTruth(SheetBatch batch, Path results) throws IOException {
        var truth = rows(batch.truth());
        var read = rows(results);
        assertThat(read.keySet()).isEqualTo(truth.keySet());
        truth.forEach((file, wanted) ->
                wanted.forEach((column, value) ->
                        assertThat(same(column, read.getOrDefault(file, Map.of())))
                                .as("%s of %s", column, file)
                                .isEqualTo(same(column, wanted))));
    }

    private static String same(String column, Map<String, String> row) {
        String value = row.getOrDefault(column, "no such column");
        return column.equals("score")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    /// The database holds for each sheet exactly one row, with the CSV's values.
    public static void areLoaded(DatabaseConfig database, String batchId, Path results)
            throws IOException, SQLException {
        var csv = rows(results);
        SortedMap<String, List<String>> loaded = new TreeMap<>();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var query =
                        connection.prepareStatement(
                                "select file, job_id, coalesce(group_key, ''), coalesce(qr_text, ''), score from results where batch_id = ?")) {
            query.setString(1, batchId);
            var row = query.executeQuery();
            while (row.next()) {
                assertThat(
                                loaded.put(
                                        row.getString(1),
                                        List.of(
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getBigDecimal(5)
                                                        .stripTrailingZeros()
                                                        .toPlainString())))
                        .as("one row for %s", row.getString(1))
                        .isNull();
            }
        }
        SortedMap<String, List<String>> wanted = new TreeMap<>();
        csv.forEach((file, row) ->
                wanted.put(
                        file,
                        List.of(
                                String.valueOf(row.get("job_id")),
                                String.valueOf(row.get("group")),
                                String.valueOf(row.get("qr_text")),
                                same("score", row))));
        assertThat(loaded).isEqualTo(wanted);
    }
}
