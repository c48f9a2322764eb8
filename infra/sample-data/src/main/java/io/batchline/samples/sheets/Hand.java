package io.batchline.samples.sheets;

/// How a candidate marks: what the pen leaves, and how often it leaves something else than one
/// filled bubble. Shares are 0 to 1.
///
/// @param darkest grey of the darkest pen, 0 to 255
/// @param range how much lighter a pen may be
/// @param smallest radius of the smallest filling, in radii of a bubble
/// @param wobble how far off a filling may be, in millimetres
/// @param habits how often a mark is something else than a filling
record Hand(int darkest, int range, double smallest, double wobble, Habits habits) {
    static final Hand STEADY = new Hand(30, 40, 0.92, 0.25, Habits.NONE);
    static final Hand HASTY =
            new Hand(25, 60, 0.75, 0.6, new Habits(0.3, 0.1, 0, 0.2, 0, 0, 0, 0, 0));
    static final Hand FAINT = new Hand(150, 65, 0.85, 0.3, new Habits(0.1, 0, 0, 0, 0, 0, 0, 0, 0));
    static final Hand RUBBING =
            new Hand(30, 50, 0.9, 0.3, new Habits(0, 0, 0, 0, 0.15, 0.3, 0.004, 0, 0));
    static final Hand TICKING =
            new Hand(25, 35, 0.9, 0.3, new Habits(0, 0, 0.5, 0, 0, 0, 0, 0.05, 0));
    static final Hand SPARING = new Hand(30, 60, 0.9, 0.3, new Habits(0, 0, 0, 0, 0, 0, 0, 0, 1));

    /// @param hatched share of marks that are hatched with gaps
    /// @param half share of marks that fill only one side of the bubble
    /// @param strokes share of marks that are a tick or a cross
    /// @param light share of marks that are a good deal paler than the hand's others
    /// @param erased share of marks beside which another was rubbed out
    /// @param regretted share of blank fields on which a mark was rubbed out
    /// @param doubled share of marks beside which there is a second, paler one: both count, and a
    ///   person should be asked
    /// @param dotted share of blank fields on which the pen came to rest: a person may be asked
    /// @param sparing share of sheets on which next to nothing is marked
    record Habits(
            double hatched,
            double half,
            double strokes,
            double light,
            double erased,
            double regretted,
            double doubled,
            double dotted,
            double sparing) {
        static final Habits NONE = new Habits(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
