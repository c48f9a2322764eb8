package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.template.Settings.Pair;
import java.util.List;

/// One entry of `preProcessors`: what is to be done to a picture before its marks are read.
public sealed interface Preparation {

    /// Crops to the paper's four corners.
    ///
    /// @param closing width and height of the box that closes gaps in the paper's edge
    record CropPage(Pair closing) implements Preparation {}

    /// Crops to the centres of four markers.
    ///
    /// @param picture the marker's file
    /// @param widthRatio how many markers wide a page is; 0 where the marker keeps its own size
    /// @param scales the lowest and highest scale that is tried, in percent
    /// @param step how many percent lie between two scales
    /// @param minimum the lowest correlation that counts as found
    /// @param variation how far a corner may stay below the page's best
    /// @param subtractEroded whether only the marker's edge is searched for
    record CropOnMarkers(
            String picture,
            int widthRatio,
            Pair scales,
            int step,
            double minimum,
            double variation,
            boolean subtractEroded)
            implements Preparation {}

    /// Aligns to a reference by features that both show.
    ///
    /// @param reference the reference's file
    /// @param features how many features are looked for in each picture
    /// @param goodShare the share of the best matches that is kept
    /// @param flat whether the sheet only moves, turns, scales and shears, and is not tilted
    record FeatureBasedAlignment(String reference, int features, double goodShare, boolean flat)
            implements Preparation {}

    /// Maps greys: all up to low becomes black, all from high white, what lies between follows
    /// gamma.
    record Levels(double low, double high, double gamma) implements Preparation {}

    record MedianBlur(int size) implements Preparation {}

    /// @param size width and height of the kernel, both odd
    /// @param sigma 0 where it follows from the size
    record GaussianBlur(Pair size, int sigma) implements Preparation {}

    /// The files that this step reads, which therefore are not sheets.
    default List<String> pictures() {
        return switch (this) {
            case CropOnMarkers markers -> List.of(markers.picture());
            case FeatureBasedAlignment alignment -> List.of(alignment.reference());
            case CropPage _, Levels _, MedianBlur _, GaussianBlur _ -> List.of();
        };
    }
}
