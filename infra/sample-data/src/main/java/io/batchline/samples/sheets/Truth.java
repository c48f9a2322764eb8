package io.batchline.samples.sheets;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes `truth.csv` (one row per readable sheet) and, where there are flaws, `failures.csv` (one
/// row per other).
final class Truth implements Closeable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final AnswerKey key;
    private final CSVPrinter rows;
    private final CSVPrinter failures;

    Truth(AnswerKey key, Path truth, Path failed) throws IOException {
        this.key = key;
        this.rows = new CSVPrinter(writer(truth), FORMAT);
        this.failures = new CSVPrinter(writer(failed), FORMAT);
        rows.printRecord(header());
        failures.printRecord("file", "flaw");
    }

    void add(PaperSheet sheet) throws IOException {
        FilledSheet filled = sheet.filled();
        if (sheet.flaw().isPresent() && sheet.flaw().get().fatal()) {
            failures.printRecord(filled.file(), sheet.flaw().get());
            return;
        }
        boolean named = !sheet.has(Flaw.NO_QR);
        List<Object> row = new ArrayList<>();
        row.add(filled.file());
        row.add(named ? filled.group() : "");
        row.add(named ? filled.qrText() : "");
        row.add(key.score(filled));
        row.add(filled.roll());
        row.addAll(filled.answers());
        rows.printRecord(row);
    }

    @Override
    public void close() throws IOException {
        try (rows) {
            failures.close();
        }
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(List.of("file", "group", "qr_text", "score", "roll"));
        for (int question = 1; question <= SheetLayout.QUESTIONS; question++) {
            names.add("q" + question);
        }
        return names;
    }

    private static Writer writer(Path path) throws IOException {
        return Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }
}
