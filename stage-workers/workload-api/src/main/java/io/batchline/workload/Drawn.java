package io.batchline.workload;

/// What came of drawing an item.
public sealed interface Drawn permits Drawn.Picture, Rejected {
    /// A picture as the bytes of a PNG file.
    ///
    /// @param png the array itself, not a copy
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Picture(byte[] png) implements Drawn {}
}
