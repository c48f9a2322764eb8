package io.batchline.workload.sheets.picture;

/// The ways in which the bytes of a file fail to be a picture.
public enum PictureFault {
    /// Not one of the picture formats that are read.
    NOT_A_PICTURE,
    /// Begins as a picture, and its data is damaged or ends early.
    CORRUPT,
    /// Claims more pixels than are allowed; refused from its header.
    TOO_LARGE,
    /// Holds more pages than are allowed.
    TOO_MANY_PAGES,
    /// Holds several pages where one is expected, by its name for example.
    SEVERAL_PAGES
}
