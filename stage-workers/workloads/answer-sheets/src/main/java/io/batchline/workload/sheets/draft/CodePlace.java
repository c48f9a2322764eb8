package io.batchline.workload.sheets.draft;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Map;
import java.util.Optional;

/// Where a QR code is printed.
///
/// @param left of its outermost modules, in pixels
/// @param top of its outermost modules
/// @param side of the whole code
/// @param text what it says; empty where that can't be read
record CodePlace(double left, double top, double side, String text) {
    /// Modules from the middle of a corner square to the code's edge, on both sides together.
    private static final double TO_EDGE = 7;

    static Optional<CodePlace> find(GrayPicture picture) {
        PlanarYUVLuminanceSource source =
                new PlanarYUVLuminanceSource(
                        picture.pixels(),
                        picture.width(),
                        picture.height(),
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        false);
        try {
            BitMatrix black = new HybridBinarizer(source).getBlackMatrix();
            DetectorResult found = new Detector(black).detect(Map.of());
            return Optional.of(of(found.getPoints(), found.getBits().getWidth(), text(found)));
        } catch (NotFoundException | FormatException _) {
            // ZXing's way to say that there is none.
            return Optional.empty();
        }
    }

    private static String text(DetectorResult found) {
        try {
            return new Decoder().decode(found.getBits()).getText();
        } catch (ChecksumException | FormatException _) {
            return "";
        }
    }

    private static CodePlace of(ResultPoint[] corners, int modules, String text) {
        // The middles of the squares at the bottom left, top left and top right.
        double height = corners[1].getY() - corners[0].getY();
        double width = corners[2].getX() - corners[1].getX();
        double between = (Math.abs(height) + Math.abs(width)) / 2;
        double module = between / (modules - TO_EDGE);
        double half = TO_EDGE / 2 * module;
        double left = Math.min(corners[0].getX(), corners[2].getX());
        double top = Math.min(corners[0].getY(), corners[2].getY());
        return new CodePlace(left - half, top - half, module * modules, text);
    }

    /// Whether a spot's middle lies within it.
    boolean holds(Spot spot) {
        return spot.centerX() > left
                && spot.centerX() < left + side
                && spot.centerY() > top
                && spot.centerY() < top + side;
    }

    boolean meets(BubbleGrid grid) {
        return left < grid.right()
                && grid.left() < left + side
                && top < grid.bottom()
                && grid.top() < top + side;
    }
}
