package io.batchline.samples.sheets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// A generated batch on disk: the ZIP, what is really on its sheets, and which of them cannot be
/// read.
///
/// @param zip the archive: template, config, answer key, marker picture, and the sheets in `scans/`
/// @param truth `file, group, qr_text, score, roll, q1 …` of every readable sheet, in the order of
///   the archive
/// @param failures `file, flaw` of every other sheet; only the header where none was asked for
public record SheetBatch(Path zip, Path truth, Path failures) {

    /// Makes a batch. The same specification gives the same bytes of all three files.
    ///
    /// @param out the archive to write; truth and failures go beside it, as `NAME.truth.csv` and
    ///   `NAME.failures.csv`
    /// @param progress told how many sheets are written, after each, from the calling thread
    public static SheetBatch generate(SheetBatchSpec spec, Path out, IntConsumer progress)
            throws IOException, InterruptedException {
        SheetBatch batch = beside(out);
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), spec.count());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            new Run(spec, pool, threads).write(batch, progress);
        }
        return batch;
    }

    private static SheetBatch beside(Path zip) {
        String file = zip.getFileName().toString();
        String stem =
                file.endsWith(".zip") ? file.substring(0, file.length() - ".zip".length()) : file;
        return new SheetBatch(
                zip,
                zip.resolveSibling(stem + ".truth.csv"),
                zip.resolveSibling(stem + ".failures.csv"));
    }

    /// One run of the generator: sheets are made ahead of the archive by a bounded number.
    private static final class Run {
        private final SheetBatchSpec spec;
        private final Seeds seeds;
        private final AnswerKey key;
        private final List<Optional<Flaw>> flaws;
        private final ExecutorService pool;
        private final BlockingQueue<SheetPress> presses;
        private final int ahead;

        Run(SheetBatchSpec spec, ExecutorService pool, int threads) {
            this.spec = spec;
            this.pool = pool;
            seeds = new Seeds(spec.seed());
            key = AnswerKey.random(seeds.ofAnswerKey());
            flaws = spreadFlaws(spec, seeds);
            GreyCanvas form = BlankForm.print(spec.dpi());
            presses = new ArrayBlockingQueue<>(threads);
            for (int n = 0; n < threads; n++) {
                presses.add(new SheetPress(form, spec.dpi()));
            }
            ahead = 2 * threads;
        }

        void write(SheetBatch batch, IntConsumer progress)
                throws IOException, InterruptedException {
            try (StoredZip zip =
                            new StoredZip(
                                    new BufferedOutputStream(
                                            Files.newOutputStream(batch.zip()), 1 << 20));
                    Truth truth = new Truth(key, batch.truth(), batch.failures())) {
                writeTemplate(zip);
                Queue<Made> coming = new ArrayDeque<>();
                for (int index = 0; index < spec.count() + ahead; index++) {
                    if (index < spec.count()) {
                        coming.add(start(index));
                    }
                    if (index >= ahead) {
                        Made next = coming.remove();
                        zip.add(next.sheet().filled().file(), result(next.bytes()));
                        truth.add(next.sheet());
                        progress.accept(next.sheet().index() + 1);
                    }
                }
            } finally {
                pool.shutdownNow();
            }
        }

        private void writeTemplate(StoredZip zip) throws IOException {
            TemplateFiles files = new TemplateFiles();
            if (spec.evidence()) {
                zip.add("template.json", files.nativeTemplate());
                zip.add("evaluation.json", files.evaluation(key));
                return;
            }
            zip.add("template.json", files.template());
            zip.add("config.json", files.config());
            zip.add("evaluation.json", files.evaluation(key));
            zip.add(TemplateFiles.MARKER_FILE, files.marker(spec.dpi()));
        }

        private record Made(PaperSheet sheet, Future<byte[]> bytes) {}

        private Made start(int index) {
            var random = seeds.ofSheet(index);
            PaperSheet sheet =
                    new PaperSheet(
                            index, FilledSheet.of(index, spec, key, random), flaws.get(index));
            return new Made(
                    sheet,
                    pool.submit(() -> {
                        SheetPress press = presses.take();
                        try {
                            return press.make(sheet, random);
                        } finally {
                            presses.add(press);
                        }
                    }));
        }

        private static byte[] result(Future<byte[]> bytes) throws InterruptedException {
            try {
                return bytes.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a sheet could not be made", e.getCause());
            }
        }

        private static List<Optional<Flaw>> spreadFlaws(SheetBatchSpec spec, Seeds seeds) {
            List<Optional<Flaw>> flaws = new ArrayList<>(spec.count());
            for (Flaw flaw : Flaw.values()) {
                flaws.addAll(
                        Collections.nCopies(spec.flaws().getOrDefault(flaw, 0), Optional.of(flaw)));
            }
            flaws.addAll(Collections.nCopies(spec.count() - flaws.size(), Optional.empty()));
            Collections.shuffle(flaws, new Random(seeds.ofFlaws().nextLong()));
            return flaws;
        }
    }
}
