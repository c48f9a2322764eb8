package io.batchline.samples.sheets;

import io.batchline.samples.sheets.BlankForm.Bubbles;
import java.util.List;

/// A set of sheets with one kind of difficulty, which a reader's mistakes are counted on. The same
/// set gives the same pictures on every machine.
///
/// @param name what is difficult about it
/// @param sheets how many there are
/// @param dpi the resolution that they are scanned with
/// @param clean whether nothing is: what any scanner delivers of careful candidates
public record AccuracySet(
        String name,
        long seed,
        int sheets,
        int dpi,
        boolean clean,
        Bubbles print,
        Hand hand,
        List<Harm> harms,
        Encoding encoding) {
    public AccuracySet {
        harms = List.copyOf(harms);
    }

    /// The format that the pictures come in.
    enum Encoding {
        JPEG,
        JPEG_40,
        PNG_1_BIT
    }

    /// Every set that the goals of accuracy are about.
    public static List<AccuracySet> all() {
        return List.of(
                clean("clean", 101, 100, 200),
                clean("clean 100 dpi", 102, 20, 100),
                clean("clean 150 dpi", 103, 20, 150),
                clean("clean 300 dpi", 104, 16, 300),
                clean("clean 600 dpi", 105, 4, 600),
                degraded("hasty hand", 201, 40, 200, Hand.HASTY),
                degraded("faint pencil", 202, 40, 200, Hand.FAINT),
                degraded("erasures", 203, 60, 200, Hand.RUBBING),
                degraded("ticks and crosses", 204, 40, 200, Hand.TICKING),
                degraded("next to nothing", 205, 30, 200, Hand.SPARING),
                degraded("noise", 206, 30, 200, Hand.STEADY, Harm.NOISE),
                degraded("skew", 207, 40, 200, Hand.STEADY, Harm.SKEW),
                degraded("turned", 208, 40, 200, Hand.STEADY, Harm.TURN),
                degraded("photograph", 209, 40, 200, Hand.STEADY, Harm.PHOTOGRAPH),
                degraded("bent paper", 210, 30, 200, Hand.STEADY, Harm.BEND),
                degraded("blur", 211, 30, 200, Hand.STEADY, Harm.BLUR),
                degraded("low contrast", 212, 30, 200, Hand.STEADY, Harm.LOW_CONTRAST),
                degraded("shadow", 213, 30, 200, Hand.STEADY, Harm.SHADOW),
                degraded("coffee", 214, 40, 200, Hand.STEADY, Harm.COFFEE),
                degraded("torn marker", 215, 30, 200, Hand.STEADY, Harm.TORN_MARKER),
                degraded("jpeg quality 40", 216, 30, 200, Hand.STEADY).as(Encoding.JPEG_40),
                degraded("1 bit", 217, 30, 200, Hand.STEADY, Harm.SKEW, Harm.ONE_BIT)
                        .as(Encoding.PNG_1_BIT),
                degraded("hasty photograph", 218, 40, 200, Hand.HASTY, Harm.BLUR, Harm.PHOTOGRAPH),
                degraded(
                                "everything at 150 dpi",
                                219,
                                40,
                                150,
                                Hand.RUBBING,
                                Harm.COFFEE,
                                Harm.SKEW,
                                Harm.LOW_CONTRAST,
                                Harm.NOISE)
                        .as(Encoding.JPEG_40),
                degraded("black print", 221, 30, 200, Hand.HASTY).on(Bubbles.BLACK),
                degraded("pale print", 222, 30, 200, Hand.STEADY, Harm.SKEW).on(Bubbles.PALE),
                degraded("pale print, next to nothing", 223, 20, 200, Hand.SPARING)
                        .on(Bubbles.PALE),
                degraded("streaks", 224, 30, 200, Hand.STEADY, Harm.STREAKS),
                degraded(
                        "turned photograph of ticks",
                        225,
                        30,
                        120,
                        Hand.TICKING,
                        Harm.PHOTOGRAPH,
                        Harm.TURN),
                degraded("black print, 1 bit", 226, 20, 150, Hand.TICKING, Harm.ONE_BIT)
                        .on(Bubbles.BLACK)
                        .as(Encoding.PNG_1_BIT),
                degraded("faint and blank with noise", 220, 30, 150, Hand.FAINT, Harm.NOISE));
    }

    private static AccuracySet clean(String name, long seed, int sheets, int dpi) {
        return new AccuracySet(
                name,
                seed,
                sheets,
                dpi,
                true,
                Bubbles.USUAL,
                Hand.STEADY,
                List.of(),
                Encoding.JPEG);
    }

    private static AccuracySet degraded(
            String name, long seed, int sheets, int dpi, Hand hand, Harm... harms) {
        return new AccuracySet(
                name, seed, sheets, dpi, false, Bubbles.USUAL, hand, List.of(harms), Encoding.JPEG);
    }

    /// As difficult a set of other sheets.
    ///
    /// @param by what is added to the seed
    public AccuracySet shifted(long by) {
        return new AccuracySet(name, seed + by, sheets, dpi, clean, print, hand, harms, encoding);
    }

    private AccuracySet as(Encoding other) {
        return new AccuracySet(name, seed, sheets, dpi, clean, print, hand, harms, other);
    }

    private AccuracySet on(Bubbles other) {
        return new AccuracySet(name, seed, sheets, dpi, clean, other, hand, harms, encoding);
    }

    /// The `template.json` that all sheets are read by.
    public byte[] template() {
        return new TemplateFiles().nativeTemplate();
    }
}
