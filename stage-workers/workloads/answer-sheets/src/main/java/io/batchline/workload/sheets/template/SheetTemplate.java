package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What `template.json` and `config.json` say together of one page: where its fields are and which
/// columns they make.
///
/// @param page width and height that all places are measured in
/// @param preparations what is done to a picture first, in order
/// @param columns the answer columns, in order
/// @param codes what is said of the codes on its sheets
/// @param emptyValue what a field without a mark reads as where its block says nothing else
/// @param own what it says beyond OMRChecker's format about finding the page and judging marks
/// @param print what it says about printing its sheets
/// @param warnings what is allowed and probably not meant
public record SheetTemplate(
        Tuning tuning,
        Pair page,
        List<Preparation> preparations,
        List<FieldBlock> blocks,
        Columns columns,
        SheetCodes codes,
        String emptyValue,
        OwnKeys own,
        PrintKeys print,
        List<String> warnings) {
    private static final String FILE = "template.json";

    public SheetTemplate {
        preparations = List.copyOf(preparations);
        blocks = List.copyOf(blocks);
        warnings = List.copyOf(warnings);
    }

    /// The template of a single page.
    ///
    /// @throws TemplateRejected where it breaks a rule, and where it has several pages
    public static SheetTemplate read(TemplateFiles files) throws TemplateRejected, IOException {
        List<SheetTemplate> pages = pages(files);
        if (pages.size() > 1) {
            throw new TemplateRejected(
                    FILE,
                    PageSettings.KEY,
                    "there are %d, and only one is taken here".formatted(pages.size()));
        }
        return pages.getFirst();
    }

    /// What is said of each page, in the pages' order; one or more.
    public static List<SheetTemplate> pages(TemplateFiles files)
            throws TemplateRejected, IOException {
        Tuning tuning = Tuning.read(files);
        Settings template =
                JsonFile.read(files, FILE)
                        .orElseThrow(() -> new TemplateRejected(FILE, "", "is missing"));
        List<SheetTemplate> pages = new ArrayList<>();
        for (Settings page : PageSettings.of(template)) {
            pages.add(read(tuning, page));
        }
        if (pages.size() > 1 && !pages.getFirst().codes().namePages()) {
            throw template.reject(
                    "page_id",
                    "must have a pattern with the groups 'candidate' and 'page': the code says which of the %d pages a sheet is"
                            .formatted(pages.size()));
        }
        return List.copyOf(pages);
    }

    private static SheetTemplate read(Tuning tuning, Settings template) throws TemplateRejected {
        template.allowOnly(
                "pageDimensions",
                "bubbleDimensions",
                "preProcessors",
                "fieldBlocks",
                "customLabels",
                "outputColumns",
                "emptyValue",
                "reading",
                "markers",
                "review",
                "qr",
                "page_id",
                "separators",
                "print",
                PageSettings.KEY);
        Pair page = template.requiredWholePair("pageDimensions", Range.SIDE);
        checkArea(template, "pageDimensions", page);
        Pair bubble = template.requiredWholePair("bubbleDimensions", Range.SIDE);
        String emptyValue = template.text("emptyValue").orElse("");
        List<FieldBlock> blocks = new FieldBlocks(page, bubble, emptyValue).read(template);
        Columns columns = Columns.read(template, blocks);
        return new SheetTemplate(
                tuning,
                page,
                Preparations.read(template),
                blocks,
                columns,
                SheetCodes.read(template, page),
                emptyValue,
                OwnKeys.read(template, page),
                PrintKeys.read(template, page),
                columns.warnings());
    }

    /// What the field of that label reads as without a mark.
    public String emptyValueOf(String label) {
        return blocks.stream()
                .filter(block ->
                        block.fields().stream().anyMatch(field -> field.label().equals(label)))
                .map(FieldBlock::emptyValue)
                .findFirst()
                .orElse(emptyValue);
    }

    static void checkArea(Settings settings, String key, Pair size) throws TemplateRejected {
        if (!PixelLimit.DEFAULT.admits(size.first(), size.second())) {
            throw settings.reject(
                    key,
                    "%d x %d is over the limit of %d pixels"
                            .formatted(size.first(), size.second(), PixelLimit.DEFAULT.pixels()));
        }
    }
}
