package io.batchline.bench;

import io.batchline.samples.sheets.AccuracyPress;
import io.batchline.samples.sheets.AccuracySet;
import io.batchline.samples.sheets.AccuracySheet;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.read.SheetReading;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the sheets of a set, reads them natively and counts, on some threads.
final class AccuracyRun {
    private final AccuracySet set;
    private final SheetReader reader;
    private final PictureDecoder decoder = new PictureDecoder(PixelLimit.DEFAULT);

    AccuracyRun(AccuracySet set) throws IOException, TemplateRejected {
        this.set = set;
        this.reader =
                SheetReader.open(name ->
                        name.equals("template.json")
                                ? Optional.of(set.template())
                                : Optional.empty());
    }

    /// @param most how many sheets of the set at most
    AccuracyCount run(int threads, int most) throws InterruptedException, ExecutionException {
        int sheets = Math.min(most, set.sheets());
        AtomicInteger next = new AtomicInteger();
        Callable<AccuracyCount> work =
                () -> {
                    AccuracyPress press = new AccuracyPress(set);
                    AccuracyCount count = none();
                    for (int i = next.getAndIncrement(); i < sheets; i = next.getAndIncrement()) {
                        count = count.plus(count(i, press.make(i)));
                    }
                    return count;
                };
        AccuracyCount all = none();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<AccuracyCount>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                parts.add(pool.submit(work));
            }
            for (Future<AccuracyCount> part : parts) {
                all = all.plus(part.get());
            }
        }
        return all;
    }

    private AccuracyCount none() {
        return AccuracyCount.none(set.name(), set.clean());
    }

    private AccuracyCount count(int index, AccuracySheet sheet) {
        int fields = sheet.values().size();
        if (!(decoder.decode(sheet.file()) instanceof Decoded decoded)) {
            return unread(fields, 0, "sheet %d: not decoded".formatted(index));
        }
        boolean found = reader.code(decoded.picture()).equals(new CodeSearch.Found(sheet.qrText()));
        int code = found ? 1 : 0;
        return switch (reader.read(decoded.picture())) {
            case SheetReading.Unreadable(var cause, String message) ->
                    unread(fields, code, "sheet %d: %s: %s".formatted(index, cause, message));
            case SheetReading.Read read -> read(index, sheet, code, read);
        };
    }

    private AccuracyCount unread(int fields, int code, String why) {
        return new AccuracyCount(
                set.name(), set.clean(), 1, 1, fields, fields, 0, 0, code, List.of(why));
    }

    private AccuracyCount read(int index, AccuracySheet sheet, int code, SheetReading.Read read) {
        int wrong = 0;
        int unflagged = 0;
        int flagged = 0;
        List<String> examples = new ArrayList<>();
        for (FieldReading field : read.fields()) {
            String truth = sheet.values().get(field.field());
            boolean isWrong = !field.value().equals(truth);
            boolean isFlagged = field.doubt().isPresent();
            wrong += isWrong ? 1 : 0;
            unflagged += isWrong && !isFlagged ? 1 : 0;
            flagged += isFlagged ? 1 : 0;
            if (isWrong || (isFlagged && !sheet.ask().contains(field.field()))) {
                examples.add(
                        "sheet %d, %s: '%s' read as '%s', confidence %.3f%s"
                                .formatted(
                                        index,
                                        field.field(),
                                        truth,
                                        field.value(),
                                        field.confidence(),
                                        field.doubt()
                                                .map(doubt -> ", " + doubt.wireId())
                                                .orElse("")));
            }
        }
        return new AccuracyCount(
                set.name(),
                set.clean(),
                1,
                0,
                sheet.values().size(),
                wrong,
                unflagged,
                flagged,
                code,
                examples);
    }
}
