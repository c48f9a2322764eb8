package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.measure.BubbleEvidence;
import io.batchline.workload.sheets.measure.SheetScale;
import java.util.List;
import java.util.Optional;

/// Decides what a field reads as from what its bubbles hold: a pure function of the evidence.
///
/// Each bubble gets odds of being meant, by its ink beside that of the sheet's other marks, by how
/// that ink is spread, and by what else the field holds. The field is as sure as its bubbles are
/// together.
final class FieldJudge {
    /// With this share of a usual mark's ink a bubble is as likely meant as not.
    private static final double EVEN = 0.42;

    private static final double STEEPEST = 18;

    /// What noise leaves of the steepness: so many of its deviations make a usual mark.
    private static final double STEEPNESS_PER_DEVIATION = 2.2;

    /// A field with a mark of so much of the usual ink has a clear one.
    private static final double CLEAR = 0.7;

    /// Nothing else in the field holds more than this: what there is was meant.
    private static final double NOTHING = 0.14;

    /// Where nothing else is in the field, a mark may be fainter, and what is as pale as one that
    /// was rubbed out is still asked about.
    private static final double EVEN_ALONE = 0.35;

    private static final double STEEPER_ALONE = 1.7;

    /// What a pen as dark as this leaves after rubbing is told from its marks; a paler one's is
    /// not.
    private static final double DARK_PEN = 0.25;

    /// A stroke, such as a tick or a cross, is long, covers little and stands out by so much of a
    /// mark's ink from the rest of its bubble. What was rubbed out is much the same everywhere.
    private static final double STANDS_OUT = 0.42;

    /// A stroke is most of the ink that its bubble holds.
    private static final double MOST_INK = 0.62;

    /// Half of a bubble with a stroke has less than this share of its mean ink.
    private static final double BARE = 0.8;

    private static final double STROKE_EXTENT = 0.4;
    private static final double LEAST_STROKE = 0.045;

    /// A stroke that covers so many times what grain may is none by chance.
    private static final double CLEARLY = 2;

    private static final double STROKE = 0.66;
    private static final double FULL_COVER = 0.6;

    /// A dot where a pen came to rest is as dark and not long.
    private static final double LEAST_DOT = 0.025;

    private static final double UNEVEN = 0.5;
    private static final double LEAST_UNEVEN = 0.09;

    /// So many deviations of the empty bubbles are no chance.
    private static final double SEEN = 4;

    private static final double UNSURE = 1.4;
    private static final double SHADED = 0.3;

    /// Print that looks less like the rest lies elsewhere, or under something.
    private static final double UNLIKE = 0.4;

    private static final double MOST_HIDDEN = 0.1;
    private static final double COVERED = 0.9;

    private final double pen;
    private final double steepness;
    private final double speckle;
    private final double noise;
    private final double reviewBelow;

    /// @param sheet what marks and empty bubbles of the sheet are like
    /// @param reviewBelow with less confidence than this a field is doubtful
    FieldJudge(SheetScale sheet, double reviewBelow) {
        this.pen = sheet.pen();
        this.speckle = sheet.speckle();
        this.noise = sheet.noise();
        this.steepness =
                Math.min(STEEPEST, STEEPNESS_PER_DEVIATION * pen / Math.max(sheet.noise(), 1e-6));
        this.reviewBelow = reviewBelow;
    }

    /// What a field is taken for. Its lists are arrays, as there is one for each field of each
    /// sheet.
    static final class Judgement {
        private final boolean[] marked;
        private final double[] fills;
        private final double confidence;
        private final Optional<Doubt> doubt;

        private Judgement(
                boolean[] marked, double[] fills, double confidence, Optional<Doubt> doubt) {
            this.marked = marked;
            this.fills = fills;
            this.confidence = confidence;
            this.doubt = doubt;
        }

        /// Per bubble whether it is taken for marked; not to be changed.
        boolean[] marked() {
            return marked;
        }

        /// Per bubble its share of a usual mark's ink, 0 to 1; not to be changed.
        double[] fills() {
            return fills;
        }

        double confidence() {
            return confidence;
        }

        Optional<Doubt> doubt() {
            return doubt;
        }
    }

    /// What a bubble's ink looks like.
    private enum Look {
        NOTHING,
        FILL,
        STROKE,
        WEAK_STROKE,
        DOT,
        PALE
    }

    /// @param likeness how much what is printed there looks like the sheet's other print, to 1
    Judgement judge(List<BubbleEvidence> bubbles, double likeness) {
        int count = bubbles.size();
        double[] fills = new double[count];
        Look[] looks = new Look[count];
        for (int i = 0; i < count; i++) {
            fills[i] = Math.clamp(bubbles.get(i).ink() / pen, 0, 1);
            looks[i] = look(bubbles.get(i), fills[i]);
        }
        boolean[] marked = new boolean[count];
        boolean isOut = false;
        boolean isShaded = false;
        double confidence = 1;
        int leastSure = 0;
        double leastSurety = 1;
        for (int i = 0; i < count; i++) {
            double odds = odds(i, fills, looks);
            double surety = 1 / (1 + Math.exp(-Math.abs(odds)));
            marked[i] = odds > 0;
            isOut |= bubbles.get(i).hidden() > MOST_HIDDEN;
            isShaded |= bubbles.get(i).shade() > SHADED;
            confidence *= surety;
            if (surety < leastSurety) {
                leastSurety = surety;
                leastSure = i;
            }
        }
        if (isOut) {
            return new Judgement(marked, fills, 0, Optional.of(Doubt.OUT_OF_PICTURE));
        }
        if (likeness < UNLIKE || isShaded) {
            double covered = Math.min(COVERED, confidence);
            return new Judgement(marked, fills, covered, doubt(covered, Doubt.COVERED));
        }
        return new Judgement(
                marked, fills, confidence, doubt(confidence, reason(leastSure, fills, looks)));
    }

    private Optional<Doubt> doubt(double confidence, Doubt reason) {
        return confidence < reviewBelow ? Optional.of(reason) : Optional.empty();
    }

    private Look look(BubbleEvidence bubble, double fill) {
        boolean stands = bubble.depth() - bubble.ground() > STANDS_OUT * pen;
        boolean isAll = bubble.cover() * bubble.depth() > MOST_INK * bubble.ink();
        boolean bare = bubble.ground() < BARE * bubble.ink();
        if (stands && isAll && bare && bubble.cover() < FULL_COVER) {
            double stroke = Math.max(LEAST_STROKE, speckle);
            if (bubble.extent() > STROKE_EXTENT && bubble.cover() > stroke) {
                return bubble.cover() > CLEARLY * stroke && fill > LEAST_UNEVEN
                        ? Look.STROKE
                        : Look.WEAK_STROKE;
            }
            if (bubble.cover() > Math.max(LEAST_DOT, speckle) && fill < EVEN_ALONE) {
                return Look.DOT;
            }
        }
        // Ink that is not much and not spread evenly is no mark that was rubbed out, and perhaps a
        // thin stroke along what is printed.
        boolean uneven = bubble.ground() < UNEVEN * bubble.ink();
        if (uneven && fill > LEAST_UNEVEN && fill < EVEN_ALONE && bubble.ink() > SEEN * noise) {
            return Look.DOT;
        }
        if (fill < NOTHING) {
            return Look.NOTHING;
        }
        return fill >= CLEAR ? Look.FILL : Look.PALE;
    }

    /// Logarithm of the odds that a bubble is meant.
    private double odds(int at, double[] fills, Look[] looks) {
        double rival = 0;
        for (int i = 0; i < fills.length; i++) {
            rival = i == at ? rival : Math.max(rival, looks[i] == Look.STROKE ? 1 : fills[i]);
        }
        boolean alone = rival < NOTHING;
        double plain = steepness * (fills[at] - EVEN);
        return switch (looks[at]) {
            case NOTHING -> plain;
            case FILL, PALE -> alone ? alone(fills[at]) : plain;
            case STROKE -> {
                double asStroke = steepness * (Math.max(fills[at], STROKE) - EVEN);
                // Beside a clear mark it may be that mark's correction, or a slip.
                yield alone || fills[at] >= CLEAR ? asStroke : Math.clamp(plain, -UNSURE, UNSURE);
            }
            case WEAK_STROKE -> {
                if (alone) {
                    yield Math.max(alone(fills[at]), UNSURE);
                }
                yield rival < CLEAR ? Math.max(plain, -UNSURE) : plain;
            }
            case DOT -> alone ? Math.clamp(plain, -UNSURE, UNSURE) : plain;
        };
    }

    private double alone(double fill) {
        double over = fill - EVEN_ALONE;
        return steepness * over * (over > 0 || pen > DARK_PEN ? STEEPER_ALONE : 1);
    }

    private static Doubt reason(int at, double[] fills, Look[] looks) {
        double rival = 0;
        for (int i = 0; i < fills.length; i++) {
            rival = i == at ? rival : Math.max(rival, fills[i]);
        }
        return switch (looks[at]) {
            case STROKE, WEAK_STROKE, DOT ->
                    rival < NOTHING ? Doubt.PART_FILLED : Doubt.SECOND_MARK;
            case PALE, FILL, NOTHING -> {
                if (rival >= NOTHING) {
                    yield fills[at] < EVEN ? Doubt.ERASURE : Doubt.SECOND_MARK;
                }
                yield Doubt.FAINT_MARK;
            }
        };
    }
}
