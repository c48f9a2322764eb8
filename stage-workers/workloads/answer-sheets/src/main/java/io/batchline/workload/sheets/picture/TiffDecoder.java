package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Decodes one page of a TIFF by ImageIO, after its directory has been checked.
final class TiffDecoder {
    private final PixelLimit limit;
    private final Bands bands;

    TiffDecoder(PixelLimit limit, Bands bands) {
        this.limit = limit;
        this.bands = bands;
    }

    /// @param page which of the file's pictures, from 1
    Decoding decode(ByteBuffer file, int page, Detail detail) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream stream = new BytesImageInput(file)) {
            List<String> damage = new ArrayList<>();
            reader.addIIOReadWarningListener((_, warning) -> damage.add(warning));
            reader.setInput(stream, false, false);
            return decode(reader, TiffDirectories.pages(file).get(page - 1), detail, damage);
        } catch (IOException | RuntimeException e) {
            // The JDK's reader answers damaged data with either, and with many kinds of the second.
            return corrupt(e.toString());
        } finally {
            reader.dispose();
        }
    }

    private Decoding decode(
            ImageReader reader, TiffDirectory page, Detail detail, List<String> damage)
            throws IOException {
        Optional<String> excess = page.excess(limit);
        if (excess.isPresent()) {
            return tooLarge(excess.get());
        }
        int index = page.index();
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        int tileWidth = reader.getTileWidth(index);
        int tileHeight = reader.getTileHeight(index);
        if (!limit.admits(width, height) || !limit.admits(tileWidth, tileHeight)) {
            return tooLarge(limit.excess(width, height));
        }
        long bits = ImageIoBands.bits(reader, index);
        Optional<String> tooMuch =
                limit.excessAtOnce(tileWidth, tileHeight, bits)
                        .or(() -> limit.excessInBands(width, height, bits));
        if (tooMuch.isPresent()) {
            return tooLarge(tooMuch.get());
        }
        GrayPicture stored =
                new ImageIoBands(reader, index, bands)
                        .read(bits, tileHeight, detail, part -> Luma.of(reader.read(index, part)));
        // What fax data is warned of costs pixels; an odd field or a left out first mark does not.
        Optional<String> lost =
                damage.stream()
                        .filter(warning ->
                                !warning.contains("begin with EOL")
                                        && !warning.contains("field")
                                        && !warning.contains("resetting"))
                        .findFirst();
        return lost.isPresent()
                ? corrupt(lost.get())
                : new Decoded(page.orientation().turn(stored));
    }

    private static Undecodable tooLarge(String why) {
        return new Undecodable(PictureFault.TOO_LARGE, why);
    }

    private static Undecodable corrupt(String why) {
        return new Undecodable(PictureFault.CORRUPT, "the picture's data is damaged: " + why);
    }
}
