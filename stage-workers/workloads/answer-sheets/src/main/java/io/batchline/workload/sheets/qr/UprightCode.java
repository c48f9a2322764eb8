package io.batchline.workload.sheets.qr;

import com.google.zxing.ResultPoint;
import com.google.zxing.common.BitMatrix;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Arrays;
import java.util.Optional;

/// Whether a QR code stands upright: its three corners tell, also where it is too damaged to be
/// read.
public final class UprightCode {
    /// After each quarter of a turn of the picture to the left, what was to the right lies there.
    private static final int[][] RIGHT = {{1, 0}, {0, -1}, {-1, 0}, {0, 1}};

    private UprightCode() {}

    /// @param place a picture that shows little else
    public static boolean isIn(GrayPicture place) {
        return Arrays.stream(Blackness.values())
                .map(blackness -> blackness.of(place))
                .flatMap(Optional::stream)
                .anyMatch(UprightCode::isIn);
    }

    // The library may take other squares for the corners, and finds the real ones from another
    // side.
    private static boolean isIn(BitMatrix image) {
        for (int[] right : RIGHT) {
            boolean upright =
                    QrReader.detect(image)
                            .filter(found -> Plausible.isCode(found.getBits()))
                            .filter(found -> pointsTo(found.getPoints(), right))
                            .isPresent();
            if (upright) {
                return true;
            }
            image.rotate90();
        }
        return false;
    }

    /// Whether the code's upper side goes there, by an eighth of a turn more or less.
    private static boolean pointsTo(ResultPoint[] corners, int[] there) {
        float x = corners[2].getX() - corners[1].getX();
        float y = corners[2].getY() - corners[1].getY();
        float along = x * there[0] + y * there[1];
        float aside = x * there[1] - y * there[0];
        return along > Math.abs(aside);
    }
}
