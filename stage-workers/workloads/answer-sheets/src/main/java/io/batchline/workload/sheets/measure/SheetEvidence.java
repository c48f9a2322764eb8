package io.batchline.workload.sheets.measure;

import java.util.List;

/// What all bubbles of a sheet hold.
///
/// @param scale what its marks and its empty bubbles are like
/// @param blocks the template's blocks in order
public record SheetEvidence(SheetScale scale, List<BlockEvidence> blocks) {
    public SheetEvidence {
        blocks = List.copyOf(blocks);
    }

    /// @param fields the block's fields in order
    public record BlockEvidence(List<FieldEvidence> fields) {
        public BlockEvidence {
            fields = List.copyOf(fields);
        }
    }

    /// @param shiftX how far right of the template's place the field is, in its units
    /// @param shiftY how far below
    /// @param likeness how much what is printed there looks like what is printed elsewhere, as a
    ///   correlation: low where the field was looked for in the wrong place, or lies under
    ///   something; 1 where too little is printed to tell
    /// @param bubbles in the template's order
    public record FieldEvidence(
            double shiftX, double shiftY, double likeness, List<BubbleEvidence> bubbles) {
        public FieldEvidence {
            bubbles = List.copyOf(bubbles);
        }
    }
}
