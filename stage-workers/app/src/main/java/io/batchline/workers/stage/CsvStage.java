package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.BatchStage;
import io.batchline.stage.StageContext;
import io.batchline.stage.StageOutcome;
import io.batchline.workload.Workload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes `results.csv` (one row for each item that has one: the job's id, the workload's columns,
/// then every other in the order in which rows brought them) and `errors.csv`.
public record CsvStage(Function<String, Optional<Workload>> workloads, BlobStore blobs)
        implements BatchStage {
    private static final String RESULTS = "results.csv";
    private static final String ERRORS = "errors.csv";
    private static final String JOB_ID = "job_id";
    private static final int REPORT_EVERY = 500;

    @Override
    public StageOutcome run(StageRun run, StageContext context)
            throws IOException, InterruptedException {
        ResultFile results = ResultFile.of(blobs, run);
        Set<String> columns = columns(run, results);
        var steps = new Steps(context, 2L * run.itemsTotal());
        StageOutput rows = write(run, RESULTS, csv -> rows(csv, columns, results, steps));
        StageOutput errors = write(run, ERRORS, csv -> errors(csv, results, steps));
        return new StageOutcome.Finished(
                "Wrote %d rows and %d errors".formatted(steps.rows, steps.errors),
                steps.rows,
                List.of(rows, errors));
    }

    /// What the workload promises, then what rows bring beside it.
    private Set<String> columns(StageRun run, ResultFile results)
            throws IOException, InterruptedException {
        var columns = new LinkedHashSet<String>();
        workloads
                .apply(run.definition().workload())
                .ifPresent(workload -> columns.addAll(workload.info().columns()));
        results.forEach(line -> {
            if (line.row() != null) {
                line.row().fieldNames().forEachRemaining(columns::add);
            }
        });
        return columns;
    }

    private static void rows(CSVPrinter csv, Set<String> columns, ResultFile results, Steps steps)
            throws IOException, InterruptedException {
        csv.print(JOB_ID);
        for (String column : columns) {
            // The first column is ours; a row's own of that name keeps its value beside it.
            csv.print(Cells.of(column.equals(JOB_ID) ? "field_" + JOB_ID : column));
        }
        csv.println();
        results.forEach(line -> {
            steps.next("Writing rows");
            if (line.row() != null) {
                steps.rows++;
                csv.printRecord(cells(line.jobId().value(), columns, line.row()));
            }
        });
    }

    private static List<String> cells(String jobId, Set<String> columns, ObjectNode row) {
        var cells = new ArrayList<String>(columns.size() + 1);
        cells.add(jobId);
        columns.forEach(column -> cells.add(Cells.of(row.get(column))));
        return cells;
    }

    private static void errors(CSVPrinter csv, ResultFile results, Steps steps)
            throws IOException, InterruptedException {
        csv.printRecord(JOB_ID, "file", "cause", "message", "attempts");
        results.forEach(line -> {
            steps.next("Writing errors");
            if (line.hasFailed()) {
                steps.errors++;
                csv.printRecord(
                        line.jobId().value(),
                        Cells.of(line.name()),
                        Cells.of(line.cause()),
                        Cells.of(line.message()),
                        line.attempts());
            }
        });
    }

    private StageOutput write(StageRun run, String name, Lines lines)
            throws IOException, InterruptedException {
        BlobKey key = BlobKey.output(run.key().batchId(), run.key().generation(), run.run(), name);
        try {
            long size =
                    blobs.put(
                            key,
                            out -> {
                                var writer =
                                        new BufferedWriter(
                                                new OutputStreamWriter(
                                                        out, StandardCharsets.UTF_8));
                                var csv = new CSVPrinter(writer, CSVFormat.RFC4180);
                                try {
                                    lines.to(csv);
                                } catch (InterruptedException e) {
                                    throw interrupted(e);
                                }
                                csv.flush();
                            });
            return new StageOutput(name, key, size);
        } catch (InterruptedIOException e) {
            var interrupted =
                    new InterruptedException("writing %s was interrupted".formatted(name));
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /// The blob's writer knows only input and output; the flag goes on in the exception.
    private static InterruptedIOException interrupted(InterruptedException cause) {
        var interrupted = new InterruptedIOException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }

    @FunctionalInterface
    private interface Lines {
        void to(CSVPrinter csv) throws IOException, InterruptedException;
    }

    /// Counts lines over both files. Used by the run's thread.
    private static final class Steps {
        private final StageContext context;
        private final long total;
        private long done;
        private long rows;
        private long errors;

        Steps(StageContext context, long total) {
            this.context = context;
            this.total = total;
        }

        void next(String what) throws InterruptedException {
            done++;
            if (done % REPORT_EVERY == 0) {
                context.report("%s: %d/%d".formatted(what, done, total), done, total);
            }
        }
    }
}
