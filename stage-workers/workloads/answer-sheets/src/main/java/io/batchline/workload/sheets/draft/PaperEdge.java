package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.prepare.Prepared.Failed;
import io.batchline.workload.sheets.prepare.Prepared.Ready;
import io.batchline.workload.sheets.prepare.Steps;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Cuts the paper out of a photograph, exactly as the template's own step will.
final class PaperEdge {
    /// Of a picture's sides: what is looked at to tell a ground from paper.
    private static final int RIM = 50;

    /// A ground is darker than this part of the paper.
    private static final double DARKER = 0.75;

    private PaperEdge() {}

    /// The paper alone; empty where the picture is of nothing else, or its edge is not found.
    static Optional<GrayPicture> cut(GrayPicture picture) {
        if (!isOnDarkGround(picture)) {
            return Optional.empty();
        }
        try {
            TemplateFiles files = name -> file(name, picture);
            Steps steps =
                    Steps.open(
                            SheetTemplate.read(files),
                            files,
                            new PictureDecoder(PixelLimit.DEFAULT));
            return switch (steps.apply(picture)) {
                case Ready(GrayPicture paper) -> Optional.of(paper);
                case Failed _ -> Optional.empty();
            };
        } catch (TemplateRejected | IOException e) {
            throw new IllegalStateException("the step for cutting paper is refused", e);
        }
    }

    private static boolean isOnDarkGround(GrayPicture picture) {
        int rim = Math.max(1, Math.min(picture.width(), picture.height()) / RIM);
        double ground =
                Math.min(
                        mean(picture, 0, 0, rim, picture.height()),
                        mean(picture, picture.width() - rim, 0, picture.width(), picture.height()));
        double paper =
                mean(
                        picture,
                        picture.width() / 3,
                        picture.height() / 3,
                        2 * picture.width() / 3,
                        2 * picture.height() / 3);
        return ground < DARKER * paper;
    }

    private static double mean(GrayPicture picture, int left, int top, int right, int bottom) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += picture.at(x, y);
            }
        }
        return (double) sum / Math.max(1L, (long) (right - left) * (bottom - top));
    }

    private static Optional<byte[]> file(String name, GrayPicture picture) {
        String json =
                switch (name) {
                    case "template.json" ->
                            """
                            {"pageDimensions": [100, 100], "bubbleDimensions": [10, 10],
                             "preProcessors": [{"name": "CropPage", "options": {"morphKernel": [10, 10]}}],
                             "fieldBlocks": {"Any": {"fieldType": "QTYPE_MCQ4", "origin": [0, 0],
                              "bubblesGap": 20, "labelsGap": 20, "fieldLabels": ["q1"]}}}
                            """;
                    case "config.json" ->
                            "{\"dimensions\": {\"processing_width\": %d, \"processing_height\": %d}}"
                                    .formatted(picture.width(), picture.height());
                    default -> "";
                };
        return json.isEmpty()
                ? Optional.empty()
                : Optional.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
