package io.batchline.workload.sheets.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is printed in the bubbles of one size, letter by letter, learned from those of this sheet
/// that hold no mark. What a bubble holds beyond it is ink.
final class Print {
    /// Letters differ by so much ink at most; a value whose bubbles are all darker was marked
    /// everywhere.
    private static final double LETTERS_APART = 0.1;

    private static final double DARKEST_PRINT = 0.4;

    /// Where a value's bubbles are darker than others by so much, print and mark are told apart.
    private static final double LETTERS_ALIKE = 0.02;

    /// Letters are strokes, which leave half of a bubble as light as in any other; marks do not.
    private static final double LETTERS_GROUND = 0.025;

    private static final double LEAST_SPAN = 0.04;
    private static final double SPREADS = 5;
    private static final int FEWEST = 4;
    private static final double TO_DEVIATION = 1.48;
    private static final double LEAST_NOISE = 0.004;

    /// Of fewer empty bubbles, such as a field of two choices has alone, half are what the print
    /// was learned from: how they differ says nothing of the sheet.
    private static final int FEWEST_TELLING = 8;

    private static final double BLACK = 255;

    private final Interior interior;
    private final List<Bubble> bubbles = new ArrayList<>();
    private final Map<String, List<Bubble>> byValue = new HashMap<>();
    private final Map<String, Stamp> stamps = new HashMap<>();
    private Stamp common;

    private static final class Bubble {
        private final byte[] depths;

        /// Mean depth of the interior, print included, 0 to 1.
        private final double raw;

        Bubble(byte[] depths, double raw) {
            this.depths = depths;
            this.raw = raw;
        }

        byte[] depths() {
            return depths;
        }

        double raw() {
            return raw;
        }
    }

    /// What is printed at each point of a bubble's patch: depths, 0 to 255.
    static final class Stamp {
        private final float[] depths;
        private final int[] rounded;
        private final float[] spread;
        private final double raw;

        private Stamp(float[] depths, float[] spread, double raw) {
            this.depths = depths;
            this.rounded = new int[depths.length];
            this.spread = spread;
            this.raw = raw;
            for (int at = 0; at < rounded.length; at++) {
                rounded[at] = Math.round(depths[at]);
            }
        }

        /// The mean of the bubbles that hold no mark.
        float[] depths() {
            return depths;
        }

        /// The same in whole numbers.
        int[] rounded() {
            return rounded;
        }

        /// How much it varies from bubble to bubble at each point of the interior, as a standard
        /// deviation: most at the edges of letters.
        float[] spread() {
            return spread;
        }

        /// Mean depth of the interior, 0 to 1.
        double raw() {
            return raw;
        }
    }

    Print(Interior interior) {
        this.interior = interior;
        this.common = new Stamp(new float[PatchGrid.AREA], new float[interior.size()], 0);
    }

    Interior interior() {
        return interior;
    }

    /// All bubbles are added before anything is asked.
    ///
    /// @param raw as [#raw]
    void add(byte[] depths, String value, double raw) {
        Bubble bubble = new Bubble(depths, raw);
        bubbles.add(bubble);
        byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(bubble);
    }

    /// Mean depth of a patch's interior, print included, 0 to 1.
    double raw(byte[] depths) {
        return interior.sum(depths) / BLACK / interior.size();
    }

    /// @return how much the ink of empty bubbles varies, as a standard deviation
    double learn() {
        Optional<Range> empty = Range.ofEmpty(bubbles);
        if (empty.isEmpty()) {
            // All are marked or covered: what is printed can't be seen, so paper stands for it.
            return LEAST_NOISE;
        }
        byValue.forEach(
                (value, those) -> ofValue(those, empty.get()).ifPresent(s -> stamps.put(value, s)));
        double darkest = empty.get().middle() + LETTERS_ALIKE;
        if (stamps.size() < byValue.size()
                || stamps.values().stream().anyMatch(stamp -> stamp.raw() > darkest)) {
            common = mean(empty.get().heldOf(bubbles));
            double ground = ground(common) + LETTERS_GROUND;
            stamps.values().removeIf(stamp -> stamp.raw() > darkest && ground(stamp) > ground);
        }
        double[] inks = new double[bubbles.size()];
        int count = 0;
        for (Map.Entry<String, List<Bubble>> value : byValue.entrySet()) {
            double printed = of(value.getKey()).raw();
            for (Bubble bubble : value.getValue()) {
                double ink = bubble.raw() - printed;
                if (ink < LETTERS_APART / 2) {
                    inks[count++] = Math.abs(ink);
                }
            }
        }
        return count < FEWEST_TELLING
                ? LEAST_NOISE
                : Math.max(LEAST_NOISE, TO_DEVIATION * Selection.of(inks, count, count / 2));
    }

    private Optional<Stamp> ofValue(List<Bubble> those, Range empty) {
        return Range.ofEmpty(those)
                .filter(own -> own.middle() < empty.middle() + LETTERS_APART)
                .map(own -> own.noWiderThan(empty).heldOf(those))
                .filter(untouched -> untouched.size() >= FEWEST)
                .map(this::mean);
    }

    /// Depth that half of the interior stays under, 0 to 1.
    private double ground(Stamp stamp) {
        int[] points = interior.points();
        double[] depths = new double[points.length];
        for (int i = 0; i < depths.length; i++) {
            depths[i] = stamp.depths()[points[i]];
        }
        Arrays.sort(depths);
        return depths[depths.length / 2] / BLACK;
    }

    private Stamp mean(List<Bubble> untouched) {
        int[] points = interior.points();
        PatchSums patches = new PatchSums();
        long[] squares = new long[points.length];
        for (Bubble bubble : untouched) {
            patches.add(bubble.depths());
            interior.addSquares(bubble.depths(), squares);
        }
        int[] sums = patches.sums();
        float[] mean = new float[PatchGrid.AREA];
        for (int at = 0; at < mean.length; at++) {
            mean[at] = (float) sums[at] / untouched.size();
        }
        float[] spread = new float[points.length];
        double raw = 0;
        for (int i = 0; i < points.length; i++) {
            float depth = mean[points[i]];
            float variance = (float) squares[i] / untouched.size() - depth * depth;
            spread[i] = (float) Math.sqrt(Math.max(0, variance));
            raw += depth;
        }
        return new Stamp(mean, spread, raw / BLACK / points.length);
    }

    /// Whether what is printed in some bubbles was learned from those of their value, not from all.
    boolean isOwn(Stamp stamp) {
        return stamp != common;
    }

    /// What is printed in the bubbles of a value.
    Stamp of(String value) {
        return stamps.getOrDefault(value, common);
    }

    /// How dark bubbles are that hold no mark.
    ///
    /// @param middle of their raw depths
    private record Range(double middle, double highest) {

        /// The lighter half of the bubbles is taken for empty.
        static Optional<Range> ofEmpty(List<Bubble> bubbles) {
            int count = bubbles.size();
            double[] raws = new double[count];
            for (int i = 0; i < count; i++) {
                raws[i] = bubbles.get(i).raw();
            }
            // The lighter half stands in front now, which the next selection keeps to.
            int half = count / 2 + 1;
            Selection.of(raws, count, count / 2);
            double middle = Selection.of(raws, half, count / 4);
            for (int i = 0; i < half; i++) {
                raws[i] = Math.abs(raws[i] - middle);
            }
            double spread = TO_DEVIATION * Selection.of(raws, half, half / 2);
            return middle > DARKEST_PRINT
                    ? Optional.empty()
                    : Optional.of(
                            new Range(middle, middle + Math.max(LEAST_SPAN, SPREADS * spread)));
        }

        /// Of a value that is marked more often than not the lighter half is not all empty.
        Range noWiderThan(Range other) {
            return new Range(middle, Math.min(highest, middle + other.highest - other.middle));
        }

        List<Bubble> heldOf(List<Bubble> those) {
            List<Bubble> held = new ArrayList<>(those.size());
            for (Bubble bubble : those) {
                if (bubble.raw() <= highest) {
                    held.add(bubble);
                }
            }
            return held;
        }
    }
}
