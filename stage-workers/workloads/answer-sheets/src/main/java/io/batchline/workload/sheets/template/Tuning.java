package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.io.IOException;
import java.util.Optional;

/// What `config.json` says, each absent key at its default.
///
/// @param processing width and height that every picture is brought to first
/// @param thresholds how dark a mark must be
/// @param shifting how blocks are moved sideways to where they really are, where that is wanted
/// @param setAsideMultiMarked whether sheets with a double mark are kept out of the results
public record Tuning(
        Pair processing,
        Thresholds thresholds,
        Optional<Shifting> shifting,
        boolean setAsideMultiMarked) {
    private static final String FILE = "config.json";
    private static final Range LEVEL = new Range(0, 6);

    /// @param minGap under how much spread a field of one or two bubbles is judged by the page
    /// @param minJump the smallest step of grey that separates marks from blanks
    /// @param confidentSurplus how far over the smallest step a field's own step is trusted
    /// @param pageDefault the threshold of a page without any such step
    public record Thresholds(int minGap, int minJump, int confidentSurplus, double pageDefault) {}

    /// @param gamma how the page is darkened before its columns are looked for
    /// @param column how wide the edge of a block is that is looked at
    /// @param steps how many steps a block moves at most
    /// @param stride pixels per step
    /// @param thickness how far outside the block the look begins
    public record Shifting(double gamma, int column, int steps, int stride, int thickness) {}

    static Tuning read(TemplateFiles files) throws TemplateRejected, IOException {
        Optional<Settings> config = JsonFile.read(files, FILE);
        return read(
                config.isPresent() ? config.get() : JsonFile.parse(FILE, new byte[] {'{', '}'}));
    }

    private static Tuning read(Settings config) throws TemplateRejected {
        config.allowOnly("dimensions", "threshold_params", "alignment_params", "outputs");
        Settings thresholds = config.objectOrEmpty("threshold_params");
        Thresholds read = thresholds(thresholds);
        double gamma = thresholds.number("GAMMA_LOW", 0.7, Range.ZERO_TO_ONE);
        return new Tuning(
                processing(config.objectOrEmpty("dimensions")),
                read,
                shifting(config.objectOrEmpty("alignment_params"), gamma),
                outputs(config.objectOrEmpty("outputs")));
    }

    private static Pair processing(Settings dimensions) throws TemplateRejected {
        dimensions.allowOnly(
                "display_height", "display_width", "processing_height", "processing_width");
        dimensions.whole("display_height", 2480, Range.SIDE);
        dimensions.whole("display_width", 1640, Range.SIDE);
        Pair size =
                new Pair(
                        dimensions.whole("processing_width", 666, Range.SIDE),
                        dimensions.whole("processing_height", 820, Range.SIDE));
        SheetTemplate.checkArea(dimensions, "processing_width", size);
        return size;
    }

    private static Thresholds thresholds(Settings thresholds) throws TemplateRejected {
        thresholds.allowOnly(
                "GAMMA_LOW",
                "MIN_GAP",
                "MIN_JUMP",
                "CONFIDENT_SURPLUS",
                "JUMP_DELTA",
                "PAGE_TYPE_FOR_THRESHOLD");
        Range step = new Range(10, 100);
        thresholds.whole("JUMP_DELTA", 30, step);
        String page = thresholds.text("PAGE_TYPE_FOR_THRESHOLD").orElse("white");
        if (!page.equals("white") && !page.equals("black")) {
            throw thresholds.reject("PAGE_TYPE_FOR_THRESHOLD", "must be white or black");
        }
        return new Thresholds(
                thresholds.whole("MIN_GAP", 30, step),
                thresholds.whole("MIN_JUMP", 25, step),
                thresholds.whole("CONFIDENT_SURPLUS", 5, new Range(0, 20)),
                page.equals("white") ? 200 : 100);
    }

    private static Optional<Shifting> shifting(Settings alignment, double gamma)
            throws TemplateRejected {
        alignment.allowOnly("auto_align", "match_col", "max_steps", "stride", "thickness");
        Shifting shifting =
                new Shifting(
                        gamma,
                        alignment.whole("match_col", 5, new Range(0, 10)),
                        alignment.whole("max_steps", 20, new Range(1, 100)),
                        alignment.whole("stride", 1, new Range(1, 10)),
                        alignment.whole("thickness", 3, new Range(1, 10)));
        if (!alignment.flag("auto_align", false)) {
            return Optional.empty();
        }
        if (gamma == 0) {
            throw alignment.reject("auto_align", "needs a threshold_params.GAMMA_LOW above 0");
        }
        return Optional.of(shifting);
    }

    private static boolean outputs(Settings outputs) throws TemplateRejected {
        outputs.allowOnly(
                "show_image_level",
                "save_image_level",
                "save_detections",
                "filter_out_multimarked_files");
        outputs.whole("show_image_level", 0, LEVEL);
        outputs.whole("save_image_level", 0, LEVEL);
        outputs.flag("save_detections", true);
        return outputs.flag("filter_out_multimarked_files", false);
    }
}
