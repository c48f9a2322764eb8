package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.FailureKind;
import io.batchline.workload.Drawn;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import io.batchline.workload.RowAnalysis;
import io.batchline.workload.RowJoin;
import io.batchline.workload.RowTable;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.Workload;
import io.batchline.workload.WorkloadInfo;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.sheets.SheetOptions.GroupBy;
import io.batchline.workload.sheets.analysis.ItemAnalysis;
import io.batchline.workload.sheets.jpeg.TurboJpeg;
import io.batchline.workload.sheets.jpeg.TurboLibrary;
import io.batchline.workload.sheets.pages.PageDecoder;
import io.batchline.workload.sheets.pages.PageLimits;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.template.SheetCodes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ZIP of scanned answer sheets with their template, in OMRChecker's format.
///
/// An item refers to its picture's place in the ZIP, which is never unpacked; of a TIFF or PDF of
/// several pages each page is an item, named `folder/file.pdf#3`. Its row is `file`, `group`,
/// `qr_text`, `score`, and the template's columns; one of those that has a name of the first four
/// gets `field_` before it. Beside the row of a scored sheet it is kept how the score came about,
/// from which the batch's item analysis is made, and which page of which candidate a sheet is, by
/// which a finished batch has one row for each candidate.
public final class AnswerSheets implements Workload {
    public static final String NAME = "answer-sheets";

    private static final Logger LOG = LoggerFactory.getLogger(AnswerSheets.class);

    /// Bytes from which on a PDF or TIFF is not held on the heap.
    private static final long MAPPED_FROM = 32L << 20;

    private static final List<String> COLUMNS = List.of("file", "group", "qr_text", "score");
    private static final Labels LABELS =
            new Labels(
                    Map.of(
                            ProgressStage.UPLOADING, "Uploading sheets",
                            ProgressStage.EXTRACTING, "Extracting files",
                            ProgressStage.ORGANIZING, "Reading QR codes",
                            ProgressStage.PROCESSING, "Reading sheets",
                            ProgressStage.COLLECTING, "Collecting results",
                            ProgressStage.GENERATING, "Generating CSV",
                            ProgressStage.LOADING, "Loading database",
                            ProgressStage.CLEANING, "Cleaning up",
                            ProgressStage.COMPLETED, "Completed"),
                    "sheets");

    private final Templates templates;
    private final PageSheets pages;
    private final SheetWork work;

    /// With the limits that are usual, and a word in the log on what decodes JPEG.
    public AnswerSheets() {
        this(ArchiveLimits.DEFAULT, PixelLimit.DEFAULT);
        switch (TurboLibrary.ofThisProcess()) {
            case TurboLibrary.Present(TurboJpeg jpeg) ->
                    LOG.atInfo()
                            .addKeyValue("library", jpeg.place())
                            .log("JPEG is decoded by libturbojpeg");
            case TurboLibrary.Absent(String why, boolean asked) ->
                    (asked ? LOG.atWarn() : LOG.atInfo())
                            .addKeyValue("libturbojpeg", why)
                            .log("JPEG is decoded by ImageIO, which is slower");
        }
    }

    public AnswerSheets(ArchiveLimits archiveLimits, PixelLimit pixelLimit) {
        this(archiveLimits, pixelLimit, PageLimits.DEFAULT);
    }

    public AnswerSheets(ArchiveLimits archiveLimits, PixelLimit pixelLimit, PageLimits pageLimits) {
        this(archiveLimits, pageLimits, pixelLimit, TurboLibrary.ofThisProcess().jpeg());
    }

    /// @param turbo what decodes JPEG; empty where ImageIO does
    public AnswerSheets(
            ArchiveLimits archiveLimits,
            PageLimits pageLimits,
            PixelLimit pixelLimit,
            Optional<TurboJpeg> turbo) {
        PageDecoder decoder =
                new PageDecoder(
                        pixelLimit, pageLimits.perFile(), new PictureDecoder(pixelLimit, turbo));
        SheetFiles files = new SheetFiles(archiveLimits.maxEntryBytes(), MAPPED_FROM);
        templates = new Templates(archiveLimits);
        pages = new PageSheets(files, decoder, pageLimits.perBatch());
        work = new SheetWork(templates, files, decoder);
    }

    @Override
    public WorkloadInfo info() {
        return new WorkloadInfo(
                NAME,
                LABELS,
                COLUMNS,
                SheetOptions.schema(),
                Duration.ofSeconds(60),
                WorkloadInfo.BoundBy.PROCESSOR);
    }

    @Override
    public void extract(ExtractContext context)
            throws IOException, SourceRejected, InterruptedException {
        new Extraction(templates, pages, context).run();
    }

    @Override
    public Organized organize(Item item, ItemContext context)
            throws IOException, InterruptedException {
        SheetReference sheet = SheetReference.of(item.data());
        SheetOptions options = SheetOptions.of(context.options());
        return switch (options.groupBy()) {
            case NONE -> new Organized.Ungrouped();
            case FOLDER -> byFolder(ArchiveFolders.parent(sheet.picture().name()));
            case QR_TEXT, QR_GROUP ->
                    switch (work.code(context.source(), sheet, options, context::phase)) {
                        case SheetWork.NotSearched(Rejected why) -> why;
                        case SheetWork.Searched(CodeSearch code, SheetCodes rules) ->
                                SheetGroups.of(code, rules, options.groupBy() == GroupBy.QR_TEXT);
                    };
        };
    }

    @Override
    public Processed process(Item item, ItemContext context)
            throws IOException, InterruptedException {
        SheetReference sheet = SheetReference.of(item.data());
        SheetOptions options = SheetOptions.of(context.options());
        return switch (read(sheet, options, context)) {
            case SheetWork.Unread(Rejected why) -> why;
            case SheetWork.Sheet(Read read, SheetWork.Searched code, SheetWork.KeyUse key) -> {
                if (read.setAside()) {
                    yield new Rejected(
                            FailureKind.PERMANENT,
                            "multi_marked",
                            "the sheet has several marks in one field, and such sheets are set aside");
                }
                SheetPictures.attach(read, context);
                String group = context.group().orElse("");
                yield new Processed.Completed(
                        row(item, group, read, SheetGroups.text(code.code())),
                        SheetDetails.of(sheet, read, key, group, code));
            }
        };
    }

    @Override
    public Optional<RowJoin> joining() {
        return Optional.of(new CandidateRow());
    }

    @Override
    public List<RowTable> tables() {
        return List.of(new EvaluationTable());
    }

    @Override
    public Drawn draw(Item item, ItemContext context) throws IOException, InterruptedException {
        SheetReference sheet = SheetReference.of(item.data());
        return switch (read(sheet, SheetOptions.of(context.options()), context)) {
            case SheetWork.Unread(Rejected why) -> why;
            case SheetWork.Sheet(Read read, _, _) -> new Drawn.Picture(SheetPictures.overlay(read));
        };
    }

    private SheetWork.Reading read(SheetReference sheet, SheetOptions options, ItemContext context)
            throws IOException, InterruptedException {
        return work.read(
                context.source(), sheet, options, context.decisions().values(), context::phase);
    }

    @Override
    public Optional<RowAnalysis> analysis() {
        return Optional.of(new ItemAnalysis());
    }

    private static Organized byFolder(String folder) {
        return folder.isBlank() ? new Organized.Ungrouped() : new Organized.Grouped(folder);
    }

    private static ObjectNode row(Item item, String group, Read read, String qrText) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("file", item.name());
        row.put("group", group);
        row.put("qr_text", qrText);
        // As the template's format has it: without an answer key the score is a plain 0.
        if (read.score().isPresent()) {
            row.put("score", read.score().getAsDouble());
        } else {
            row.put("score", 0);
        }
        read.answers()
                .forEach((column, answer) ->
                        row.put(isTaken(column) ? "field_" + column : column, answer));
        return row;
    }

    private static boolean isTaken(String column) {
        return COLUMNS.contains(column) || column.equals(RowDetails.MEMBER);
    }
}
