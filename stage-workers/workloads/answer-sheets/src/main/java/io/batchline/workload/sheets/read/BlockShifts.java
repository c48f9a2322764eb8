package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.LocalContrast;
import io.batchline.workload.sheets.picture.Morphology;
import io.batchline.workload.sheets.picture.Tone;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.Tuning.Shifting;

/// Moves blocks sideways to where they really are: while upright print touches one side of a block
/// and not the other, the block goes towards it.
final class BlockShifts {
    private static final int PAPER = 220;
    private static final int LIGHT = 200;
    private static final int PRINT = 60;
    private static final int TOUCHING = 100;

    private final Shifting shifting;
    private final BoxMeans upright;
    private final int width;

    BlockShifts(Shifting shifting, GrayPicture page) {
        this.shifting = shifting;
        this.upright = new BoxMeans(upright(shifting, page));
        this.width = page.width();
    }

    private static GrayPicture upright(Shifting shifting, GrayPicture page) {
        GrayPicture even = LocalContrast.evened(page);
        GrayPicture dark = Tone.levelled(even, 0, 1, shifting.gamma());
        GrayPicture paper = Tone.stretched(Tone.capped(dark, PAPER));
        GrayPicture lines = Morphology.opened(paper, 2, 10, 3);
        GrayPicture print = Tone.inverted(Tone.stretched(Tone.capped(lines, LIGHT)));
        return Morphology.eroded(Tone.above(print, PRINT), 9, 9);
    }

    /// How many pixels the block lies right of where the template has it.
    int of(FieldBlock block) {
        int shift = 0;
        for (int step = 0; step < shifting.steps(); step++) {
            int left = block.origin().first() + shift - shifting.thickness();
            int right =
                    block.origin().first()
                            + shift
                            + block.extent().first()
                            + shifting.thickness()
                            - shifting.column();
            boolean touchesLeft = touches(block, left);
            if (touchesLeft == touches(block, right)) {
                return shift;
            }
            shift += touchesLeft ? -shifting.stride() : shifting.stride();
        }
        return shift;
    }

    /// Nothing touches beyond the edge of the page.
    private boolean touches(FieldBlock block, int x) {
        return x >= 0
                && x < width
                && upright.of(
                                x,
                                block.origin().second(),
                                shifting.column(),
                                block.extent().second())
                        > TOUCHING;
    }
}
