package io.batchline.workload.sheets.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Optional;

/// How black is told from white.
enum Blackness {
    /// By one threshold for the whole picture: quick.
    GLOBAL,
    /// By what is around: where the light is uneven.
    LOCAL;

    /// The black pixels; empty where black and white can't be told apart.
    Optional<BitMatrix> of(GrayPicture picture) {
        LuminanceSource clear = source(Contrast.enough(picture));
        Binarizer binarizer =
                switch (this) {
                    case GLOBAL -> new GlobalHistogramBinarizer(clear);
                    case LOCAL -> new HybridBinarizer(clear);
                };
        try {
            return Optional.of(binarizer.getBlackMatrix());
        } catch (NotFoundException _) {
            return Optional.empty();
        }
    }

    static LuminanceSource source(GrayPicture picture) {
        return new PlanarYUVLuminanceSource(
                picture.pixels(),
                picture.width(),
                picture.height(),
                0,
                0,
                picture.width(),
                picture.height(),
                false);
    }
}
