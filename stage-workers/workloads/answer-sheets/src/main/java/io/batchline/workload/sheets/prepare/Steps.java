package io.batchline.workload.sheets.prepare;

import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.MedianFilter;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.Scaling;
import io.batchline.workload.sheets.picture.Smoothing;
import io.batchline.workload.sheets.picture.Tone;
import io.batchline.workload.sheets.prepare.Prepared.Failed;
import io.batchline.workload.sheets.prepare.Prepared.Ready;
import io.batchline.workload.sheets.template.Preparation;
import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The steps of a template, with the pictures that they need loaded once. Immutable; applied to
/// many pictures at once.
public final class Steps {
    private final Pair size;
    private final List<Step> steps;

    private Steps(Pair size, List<Step> steps) {
        this.size = size;
        this.steps = List.copyOf(steps);
    }

    public static Steps open(SheetTemplate template, TemplateFiles files, PictureDecoder decoder)
            throws TemplateRejected, IOException {
        Pair size = template.tuning().processing();
        List<Step> steps = new ArrayList<>();
        for (Preparation preparation : template.preparations()) {
            steps.add(
                    switch (preparation) {
                        case Preparation.Levels levels ->
                                picture ->
                                        new Ready(
                                                Tone.levelled(
                                                        picture,
                                                        levels.low(),
                                                        levels.high(),
                                                        levels.gamma()));
                        case Preparation.MedianBlur blur ->
                                picture -> new Ready(MedianFilter.apply(picture, blur.size()));
                        case Preparation.GaussianBlur blur -> {
                            Smoothing smoothing =
                                    Smoothing.gaussian(
                                            blur.size().first(),
                                            blur.size().second(),
                                            blur.sigma());
                            yield picture -> new Ready(smoothing.apply(picture));
                        }
                        case Preparation.CropPage crop -> new PageCrop(crop.closing());
                        case Preparation.CropOnMarkers crop ->
                                MarkerCrop.open(
                                        crop,
                                        size,
                                        load(files, decoder, "relativePath", crop.picture()));
                        case Preparation.FeatureBasedAlignment alignment ->
                                Alignment.open(
                                        alignment,
                                        size,
                                        load(files, decoder, "reference", alignment.reference()));
                    });
        }
        return new Steps(size, steps);
    }

    /// Brings the picture to the size that the template works in and applies the steps in order, up
    /// to the first that fails.
    public Prepared apply(GrayPicture picture) {
        Prepared prepared = new Ready(Scaling.to(picture, size.first(), size.second()));
        for (Step step : steps) {
            switch (prepared) {
                case Ready ready -> prepared = step.apply(ready.picture());
                case Failed failed -> {
                    return failed;
                }
            }
        }
        return prepared;
    }

    private static GrayPicture load(
            TemplateFiles files, PictureDecoder decoder, String key, String name)
            throws TemplateRejected, IOException {
        byte[] bytes =
                files.read(name)
                        .orElseThrow(() ->
                                new TemplateRejected(
                                        "template.json",
                                        "preProcessors." + key,
                                        "there is no file '%s'".formatted(name)));
        return switch (decoder.decode(bytes)) {
            case Decoded decoded -> decoded.picture();
            case Undecodable bad -> throw new TemplateRejected(name, "", bad.message());
        };
    }
}
