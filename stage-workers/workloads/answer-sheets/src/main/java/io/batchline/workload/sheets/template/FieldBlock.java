package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.template.Settings.Pair;
import java.util.List;

/// A group of fields laid out as a grid.
///
/// @param origin column and row of the first bubble's box
/// @param extent width and height of the whole grid
/// @param bubbleSize width and height of each bubble's box
/// @param emptyValue what a field without a mark reads as
public record FieldBlock(
        String name,
        Pair origin,
        Pair extent,
        Pair bubbleSize,
        String emptyValue,
        List<Field> fields) {
    public FieldBlock {
        fields = List.copyOf(fields);
    }
}
