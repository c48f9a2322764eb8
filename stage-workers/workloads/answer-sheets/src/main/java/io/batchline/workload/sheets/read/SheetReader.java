package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.locate.CodePlace;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.qr.CodeFinder;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.read.MarkReader.Marks;
import io.batchline.workload.sheets.read.PageReading.Aligned;
import io.batchline.workload.sheets.read.PageReading.Unaligned;
import io.batchline.workload.sheets.read.SheetReading.Cause;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.read.SheetReading.Unreadable;
import io.batchline.workload.sheets.score.Scored;
import io.batchline.workload.sheets.score.Scoring;
import io.batchline.workload.sheets.template.ReadingWay;
import io.batchline.workload.sheets.template.SheetCodes;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Reads sheets by one page of a template. Immutable: open it once, read with it from as many
/// threads as there are cores.
public final class SheetReader {
    private final PictureDecoder decoder;
    private final SheetTemplate template;
    private final PageReading pages;
    private final Detail detail;
    private final Optional<Scoring> scoring;

    /// @param way that marks are read in
    /// @param scoring of all questions of the key that the page has
    SheetReader(
            PictureDecoder decoder,
            SheetTemplate template,
            ReadingWay way,
            PageReading pages,
            Optional<Scoring> scoring) {
        this.decoder = decoder;
        this.template = template;
        this.pages = pages;
        this.detail = PageReading.detail(way, template);
        this.scoring = scoring;
    }

    /// Reads and checks the files of a template of one page and loads the pictures that they name.
    ///
    /// @throws TemplateRejected where a file breaks a rule of the format, or there are several
    ///   pages
    public static SheetReader open(TemplateFiles files) throws TemplateRejected, IOException {
        return open(files, PixelLimit.DEFAULT);
    }

    /// As [#open(TemplateFiles)], with another limit of pixels per picture.
    public static SheetReader open(TemplateFiles files, PixelLimit limit)
            throws TemplateRejected, IOException {
        return open(files, limit, Optional.empty());
    }

    /// As [#open(TemplateFiles, PixelLimit)], read in this way whatever the template says.
    public static SheetReader open(
            TemplateFiles files, PixelLimit limit, Optional<ReadingWay> chosen)
            throws TemplateRejected, IOException {
        return TemplateReader.open(files, limit, chosen).only();
    }

    /// The answer columns in order.
    public List<String> columns() {
        return template.columns().names();
    }

    /// What the template says of the codes on its sheets.
    public SheetCodes codes() {
        return template.codes();
    }

    /// Whether the template has an answer key, so that sheets get a score.
    public boolean scores() {
        return scoring.isPresent();
    }

    /// Which questions of the key the page has: where in it each stands, from 0, in key order;
    /// empty without a key.
    public List<Integer> keyPlaces() {
        return scoring.map(Scoring::places).orElse(List.of());
    }

    /// Whether the answer key asks for a table of how each question was scored.
    public boolean scoresAsTable() {
        return scoring.map(Scoring::asTable).orElse(false);
    }

    /// The file of the filled sheet that the answer key was read from, relative to the folder of
    /// the template or of its `evaluation.json`; empty where the key is written down.
    public Optional<String> keyPicture() {
        return scoring.flatMap(Scoring::keyPicture);
    }

    /// What the template's files allow and probably do not mean.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(template.warnings());
        scoring.ifPresent(present -> warnings.addAll(present.warnings()));
        return warnings;
    }

    /// How large a picture must be for this reader: the recorded way of reading needs every pixel,
    /// and judging by evidence as many as show a bubble well.
    public Detail detail() {
        return detail;
    }

    /// Whether a file is a marker or a reference of this template, and so not a sheet.
    ///
    /// @param fileName relative to the template's folder
    public boolean excludes(String fileName) {
        return template.preparations().stream()
                .anyMatch(preparation -> preparation.pictures().contains(fileName));
    }

    /// What the sheet's code says: looked for in the picture as it lies, and where the template
    /// says where it is printed and it shows not, once more there on the page.
    public CodeSearch code(GrayPicture picture) {
        CodeSearch code =
                CodeFinder.find(picture, template.codes().box(), template.codes()::admits);
        return code instanceof CodeSearch.Found ? code : codeInPlace(picture).orElse(code);
    }

    /// What is seen of a code where this page has it; empty where nothing is, or the page is not
    /// found.
    Optional<CodeSearch> codeInPlace(GrayPicture picture) {
        SheetCodes codes = template.codes();
        if (codes.box().isEmpty() || !(pages.align(picture) instanceof Aligned aligned)) {
            return Optional.empty();
        }
        PageView view = aligned.view();
        GrayPicture place =
                CodePlace.flat(view.picture(), view.fromPage(), codes.box().get(), template.page());
        CodeSearch there = CodeFinder.findInPlace(place, codes::admits);
        return there instanceof CodeSearch.None ? Optional.empty() : Optional.of(there);
    }

    /// Reads the file of one scan. What is wrong with it is a value, never an exception.
    public SheetReading read(byte[] file) {
        return switch (decoder.decode(file)) {
            case Decoded decoded -> read(decoded.picture());
            case Undecodable bad -> new Unreadable(cause(bad), bad.message());
        };
    }

    /// Reads a picture that is decoded already; the picture stays as it was.
    public SheetReading read(GrayPicture picture) {
        return read(picture, _ -> {});
    }

    /// What is done with a picture, one after the other.
    public enum Part {
        /// Finding the page, its markers or its place on the reference.
        ALIGN,
        MARKS,
        SCORE
    }

    /// As [#read(GrayPicture)].
    ///
    /// @param entered told each part as it begins, on the calling thread
    public SheetReading read(GrayPicture picture, Consumer<Part> entered) {
        return read(picture, Map.of(), entered);
    }

    /// As [#read(GrayPicture)], where a person has decided on some fields: answers and score are by
    /// what was decided, the evidence is what was read.
    ///
    /// @param decisions by the field's label what it reads as; `""` for no mark
    /// @param entered told each part as it begins, on the calling thread
    public SheetReading read(
            GrayPicture picture, Map<String, String> decisions, Consumer<Part> entered) {
        entered.accept(Part.ALIGN);
        return switch (pages.align(picture)) {
            case Aligned aligned -> {
                entered.accept(Part.MARKS);
                Marks read = aligned.read();
                entered.accept(Part.SCORE);
                yield score(read.decided(decisions, template), read.fields(), aligned.view());
            }
            case Unaligned(Unreadable why) -> why;
        };
    }

    private Read score(Marks read, List<FieldReading> evidence, PageView view) {
        Map<String, String> columns = read.columns(template);
        SequencedMap<String, String> answers = new LinkedHashMap<>();
        columns().forEach(name -> answers.put(name, columns.getOrDefault(name, "")));
        boolean setAside = read.multiMarked() && template.tuning().setAsideMultiMarked();
        if (scoring.isEmpty() || setAside) {
            return new Read(
                    answers,
                    OptionalDouble.empty(),
                    read.multiMarked(),
                    setAside,
                    List.of(),
                    evidence,
                    view,
                    landmarks());
        }
        Scored scored = scoring.get().score(columns);
        return new Read(
                answers,
                OptionalDouble.of(scored.points()),
                read.multiMarked(),
                false,
                scored.verdicts(),
                evidence,
                view,
                landmarks());
    }

    /// The page's edge, and the markers.
    private List<FieldReading.Box> landmarks() {
        List<FieldReading.Box> boxes = new ArrayList<>();
        boxes.add(new FieldReading.Box(0, 0, template.page().first(), template.page().second()));
        template.own()
                .markers()
                .ifPresent(markers -> {
                    int side = (int) Math.round(markers.side());
                    markers.centers()
                            .forEach(center ->
                                    boxes.add(
                                            new FieldReading.Box(
                                                    (int) Math.round(center.x() - side / 2.0),
                                                    (int) Math.round(center.y() - side / 2.0),
                                                    side,
                                                    side)));
                });
        return boxes;
    }

    private static Cause cause(Undecodable bad) {
        return switch (bad.fault()) {
            case NOT_A_PICTURE -> Cause.NOT_A_PICTURE;
            case CORRUPT -> Cause.CORRUPT_PICTURE;
            case TOO_LARGE -> Cause.TOO_LARGE;
            case TOO_MANY_PAGES -> Cause.TOO_MANY_PAGES;
            case SEVERAL_PAGES -> Cause.SEVERAL_PAGES;
        };
    }
}
