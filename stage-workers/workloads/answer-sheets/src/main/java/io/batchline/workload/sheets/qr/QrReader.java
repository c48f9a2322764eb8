package io.batchline.workload.sheets.qr;

import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the QR codes of a picture one after the other: what was read and is not wanted is wiped
/// out, so that the next comes to light. Used by one thread, once.
final class QrReader {
    /// Pages with more codes than these are looked at no further.
    private static final int MOST_CODES = 6;

    private static final int TURNS = 4;
    private static final Map<DecodeHintType, Object> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true);

    private final BitMatrix image;
    private final SequencedSet<String> texts = new LinkedHashSet<>();
    private boolean seen;

    private QrReader(BitMatrix image) {
        this.image = image;
    }

    /// What a picture's codes say.
    ///
    /// @param texts of those that could be read, up to the first that is wanted
    /// @param seen whether there is one that is too damaged to be read
    record Codes(SequencedSet<String> texts, boolean seen) {
        static final Codes NONE = new Codes(new LinkedHashSet<>(), false);
    }

    static Codes read(GrayPicture picture, Blackness blackness, Predicate<String> wanted) {
        Optional<BitMatrix> black = blackness.of(picture);
        return black.isEmpty() ? Codes.NONE : new QrReader(black.get()).all(wanted);
    }

    private Codes all(Predicate<String> wanted) {
        for (int code = 0; code < MOST_CODES; code++) {
            Optional<Seen> next = next();
            if (next.isEmpty()) {
                break;
            }
            @Nullable String text = next.get().text();
            if (text == null) {
                seen = true;
            } else {
                texts.add(text);
                if (wanted.test(text)) {
                    break;
                }
            }
            wipe(next.get().corners());
        }
        return new Codes(texts, seen);
    }

    /// @param text null where it can't be read
    private record Seen(@Nullable String text, List<ResultPoint> corners) {}

    // The library stops at the first three corners it believes in, from the top down, and part of a
    // code's data can look like one: then it finds the real ones from another side.
    private Optional<Seen> next() {
        Optional<Seen> damaged = Optional.empty();
        for (int turn = 0; turn < TURNS; turn++) {
            Optional<DetectorResult> found = detect(image);
            if (found.isEmpty() && turn == 0) {
                return Optional.empty();
            }
            if (found.isPresent()) {
                Optional<String> text = decode(found.get().getBits());
                if (text.isPresent()) {
                    return Optional.of(new Seen(text.get(), List.of(found.get().getPoints())));
                }
                if (turn == 0 && Plausible.isCode(found.get().getBits())) {
                    damaged = Optional.of(new Seen(null, List.of(found.get().getPoints())));
                }
            }
            image.rotate90();
        }
        return damaged;
    }

    static Optional<DetectorResult> detect(BitMatrix image) {
        try {
            return Optional.of(new Detector(image).detect(HINTS));
        } catch (NotFoundException | FormatException _) {
            // No three corners of a code are to be seen like this: the next way is tried.
            return Optional.empty();
        }
    }

    private static Optional<String> decode(BitMatrix code) {
        // Decoding writes into the bits, which are looked at again where it fails.
        try {
            return Optional.of(new Decoder().decode(code.clone(), HINTS).getText());
        } catch (ChecksumException | FormatException _) {
            return Optional.empty();
        }
    }

    /// Makes the square white that the three corners' centres span, with what is around them.
    private void wipe(List<ResultPoint> corners) {
        ResultPoint lowerLeft = corners.get(0);
        ResultPoint upperLeft = corners.get(1);
        ResultPoint upperRight = corners.get(2);
        float middleX = (lowerLeft.getX() + upperRight.getX()) / 2;
        float middleY = (lowerLeft.getY() + upperRight.getY()) / 2;
        // From the middle to a corner's centre, and on to the edge of what the code covers.
        float reach =
                1.5f * (float) Math.hypot(upperLeft.getX() - middleX, upperLeft.getY() - middleY);
        int left = Math.max(0, (int) (middleX - reach));
        int top = Math.max(0, (int) (middleY - reach));
        int right = Math.min(image.getWidth(), (int) (middleX + reach) + 1);
        int bottom = Math.min(image.getHeight(), (int) (middleY + reach) + 1);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                image.unset(x, y);
            }
        }
    }
}
