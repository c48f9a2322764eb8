package io.batchline.samples.sheets;

/// What is done to the picture of a sheet by paper, scanner, camera or file format.
enum Harm {
    /// Turned by up to ten degrees, before white or black.
    SKEW,
    /// Fed in the wrong way round: by a quarter, a half or three quarters of a turn.
    TURN,
    /// Photographed at a slant on a dark table, in uneven light.
    PHOTOGRAPH,
    /// The paper bulges: straight lines bend by more than a millimetre.
    BEND,
    /// Grain of a bad sensor.
    NOISE,
    /// Out of focus.
    BLUR,
    /// Grey ink on grey paper.
    LOW_CONTRAST,
    /// A shadow over one side.
    SHADOW,
    /// Rings of a coffee cup.
    COFFEE,
    /// Dirt on the scanner's glass draws lines down the whole page.
    STREAKS,
    /// A corner is torn off through its marker, or the marker is scratched or blotted.
    TORN_MARKER,
    /// Black or white and nothing between.
    ONE_BIT
}
