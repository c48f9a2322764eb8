package io.batchline.workload.sheets.qr;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.oned.Code128Reader;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.IntFunction;

/// Reads Code 128 along and across a page, from either end, by lines laid through the page at even
/// steps. Used by one thread, once.
final class Bars {
    /// A line every so many hundredths of the page's shorter side: bars are some times as high.
    private static final double STEP = 0.006;

    private final GrayPicture picture;
    private final Code128Reader reader = new Code128Reader();
    private final SequencedSet<String> texts = new LinkedHashSet<>();

    private Bars(GrayPicture picture) {
        this.picture = picture;
    }

    /// The texts, from the top down and then from the left.
    static SequencedSet<String> texts(GrayPicture picture) {
        Bars bars = new Bars(picture);
        int width = picture.width();
        int height = picture.height();
        int step = Math.max(3, (int) (Math.min(width, height) * STEP));
        bars.look(height, step, y -> bars.line(y * width, 1, width, width));
        bars.look(width, step, x -> bars.line(x, width, height, 1));
        return bars.texts;
    }

    /// A text counts when two lines say it: its check digit lets one wrong reading in a hundred
    /// pass. Skewed bars are crossed in full by few lines, so the second is looked for close by.
    private void look(int side, int step, IntFunction<byte[]> line) {
        for (int at = 1; at < side - 1; at += step) {
            Optional<String> text = read(line.apply(at));
            if (text.isPresent() && !texts.contains(text.get())) {
                int before = Math.max(1, at - 2);
                int after = Math.min(side - 2, at + 2);
                boolean again =
                        read(line.apply(before)).equals(text)
                                || read(line.apply(after)).equals(text);
                if (again) {
                    texts.add(text.get());
                }
            }
        }
    }

    /// The means of three pixels side by side along a line.
    private byte[] line(int from, int along, int length, int aside) {
        byte[] pixels = picture.pixels();
        byte[] line = new byte[length];
        for (int n = 0; n < length; n++) {
            int at = from + n * along;
            int sum =
                    (pixels[at - aside] & 0xFF) + (pixels[at] & 0xFF) + (pixels[at + aside] & 0xFF);
            line[n] = (byte) (sum / 3);
        }
        return line;
    }

    private Optional<String> read(byte[] line) {
        try {
            BitArray black =
                    new GlobalHistogramBinarizer(
                                    Blackness.source(new GrayPicture(line.length, 1, line)))
                            .getBlackRow(0, null);
            Optional<String> text = decoded(black);
            if (text.isPresent()) {
                return text;
            }
            black.reverse();
            return decoded(black);
        } catch (NotFoundException _) {
            // A line of one grey.
            return Optional.empty();
        }
    }

    private Optional<String> decoded(BitArray line) {
        try {
            return Optional.of(reader.decodeRow(0, line, null).getText())
                    .filter(text -> !text.isBlank());
        } catch (NotFoundException | ChecksumException | FormatException _) {
            return Optional.empty();
        }
    }
}
