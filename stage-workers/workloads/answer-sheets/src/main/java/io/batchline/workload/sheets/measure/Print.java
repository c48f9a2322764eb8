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
    private static final double LEAST_SPAN = 0.04;
    private static final double SPREADS = 5;
    private static final int FEWEST = 4;
    private static final double TO_DEVIATION = 1.48;
    private static final double LEAST_NOISE = 0.004;
    private static final double BLACK = 255;

    private final int[] interior;
    private final List<Bubble> bubbles = new ArrayList<>();
    private final Map<String, Stamp> stamps = new HashMap<>();
    private Stamp common = new Stamp(new float[PatchGrid.AREA], new float[PatchGrid.AREA]);

    private static final class Bubble {
        private final byte[] depths;
        private final String value;

        /// Mean depth of the interior, print included, 0 to 1.
        private final double raw;

        Bubble(byte[] depths, String value, double raw) {
            this.depths = depths;
            this.value = value;
            this.raw = raw;
        }

        byte[] depths() {
            return depths;
        }

        String value() {
            return value;
        }

        double raw() {
            return raw;
        }
    }

    /// What is printed at each point of a bubble's patch: depths, 0 to 255.
    static final class Stamp {
        private final float[] depths;
        private final float[] spread;

        Stamp(float[] depths, float[] spread) {
            this.depths = depths;
            this.spread = spread;
        }

        /// The mean of the bubbles that hold no mark.
        float[] depths() {
            return depths;
        }

        /// How much it varies from bubble to bubble, as a standard deviation: most at the edges of
        /// letters.
        float[] spread() {
            return spread;
        }
    }

    Print(PatchGrid grid) {
        interior = grid.interior();
    }

    int[] interior() {
        return interior;
    }

    /// All bubbles are added before anything is asked.
    void add(byte[] depths, String value) {
        bubbles.add(new Bubble(depths, value, raw(depths, interior)));
    }

    static double raw(byte[] depths, int[] interior) {
        int sum = 0;
        for (int at : interior) {
            sum += depths[at] & 0xFF;
        }
        return sum / BLACK / interior.length;
    }

    /// @return how much the ink of empty bubbles varies, as a standard deviation
    double learn() {
        Optional<Range> empty = Range.ofEmpty(bubbles.stream().mapToDouble(Bubble::raw).toArray());
        if (empty.isEmpty()) {
            // All are marked or covered: what is printed can't be seen, so paper stands for it.
            return LEAST_NOISE;
        }
        Map<String, List<Bubble>> byValue = new HashMap<>();
        bubbles.forEach(bubble ->
                byValue.computeIfAbsent(bubble.value(), _ -> new ArrayList<>()).add(bubble));
        byValue.forEach(
                (value, those) -> ofValue(those, empty.get()).ifPresent(s -> stamps.put(value, s)));
        if (stamps.size() < byValue.size()) {
            common =
                    mean(
                            bubbles.stream()
                                    .filter(bubble -> empty.get().holds(bubble.raw()))
                                    .toList());
        }
        double[] inks =
                bubbles.stream()
                        .filter(bubble -> ink(bubble.depths(), bubble.value()) < LETTERS_APART / 2)
                        .mapToDouble(bubble -> Math.abs(ink(bubble.depths(), bubble.value())))
                        .sorted()
                        .toArray();
        return inks.length == 0
                ? LEAST_NOISE
                : Math.max(LEAST_NOISE, TO_DEVIATION * inks[inks.length / 2]);
    }

    private static Optional<Stamp> ofValue(List<Bubble> those, Range empty) {
        return Range.ofEmpty(those.stream().mapToDouble(Bubble::raw).toArray())
                .filter(own -> own.middle() < empty.middle() + LETTERS_APART)
                .map(own -> those.stream().filter(bubble -> own.holds(bubble.raw())).toList())
                .filter(untouched -> untouched.size() >= FEWEST)
                .map(Print::mean);
    }

    private static Stamp mean(List<Bubble> untouched) {
        float[] mean = new float[PatchGrid.AREA];
        float[] spread = new float[PatchGrid.AREA];
        for (Bubble bubble : untouched) {
            byte[] depths = bubble.depths();
            for (int at = 0; at < mean.length; at++) {
                int depth = depths[at] & 0xFF;
                mean[at] += depth;
                spread[at] += depth * depth;
            }
        }
        for (int at = 0; at < mean.length; at++) {
            mean[at] /= untouched.size();
            float variance = spread[at] / untouched.size() - mean[at] * mean[at];
            spread[at] = (float) Math.sqrt(Math.max(0, variance));
        }
        return new Stamp(mean, spread);
    }

    /// What is printed in the bubbles of a value.
    Stamp of(String value) {
        return stamps.getOrDefault(value, common);
    }

    /// Mean depth beyond the print, 0 to 1; a little under 0 where noise has it so.
    double ink(byte[] depths, String value) {
        float[] print = of(value).depths();
        double sum = 0;
        for (int at : interior) {
            sum += (depths[at] & 0xFF) - print[at];
        }
        return sum / BLACK / interior.length;
    }

    /// How dark bubbles are that hold no mark.
    ///
    /// @param middle of their raw depths
    private record Range(double middle, double highest) {

        /// The lighter half of the bubbles is taken for empty.
        static Optional<Range> ofEmpty(double[] raw) {
            double[] sorted = raw.clone();
            Arrays.sort(sorted);
            double middle = sorted[sorted.length / 4];
            double[] apart =
                    Arrays.stream(sorted, 0, sorted.length / 2 + 1)
                            .map(value -> Math.abs(value - middle))
                            .sorted()
                            .toArray();
            double spread = TO_DEVIATION * apart[apart.length / 2];
            return middle > DARKEST_PRINT
                    ? Optional.empty()
                    : Optional.of(
                            new Range(middle, middle + Math.max(LEAST_SPAN, SPREADS * spread)));
        }

        boolean holds(double raw) {
            return raw <= highest;
        }
    }
}
