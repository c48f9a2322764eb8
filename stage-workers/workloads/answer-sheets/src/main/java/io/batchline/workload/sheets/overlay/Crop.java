package io.batchline.workload.sheets.overlay;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.FieldReading.Box;
import io.batchline.workload.sheets.read.PageView;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/// One field cut out of a scan, upright however the page lies in it.
public final class Crop {
    /// Pixels of the longer side.
    static final int LONGEST_SIDE = 640;

    private static final int WHITE = 255;

    private Crop() {}

    /// The field's bubbles with a bubble's width of what is around. As fine as the scan, in at most
    /// 640 pixels each way; white where the scan shows nothing.
    public static BufferedImage of(PageView view, FieldReading field) {
        Box bubble = field.choices().getFirst().box();
        Box box = Places.wider(Places.around(field), Math.max(bubble.width(), bubble.height()));
        double scale = scale(view, box);
        int width = Math.max(1, (int) Math.round(box.width() * scale));
        int height = Math.max(1, (int) Math.round(box.height() * scale));
        var crop = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) crop.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Point place = new Point(box.x() + (x + 0.5) / scale, box.y() + (y + 0.5) / scale);
                pixels[y * width + x] = (byte) at(view.picture(), view.fromPage().apply(place));
            }
        }
        return crop;
    }

    /// Pixels of the crop for each unit of the page.
    private static double scale(PageView view, Box box) {
        Point from = view.fromPage().apply(new Point(box.x(), box.y()));
        Point along = view.fromPage().apply(new Point(box.x() + box.width(), box.y()));
        double pixels = Math.hypot(along.x() - from.x(), along.y() - from.y());
        double asFine = pixels / box.width();
        double fitting = (double) LONGEST_SIDE / Math.max(box.width(), box.height());
        return Double.isFinite(asFine) && asFine > 0 ? Math.min(asFine, fitting) : fitting;
    }

    private static int at(GrayPicture scan, Point pixel) {
        int x = (int) Math.floor(pixel.x());
        int y = (int) Math.floor(pixel.y());
        boolean inside = x >= 0 && y >= 0 && x < scan.width() && y < scan.height();
        return inside ? scan.at(x, y) : WHITE;
    }
}
