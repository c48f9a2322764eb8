package io.batchline.samples.sheets;

import java.util.SplittableRandom;

/// Independent random sources from one seed: one per sheet, so that sheets can be made in any
/// order.
record Seeds(long seed) {
    private static final long KEY = -1;
    private static final long FLAWS = -2;

    SplittableRandom ofSheet(int index) {
        return source(index);
    }

    SplittableRandom ofAnswerKey() {
        return source(KEY);
    }

    SplittableRandom ofFlaws() {
        return source(FLAWS);
    }

    // Neighbouring seeds of SplittableRandom are neighbours in one sequence, so they are scattered
    // first.
    private SplittableRandom source(long stream) {
        return new SplittableRandom(scatter(seed ^ scatter(stream + 0x5851F42D4C957F2DL)));
    }

    private static long scatter(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
