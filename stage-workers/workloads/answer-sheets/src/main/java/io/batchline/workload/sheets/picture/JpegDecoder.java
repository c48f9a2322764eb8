package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.jpeg.JpegScans;
import io.batchline.workload.sheets.jpeg.TurboJpeg;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.JpegHeader.Channels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Decodes JPEG: by libturbojpeg what it decodes without a complaint, by ImageIO everything else,
/// which also says what is wrong with a file.
final class JpegDecoder {
    private static final int INKS = 4;

    private final PixelLimit limit;
    private final Bands bands;
    private final Optional<TurboJpeg> turbo;

    JpegDecoder(PixelLimit limit, Bands bands, Optional<TurboJpeg> turbo) {
        this.limit = limit;
        this.bands = bands;
        this.turbo = turbo;
    }

    /// Upright, as the file's EXIF tells.
    Decoding upright(byte[] file, Detail detail) {
        return switch (stored(file, detail)) {
            case Decoded(GrayPicture picture) ->
                    new Decoded(JpegHeader.read(file).orientation().turn(picture));
            case Undecodable bad -> bad;
        };
    }

    /// With its rows as they are stored.
    Decoding stored(byte[] file, Detail detail) {
        return turbo.flatMap(library -> byTurbo(library, file, detail))
                .<Decoding>map(Decoded::new)
                .orElseGet(() -> byImageIo(file, detail));
    }

    private Optional<GrayPicture> byTurbo(TurboJpeg library, byte[] file, Detail detail) {
        return JpegFrame.at(ByteBuffer.wrap(file), 0)
                .filter(frame -> limit.admits(frame.width(), frame.height()))
                .flatMap(frame ->
                        library.decode(
                                file,
                                frame.width(),
                                frame.height(),
                                detail.divisor(frame.width(), frame.height())))
                .map(grey -> new GrayPicture(grey.width(), grey.height(), grey.pixels()));
    }

    private Decoding byImageIo(byte[] file, Detail detail) {
        if (JpegScans.tooMany(file)) {
            return new Undecodable(PictureFault.TOO_LARGE, JpegScans.EXCESS);
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream stream = new BytesImageInput(ByteBuffer.wrap(file))) {
            List<String> damage = new ArrayList<>();
            reader.addIIOReadWarningListener((_, warning) -> damage.add(warning));
            reader.setInput(stream, false, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (!limit.admits(width, height)) {
                return new Undecodable(PictureFault.TOO_LARGE, limit.excess(width, height));
            }
            long bits = (long) Byte.SIZE * channels(file);
            Optional<String> excess = limit.excessInBands(width, height, bits);
            if (excess.isPresent()) {
                return new Undecodable(PictureFault.TOO_LARGE, excess.get());
            }
            Channels channels = JpegHeader.read(file).channels();
            GrayPicture picture =
                    new ImageIoBands(reader, 0, bands)
                            .read(
                                    bits,
                                    1,
                                    detail,
                                    part -> Luma.ofJpeg(reader.readRaster(0, part), channels));
            Optional<String> lost = damage.stream().filter(JpegDecoder::losesPixels).findFirst();
            return lost.isPresent() ? corrupt(lost.get()) : new Decoded(picture);
        } catch (IOException | RuntimeException e) {
            // The JDK's reader answers damaged data with either, and with many kinds of the second.
            return corrupt(e.toString());
        } finally {
            reader.dispose();
        }
    }

    private static int channels(byte[] file) {
        return JpegFrame.at(ByteBuffer.wrap(file), 0).map(JpegFrame::channels).orElse(INKS);
    }

    /// Scanners leave stray bytes between segments; that costs no pixel.
    static boolean losesPixels(String warning) {
        return warning.startsWith("Premature end")
                || (warning.startsWith("Corrupt") && !warning.contains("extraneous bytes"));
    }

    private static Undecodable corrupt(String why) {
        return new Undecodable(PictureFault.CORRUPT, "the picture's data is damaged: " + why);
    }
}
