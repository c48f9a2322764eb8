package io.batchline.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.batchline.contract.item.Item;
import io.batchline.samples.sheets.DenseSheets;
import io.batchline.workload.Processed;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.sheets.AnswerSheets;
import io.batchline.workload.sheets.jpeg.TurboJpeg;
import io.batchline.workload.sheets.pages.PageLimits;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Reads the sheets of 600 bubbles one after the other on this thread, with one decoder of JPEG:
/// decoding alone, and all that process does with a sheet (its bytes from the ZIP, decoding, the QR
/// code, finding the page, 600 bubbles, the score).
final class SheetsRun {
    private static final double GOAL_OF_WHOLE = 1.3;
    private static final double GOAL_OF_MEMORY = 40;
    private static final double MB = 1e6;
    private static final double SECOND = 1000;

    private final DenseZip zip;
    private final int rounds;
    private final Optional<TurboJpeg> turbo;
    private final SheetReader reader;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    SheetsRun(DenseZip zip, int rounds, Optional<TurboJpeg> turbo)
            throws IOException, TemplateRejected {
        this.reader = reader();
        this.zip = zip;
        this.rounds = rounds;
        this.turbo = turbo;
    }

    /// @param perSecond the goal, sheets a second and core
    void measure(String name, String key, double perSecond, Figures figures) throws Exception {
        PictureDecoder decoder = new PictureDecoder(PixelLimit.DEFAULT, turbo);
        Timings decode = new Timings();
        Timings reading = new Timings();
        Timings whole = new Timings();
        long allocated = 0;
        int warmUp = rounds / 3;
        for (int round = 0; round < rounds; round++) {
            boolean counts = round >= warmUp;
            allocated =
                    round(
                            round,
                            decoder,
                            counts ? decode : new Timings(),
                            counts ? reading : new Timings(),
                            counts ? whole : new Timings());
        }
        double alone = decode.median();
        double all = whole.median();
        figures.add(name + ": decode alone, ms", key + "_decode_ms", alone, "");
        figures.add(
                name + ": locate, read, score alone, ms",
                key + "_reading_ms",
                reading.median(),
                "");
        figures.add(name + ": decode, QR, locate, read, score, ms", key + "_whole_ms", all, "");
        figures.add(
                name + ": whole / decode alone, %",
                key + "_whole_percent",
                100 * all / alone,
                "goal at most %.0f".formatted(100 * GOAL_OF_WHOLE));
        figures.add(
                name + ": sheets a second and core",
                key + "_per_second",
                SECOND / all,
                "goal %.0f".formatted(perSecond));
        figures.add(
                name + ": memory of a sheet in flight at most, MB",
                key + "_mb",
                (allocated + nativeBytes(decoder)) / MB,
                "goal %.0f; all that it allocates".formatted(GOAL_OF_MEMORY));
    }

    /// One round over all sheets, with a source of its own so that no QR code is remembered.
    ///
    /// @return bytes on the heap that the last sheet asked for, all together
    private long round(
            int round, PictureDecoder decoder, Timings decode, Timings reading, Timings whole)
            throws Exception {
        ReadSource source = new ReadSource(zip.zip(), "round " + round);
        AnswerSheets workload =
                new AnswerSheets(
                        ArchiveLimits.DEFAULT, PageLimits.DEFAULT, PixelLimit.DEFAULT, turbo);
        List<Item> items = source.extract(workload);
        // The first one opens the template.
        workload.process(items.getFirst(), source.turn(Optional.empty(), options()));
        long allocated = 0;
        for (int i = 1; i < items.size(); i++) {
            ByteBuffer file = ByteBuffer.wrap(zip.jpegs().get(i));
            if (!(decode.time(() -> decoder.decode(file, 1, reader.detail()))
                    instanceof Decoded(GrayPicture picture))) {
                throw new IllegalStateException("a generated sheet was not decoded");
            }
            reading.time(() -> reader.read(picture));
            Item item = items.get(i);
            long before = threads.getCurrentThreadAllocatedBytes();
            Processed read =
                    whole.time(
                            () -> workload.process(item, source.turn(Optional.empty(), options())));
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            require(zip.truths().get(i), read);
        }
        return allocated;
    }

    private static void require(DenseSheets.Truth truth, Processed read) {
        if (!(read instanceof Processed.Completed completed)) {
            throw new IllegalStateException("a generated sheet was not read: " + read);
        }
        ObjectNode row = completed.fields();
        if (!row.path("qr_text").asText().equals(truth.qrText())
                || !row.path("roll").asText().equals(truth.roll())) {
            throw new IllegalStateException(
                    "a generated sheet was misread: %s for %s".formatted(row, truth));
        }
        for (int question = 0; question < truth.answers().size(); question++) {
            String field = "q" + (question + 1);
            if (!row.path(field).asText().equals(truth.answers().get(question))) {
                throw new IllegalStateException(
                        "a generated sheet was misread: %s is %s, marked is %s"
                                .formatted(
                                        field,
                                        row.path(field).asText(),
                                        truth.answers().get(question)));
            }
        }
    }

    /// libturbojpeg's copy of the file and its picture lie outside the heap.
    private long nativeBytes(PictureDecoder decoder) {
        if (turbo.isEmpty()) {
            return 0;
        }
        byte[] file = zip.jpegs().getFirst();
        return decoder.decode(ByteBuffer.wrap(file), 1, reader.detail())
                        instanceof Decoded(GrayPicture picture)
                ? file.length + picture.pixels().length
                : file.length;
    }

    private static ObjectNode options() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static SheetReader reader() throws IOException, TemplateRejected {
        return SheetReader.open(name ->
                switch (name) {
                    case "template.json" -> Optional.of(DenseSheets.template());
                    case "evaluation.json" -> Optional.of(DenseSheets.evaluation());
                    default -> Optional.empty();
                });
    }
}
