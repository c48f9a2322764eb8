package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.util.ArrayList;
import java.util.List;

/// Reads `preProcessors` with the defaults of each option.
final class Preparations {
    private static final Range ANY = new Range(-1e9, 1e9);
    private static final Range KERNEL = new Range(1, 255);

    private Preparations() {}

    static List<Preparation> read(Settings template) throws TemplateRejected {
        List<Preparation> steps = new ArrayList<>();
        for (Settings entry : template.objects("preProcessors")) {
            String name = entry.requiredText("name");
            Settings options = entry.object("options");
            steps.add(
                    switch (name) {
                        case "CropPage" -> cropPage(options);
                        case "CropOnMarkers" -> cropOnMarkers(options);
                        case "FeatureBasedAlignment" -> alignment(options);
                        case "Levels" -> levels(options);
                        case "MedianBlur" -> medianBlur(options);
                        case "GaussianBlur" -> gaussianBlur(options);
                        default ->
                                throw entry.reject(
                                        "name",
                                        "'"
                                                + name
                                                + "' is not one of CropPage, CropOnMarkers,"
                                                + " FeatureBasedAlignment, Levels, MedianBlur,"
                                                + " GaussianBlur");
                    });
        }
        return steps;
    }

    private static Preparation cropPage(Settings options) throws TemplateRejected {
        options.allowOnly("morphKernel");
        return new Preparation.CropPage(options.wholePair("morphKernel", new Pair(10, 10), KERNEL));
    }

    private static Preparation cropOnMarkers(Settings options) throws TemplateRejected {
        options.allowOnly(
                "relativePath",
                "sheetToMarkerWidthRatio",
                "marker_rescale_range",
                "marker_rescale_steps",
                "min_matching_threshold",
                "max_matching_variation",
                "apply_erode_subtract");
        Pair scales =
                options.cutPair("marker_rescale_range", new Pair(35, 100), new Range(0, 1000));
        int steps = (int) options.number("marker_rescale_steps", 10, new Range(1, 1000));
        int step = (scales.second() - scales.first()) / steps;
        if (step < 1) {
            throw options.reject(
                    "marker_rescale_range",
                    "from %d to %d must be at least as many percent as the %d steps"
                            .formatted(scales.first(), scales.second(), steps));
        }
        int ratio = (int) options.number("sheetToMarkerWidthRatio", 0, new Range(1, 1000));
        return new Preparation.CropOnMarkers(
                options.requiredText("relativePath"),
                ratio,
                scales,
                step,
                options.number("min_matching_threshold", 0.3, ANY),
                options.number("max_matching_variation", 0.41, ANY),
                options.flag("apply_erode_subtract", true));
    }

    private static Preparation alignment(Settings options) throws TemplateRejected {
        options.allowOnly("reference", "maxFeatures", "goodMatchPercent", "2d");
        return new Preparation.FeatureBasedAlignment(
                options.requiredText("reference"),
                options.whole("maxFeatures", 500, new Range(1, 100_000)),
                options.number("goodMatchPercent", 0.15, Range.ZERO_TO_ONE),
                options.flag("2d", false));
    }

    private static Preparation levels(Settings options) throws TemplateRejected {
        options.allowOnly("low", "high", "gamma");
        double gamma = options.number("gamma", 1, Range.ZERO_TO_ONE);
        if (gamma == 0) {
            throw options.reject("gamma", "must be above 0");
        }
        return new Preparation.Levels(
                options.number("low", 0, Range.ZERO_TO_ONE),
                options.number("high", 1, Range.ZERO_TO_ONE),
                gamma);
    }

    private static Preparation medianBlur(Settings options) throws TemplateRejected {
        options.allowOnly("kSize");
        int size = options.whole("kSize", 5, KERNEL);
        if (size % 2 == 0) {
            throw options.reject("kSize", "must be odd, not " + size);
        }
        return new Preparation.MedianBlur(size);
    }

    private static Preparation gaussianBlur(Settings options) throws TemplateRejected {
        options.allowOnly("kSize", "sigmaX");
        Pair size = options.wholePair("kSize", new Pair(3, 3), KERNEL);
        if (size.first() % 2 == 0 || size.second() % 2 == 0) {
            throw options.reject(
                    "kSize",
                    "must be two odd numbers, not %d and %d"
                            .formatted(size.first(), size.second()));
        }
        return new Preparation.GaussianBlur(
                size, Math.max(0, (int) options.number("sigmaX", 0, ANY)));
    }
}
