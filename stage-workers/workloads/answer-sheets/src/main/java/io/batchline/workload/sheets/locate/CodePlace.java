package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.picture.Warp;
import io.batchline.workload.sheets.qr.CodeBox;
import io.batchline.workload.sheets.template.Settings.Pair;

/// The place on a page where its code is printed, taken out of a picture as if it had been scanned
/// flat: a slant and a bad light that fool the search for a code do not matter in so small a part.
public final class CodePlace {
    /// Of its longer side: a code of 41 modules still has ten pixels for each.
    private static final int PIXELS = 480;

    /// Of the page on each side: the white that belongs to a code, and where the paper bends.
    private static final double MARGIN = 0.025;

    private CodePlace() {}

    /// @param fromPage takes a point of the page, in the template's units, to its pixel
    /// @param page the page's width and height in the template's units
    public static GrayPicture flat(
            GrayPicture picture, Projection fromPage, CodeBox box, Pair page) {
        CodeBox place = box.widened(MARGIN);
        double left = place.left() * page.first();
        double top = place.top() * page.second();
        double width = place.width() * page.first();
        double height = place.height() * page.second();
        double scale = PIXELS / Math.max(width, height);
        Point[] onPage = {
            new Point(left, top),
            new Point(left + width, top),
            new Point(left, top + height),
            new Point(left + width, top + height)
        };
        Point[] flat = {
            new Point(0, 0),
            new Point(width * scale, 0),
            new Point(0, height * scale),
            new Point(width * scale, height * scale)
        };
        return Warp.of(
                picture,
                Projection.between(onPage, flat).after(fromPage.inverse()),
                Math.max(1, (int) (width * scale)),
                Math.max(1, (int) (height * scale)));
    }
}
