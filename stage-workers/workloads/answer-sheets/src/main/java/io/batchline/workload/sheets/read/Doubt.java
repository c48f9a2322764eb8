package io.batchline.workload.sheets.read;

/// Why a field is shown to a person. The wire ids never change.
public enum Doubt {
    /// The only mark is fainter than the sheet's other marks.
    FAINT_MARK("faint_mark"),
    /// Beside a clear mark there is one that may be meant or rubbed out.
    SECOND_MARK("second_mark"),
    /// What is left of a mark that was rubbed out is nearly as dark as a mark.
    ERASURE("erasure"),
    /// A bubble is covered in part: a tick, a cross, a dot.
    PART_FILLED("part_filled"),
    /// Something that is no mark lies over the field: a stain, a fold, a shadow.
    COVERED("covered"),
    /// The field lies where the picture shows no page or too little of it.
    OUT_OF_PICTURE("out_of_picture");

    private final String wireId;

    Doubt(String wireId) {
        this.wireId = wireId;
    }

    public String wireId() {
        return wireId;
    }
}
