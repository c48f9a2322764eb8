package io.batchline.workload.sheets.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds the QR code of a scan, turned any way.
///
/// Tries what is quick first: a picture shrunk to a screen's size, its upper part, then all of it;
/// only what that does not show is searched for in the full picture.
public final class QrFinder {
    /// A printed module of 0.4 mm still has three pixels when a page is this wide.
    private static final int SHRUNK_WIDTH = 800;

    private static final double UPPER_PART = 0.4;
    private static final Map<DecodeHintType, Object> QUICK = Map.of();
    private static final Map<DecodeHintType, Object> THOROUGH =
            Map.of(DecodeHintType.TRY_HARDER, true);

    private QrFinder() {}

    /// The text of the first code found; empty when there is none that can be read.
    public static Optional<String> find(GrayPicture picture) {
        GrayPicture shrunk = Shrinking.by(picture, factor(picture));
        int upperHeight = Math.max(1, (int) (shrunk.height() * UPPER_PART));
        return read(region(shrunk, upperHeight), HybridBinarizer::new, QUICK)
                .or(() -> read(region(shrunk, shrunk.height()), HybridBinarizer::new, QUICK))
                .or(() -> read(region(picture, picture.height()), HybridBinarizer::new, THOROUGH))
                .or(() ->
                        read(
                                region(picture, picture.height()),
                                GlobalHistogramBinarizer::new,
                                THOROUGH));
    }

    private static int factor(GrayPicture picture) {
        return Math.max(
                1, Math.round((float) Math.min(picture.width(), picture.height()) / SHRUNK_WIDTH));
    }

    private static LuminanceSource region(GrayPicture picture, int height) {
        return new PlanarYUVLuminanceSource(
                picture.pixels(),
                picture.width(),
                picture.height(),
                0,
                0,
                picture.width(),
                height,
                false);
    }

    private static Optional<String> read(
            LuminanceSource source,
            Function<LuminanceSource, Binarizer> binarizer,
            Map<DecodeHintType, Object> hints) {
        try {
            return readTurned(binarizer.apply(source).getBlackMatrix(), hints);
        } catch (NotFoundException _) {
            // No three corners of a code are to be seen like this: the next way is tried.
            return Optional.empty();
        }
    }

    // The library stops at the first three corners it believes in, from the top down, and part of a
    // code's data can look like one: then it finds the real ones from another side.
    private static Optional<String> readTurned(BitMatrix image, Map<DecodeHintType, Object> hints)
            throws NotFoundException {
        for (int turns = 0; turns < 4; turns++) {
            try {
                BitMatrix code = new Detector(image).detect(hints).getBits();
                return Optional.of(new Decoder().decode(code, hints).getText());
            } catch (ChecksumException | FormatException _) {
                image.rotate90();
            }
        }
        return Optional.empty();
    }
}
