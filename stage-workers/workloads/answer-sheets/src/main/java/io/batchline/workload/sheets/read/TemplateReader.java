package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.prepare.Steps;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.read.PageReading.Aligned;
import io.batchline.workload.sheets.read.PageReading.Unaligned;
import io.batchline.workload.sheets.read.SheetReading.Unreadable;
import io.batchline.workload.sheets.score.Evaluation;
import io.batchline.workload.sheets.score.Scoring;
import io.batchline.workload.sheets.template.ReadingWay;
import io.batchline.workload.sheets.template.SheetCode;
import io.batchline.workload.sheets.template.SheetCodes;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The readers of all pages of one template. Immutable; used by many threads.
///
/// Which page a sheet is, its code says. The key is checked over all pages; each page is scored by
/// the questions that it has.
public final class TemplateReader {
    private final List<SheetReader> pages;

    private TemplateReader(List<SheetReader> pages) {
        this.pages = List.copyOf(pages);
    }

    /// Reads and checks the template's files and loads the pictures that they name.
    ///
    /// @param chosen how marks are read, whatever the template says; empty for what it says
    /// @throws TemplateRejected where a file breaks a rule of the format
    public static TemplateReader open(
            TemplateFiles files, PixelLimit limit, Optional<ReadingWay> chosen)
            throws TemplateRejected, IOException {
        PictureDecoder decoder = new PictureDecoder(limit);
        List<SheetTemplate> templates = SheetTemplate.pages(files);
        List<PageReading> readings = new ArrayList<>();
        for (SheetTemplate template : templates) {
            readings.add(
                    PageReading.of(
                            way(template, chosen), template, Steps.open(template, files, decoder)));
        }
        Optional<Scoring> scoring =
                Evaluation.read(
                        files, templates, name -> key(files, decoder, templates, readings, name));
        List<SheetReader> pages = new ArrayList<>();
        for (int page = 0; page < templates.size(); page++) {
            SheetTemplate template = templates.get(page);
            pages.add(
                    new SheetReader(
                            decoder,
                            template,
                            way(template, chosen),
                            readings.get(page),
                            scoring.map(whole -> whole.on(template.columns().parts().keySet()))));
        }
        return new TemplateReader(pages);
    }

    private static ReadingWay way(SheetTemplate template, Optional<ReadingWay> chosen) {
        return chosen.orElse(template.own().way());
    }

    /// The key that a picture of a filled sheet shows.
    private static Map<String, String> key(
            TemplateFiles files,
            PictureDecoder decoder,
            List<SheetTemplate> templates,
            List<PageReading> readings,
            String name)
            throws TemplateRejected, IOException {
        if (templates.size() > 1) {
            throw noKey(
                    "shows one page, and the template has %d: write the key down"
                            .formatted(templates.size()));
        }
        byte[] file =
                files.read(name).orElseThrow(() -> noKey("there is no file '%s'".formatted(name)));
        return switch (decoder.decode(file)) {
            case Undecodable bad -> throw new TemplateRejected(name, "", bad.message());
            case Decoded decoded ->
                    switch (readings.getFirst().align(decoded.picture())) {
                        case Aligned aligned -> aligned.read().columns(templates.getFirst());
                        case Unaligned(Unreadable why) ->
                                throw new TemplateRejected(name, "", why.message());
                    };
        };
    }

    private static TemplateRejected noKey(String rule) {
        return new TemplateRejected("evaluation.json", "options.answer_key_image_path", rule);
    }

    /// The reader of the only page.
    ///
    /// @throws TemplateRejected where there are several
    SheetReader only() throws TemplateRejected {
        if (pages.size() > 1) {
            throw new TemplateRejected(
                    "template.json",
                    "pages",
                    "there are %d, and only one is taken here".formatted(pages.size()));
        }
        return pages.getFirst();
    }

    /// What came of asking which page a sheet is.
    public sealed interface Choice {}

    public record Chosen(SheetReader reader) implements Choice {}

    /// @param why a sentence for people
    public record Unknown(String why) implements Choice {}

    /// The reader of the page that the sheet's code says; of the only one whatever it says.
    public Choice page(CodeSearch code) {
        if (pages.size() == 1) {
            return new Chosen(pages.getFirst());
        }
        return switch (code) {
            case CodeSearch.None() -> unknown("no code was found");
            case CodeSearch.Unreadable() -> unknown("the code is too damaged to be read");
            case CodeSearch.Found(String text) ->
                    codes().meaning(text) instanceof SheetCode.Page page && page.page().isPresent()
                            ? numbered(page.page().getAsInt())
                            : unknown("the code '%s' names no page".formatted(text));
        };
    }

    private Choice numbered(int number) {
        return number <= pages.size()
                ? new Chosen(pages.get(number - 1))
                : unknown("its code says page %d".formatted(number));
    }

    private Unknown unknown(String why) {
        return new Unknown(
                "which of the %d pages of the template the sheet is can't be told: %s"
                        .formatted(pages.size(), why));
    }

    /// Whether a candidate has several sheets.
    public boolean hasSeveralPages() {
        return pages.size() > 1;
    }

    /// What the template says of the codes on its sheets; where they are printed is that of the
    /// first page.
    public SheetCodes codes() {
        return pages.getFirst().codes();
    }

    /// How large a picture must be, whichever page it is.
    public Detail detail() {
        return pages.stream().map(SheetReader::detail).reduce(Detail::and).orElseThrow();
    }

    /// What the sheet's code says, looked for as [SheetReader#code] does, on each page's own place.
    public CodeSearch code(GrayPicture picture) {
        CodeSearch code = pages.getFirst().code(picture);
        for (int page = 1; page < pages.size() && !(code instanceof CodeSearch.Found); page++) {
            code = pages.get(page).codeInPlace(picture).orElse(code);
        }
        return code;
    }

    /// Whether a file is a marker or a reference of this template, and so not a sheet.
    ///
    /// @param fileName relative to the template's folder
    public boolean excludes(String fileName) {
        return pages.stream().anyMatch(page -> page.excludes(fileName));
    }

    /// What the template's files allow and probably do not mean.
    public List<String> warnings() {
        return pages.stream().flatMap(page -> page.warnings().stream()).distinct().toList();
    }
}
