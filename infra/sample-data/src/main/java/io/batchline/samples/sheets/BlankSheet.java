package io.batchline.samples.sheets;

/// The form of the generated sheets as it comes from the printer: with markers, without a name or a
/// code.
public final class BlankSheet {
    private BlankSheet() {}

    /// A grey JPEG of the A4 page.
    ///
    /// @param dpi 200 or 300
    public static byte[] jpeg(int dpi) {
        GreyCanvas canvas = BlankForm.print(dpi);
        BlankForm.printMarkers(canvas);
        return new GreyJpeg().encode(canvas, dpi);
    }
}
