package io.batchline.workload.sheets;

import io.batchline.contract.stage.FailureKind;
import io.batchline.workload.Rejected;
import io.batchline.workload.Source;
import io.batchline.workload.archive.ArchiveRejected;
import io.batchline.workload.archive.EntryCorrupt;
import io.batchline.workload.sheets.pages.PageDecoder;
import io.batchline.workload.sheets.pages.SheetFile;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.qr.CodeFinder;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.read.SheetReading;
import io.batchline.workload.sheets.read.SheetReading.Cause;
import io.batchline.workload.sheets.read.TemplateReader;
import io.batchline.workload.sheets.template.SheetCodes;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The work on one sheet: its bytes, its picture, its code, its marks.
final class SheetWork {
    /// As many as a large batch has: what organize found need not be searched for again.
    private static final int CODES = 20_000;

    private static final int CODE_PHASES = 2;
    private static final int READ_PHASES = 4;
    private static final String OPENING = "Opening the picture";

    private final Templates templates;
    private final SheetFiles files;
    private final PageDecoder decoder;
    private final Kept<CodeKey, CodeSearch> codes = new Kept<>(CODES);

    SheetWork(Templates templates, SheetFiles files, PageDecoder decoder) {
        this.templates = templates;
        this.files = files;
        this.decoder = decoder;
    }

    private record CodeKey(String source, String sheet) {}

    /// Is told which phase the work enters.
    @FunctionalInterface
    interface Phases {
        void enter(int phase, int of, String message);
    }

    /// What came of looking for a sheet's code.
    sealed interface Coded {}

    /// @param rules what the sheet's template says of codes
    record Searched(CodeSearch code, SheetCodes rules) implements Coded {}

    record NotSearched(Rejected why) implements Coded {}

    /// What came of reading a sheet.
    sealed interface Reading {}

    record Sheet(SheetReading.Read read, Searched code, KeyUse key) implements Reading {}

    /// How the answer key has to do with a sheet.
    ///
    /// @param isSheet whether it was read from this very sheet
    /// @param asTable whether it asks for a table of how each question was scored
    /// @param places where in the key the sheet's questions stand, where it is one page of several;
    ///   else empty
    record KeyUse(boolean isSheet, boolean asTable, List<Integer> places) {}

    record Unread(Rejected why) implements Reading {}

    private sealed interface Opened {}

    private record Picture(SheetFile file, Detail detail, GrayPicture grey) implements Opened {}

    private record Unopened(Rejected why) implements Opened {}

    /// Looks for the sheet's code, by what its template says of codes.
    Coded code(Source source, SheetReference sheet, SheetOptions options, Phases phases)
            throws IOException, InterruptedException {
        phases.enter(1, CODE_PHASES, OPENING);
        SheetCodes rules = SheetCodes.NOTHING_SAID;
        Function<GrayPicture, CodeSearch> search =
                grey -> CodeFinder.find(grey, Optional.empty(), _ -> true);
        Detail detail = Detail.FULL;
        if (sheet.template().isPresent()) {
            switch (template(source, sheet.template().get(), options)) {
                case NoTemplate(Rejected why) -> {
                    return new NotSearched(why);
                }
                case Template(TemplateReader reader) -> {
                    rules = reader.codes();
                    search = reader::code;
                    detail = reader.detail();
                }
            }
        }
        return switch (picture(source, sheet, detail)) {
            case Unopened(Rejected why) -> new NotSearched(why);
            case Picture picture -> {
                phases.enter(CODE_PHASES, CODE_PHASES, "Looking for a QR code");
                yield new Searched(code(source, sheet, picture, search), rules);
            }
        };
    }

    private sealed interface Templated {}

    private record Template(TemplateReader reader) implements Templated {}

    private record NoTemplate(Rejected why) implements Templated {}

    private Templated template(Source source, TemplatePlace place, SheetOptions options)
            throws IOException, InterruptedException {
        try {
            return new Template(templates.open(source, place, options));
        } catch (TemplateRejected e) {
            return new NoTemplate(
                    rejected("template_invalid", Extraction.templateMessage(place, e)));
        } catch (ArchiveRejected e) {
            return new NoTemplate(rejected(e.rule().id(), e.message()));
        }
    }

    /// @param decisions by the field's label what a person decided
    Reading read(
            Source source,
            SheetReference sheet,
            SheetOptions options,
            Map<String, String> decisions,
            Phases phases)
            throws IOException, InterruptedException {
        phases.enter(1, READ_PHASES, OPENING);
        if (sheet.template().isEmpty()) {
            return unread("no_template", "neither its folder nor one above holds a template.json");
        }
        TemplatePlace place = sheet.template().get();
        return switch (template(source, place, options)) {
            case NoTemplate(Rejected why) -> new Unread(why);
            case Template(TemplateReader reader) ->
                    read(source, sheet, place, reader, decisions, phases);
        };
    }

    private Reading read(
            Source source,
            SheetReference sheet,
            TemplatePlace place,
            TemplateReader template,
            Map<String, String> decisions,
            Phases phases)
            throws IOException, InterruptedException {
        return switch (picture(source, sheet, template.detail())) {
            case Unopened(Rejected why) -> new Unread(why);
            case Picture picture -> {
                var code =
                        new Searched(
                                code(source, sheet, picture, template::code), template.codes());
                yield switch (template.page(code.code())) {
                    case TemplateReader.Unknown(String why) ->
                            unread(Cause.UNKNOWN_PAGE.wireId(), why);
                    case TemplateReader.Chosen(SheetReader reader) -> {
                        var key =
                                new KeyUse(
                                        isKey(reader, place, sheet.picture().name()),
                                        reader.scoresAsTable(),
                                        template.hasSeveralPages()
                                                ? reader.keyPlaces()
                                                : List.of());
                        yield switch (reader.read(
                                picture.grey(), decisions, part -> enter(part, phases))) {
                            case SheetReading.Read read -> new Sheet(read, code, key);
                            case SheetReading.Unreadable(Cause cause, String message) ->
                                    unread(cause.wireId(), message);
                        };
                    }
                };
            }
        };
    }

    private static boolean isKey(SheetReader reader, TemplatePlace place, String picture) {
        return reader.keyPicture()
                .filter(key ->
                        Stream.concat(Stream.of(place.folder()), place.evaluation().stream())
                                .flatMap(folder -> ArchivedTemplate.resolved(folder, key).stream())
                                .anyMatch(picture::equals))
                .isPresent();
    }

    private static void enter(SheetReader.Part part, Phases phases) {
        switch (part) {
            case ALIGN -> phases.enter(2, READ_PHASES, "Aligning the sheet");
            case MARKS -> phases.enter(3, READ_PHASES, "Reading marks");
            case SCORE -> phases.enter(READ_PHASES, READ_PHASES, "Scoring");
        }
    }

    private CodeSearch code(
            Source source,
            SheetReference sheet,
            Picture picture,
            Function<GrayPicture, CodeSearch> search)
            throws InterruptedException {
        CodeKey key = new CodeKey(source.id(), sheet.name());
        Optional<CodeSearch> known = codes.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        CodeSearch code = search.apply(picture.grey());
        if (!(code instanceof CodeSearch.Found)) {
            code = inAllDetail(sheet, picture, search).orElse(code);
        }
        codes.keep(key, code);
        stopIfInterrupted();
        return code;
    }

    /// A code of very small modules, or a damaged one, may show in the whole picture only.
    private Optional<CodeSearch> inAllDetail(
            SheetReference sheet, Picture picture, Function<GrayPicture, CodeSearch> search) {
        if (picture.detail().equals(Detail.FULL)) {
            return Optional.empty();
        }
        return decoder.decode(picture.file(), sheet.page(), Detail.FULL)
                                instanceof Decoded(GrayPicture whole)
                        && whole.width() > picture.grey().width()
                ? Optional.of(search.apply(whole))
                : Optional.empty();
    }

    private Opened picture(Source source, SheetReference sheet, Detail detail)
            throws IOException, InterruptedException {
        SheetFile file;
        try {
            file = files.read(source, sheet);
        } catch (EntryCorrupt e) {
            return new Unopened(rejected(e.fault().id(), e.message()));
        }
        stopIfInterrupted();
        return switch (decoder.decode(file, sheet.page(), detail)) {
            case Decoded(GrayPicture grey) -> new Picture(file, detail, grey);
            case Undecodable bad -> new Unopened(rejected(cause(bad).wireId(), bad.message()));
        };
    }

    // Decoding and reading don't wait for anything, so an interrupt is looked for in between.
    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
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

    private static Unread unread(String cause, String message) {
        return new Unread(rejected(cause, message));
    }

    private static Rejected rejected(String cause, String message) {
        return new Rejected(FailureKind.PERMANENT, cause, message);
    }
}
