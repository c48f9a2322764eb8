package io.batchline.workload.sheets.prepare;

import io.batchline.workload.sheets.align.Reference;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Scaling;
import io.batchline.workload.sheets.picture.Tone;
import io.batchline.workload.sheets.picture.Warp;
import io.batchline.workload.sheets.prepare.Prepared.Failed;
import io.batchline.workload.sheets.prepare.Prepared.Failure;
import io.batchline.workload.sheets.prepare.Prepared.Ready;
import io.batchline.workload.sheets.template.Preparation.FeatureBasedAlignment;
import io.batchline.workload.sheets.template.Settings.Pair;

/// Lays a picture over a reference by the features that both show.
final class Alignment implements Step {
    private final FeatureBasedAlignment options;
    private final Reference reference;

    private Alignment(FeatureBasedAlignment options, Reference reference) {
        this.options = options;
        this.reference = reference;
    }

    static Alignment open(FeatureBasedAlignment options, Pair size, GrayPicture reference) {
        GrayPicture sized = Scaling.to(reference, size.first(), size.second());
        return new Alignment(options, new Reference(sized, options.features()));
    }

    @Override
    public Prepared apply(GrayPicture picture) {
        GrayPicture clear = Tone.stretched(picture);
        return reference
                .map(clear, options.goodShare(), options.flat())
                .<Prepared>map(map ->
                        new Ready(Warp.of(clear, map, reference.width(), reference.height())))
                .orElseGet(() ->
                        new Failed(
                                Failure.ALIGNMENT,
                                "too few features agree on how the picture lies over '%s'"
                                        .formatted(options.reference())));
    }
}
