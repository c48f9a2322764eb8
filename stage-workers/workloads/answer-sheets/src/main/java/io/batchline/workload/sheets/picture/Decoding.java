package io.batchline.workload.sheets.picture;

/// What came of decoding the bytes of a file.
public sealed interface Decoding {

    /// The picture, upright as its file says it should be shown.
    record Decoded(GrayPicture picture) implements Decoding {}

    /// Why there is no picture, in a sentence that names the rule and the limit.
    record Undecodable(PictureFault fault, String message) implements Decoding {}
}
