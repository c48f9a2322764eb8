package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes JPEG (grey, colour, CMYK), PNG (any depth, palette, transparency) and WebP to grey,
/// upright by their EXIF orientation.
///
/// Refuses a picture that claims more pixels than the limit before it allocates any. Never throws
/// for what the bytes hold. Safe to use from many threads.
public final class PictureDecoder {
    private final PixelLimit limit;

    public PictureDecoder(PixelLimit limit) {
        this.limit = limit;
    }

    public Decoding decode(byte[] file) {
        Optional<PictureFormat> format = PictureFormat.of(file);
        if (format.isEmpty()) {
            return new Undecodable(
                    PictureFault.NOT_A_PICTURE,
                    "not a picture: its first bytes are not those of JPEG, PNG or WebP");
        }
        return decode(file, format.get());
    }

    private Decoding decode(byte[] file, PictureFormat format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.imageIoName()).next();
        try (ImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            List<String> damage = new ArrayList<>();
            reader.addIIOReadWarningListener((_, warning) -> damage.add(warning));
            reader.setInput(stream, true, format != PictureFormat.PNG);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (!limit.admits(width, height)) {
                return new Undecodable(
                        PictureFault.TOO_LARGE,
                        "a picture of %d x %d pixels is over the limit of %d pixels"
                                .formatted(width, height, limit.pixels()));
            }
            GrayPicture picture = upright(file, format, reader, width, height);
            return damage.stream()
                    .filter(PictureDecoder::losesPixels)
                    .findFirst()
                    .<Decoding>map(PictureDecoder::corrupt)
                    .orElseGet(() -> new Decoded(picture));
        } catch (IOException | RuntimeException e) {
            // The JDK's readers answer damaged data with either, and with many kinds of the second.
            return corrupt(e.toString());
        } finally {
            reader.dispose();
        }
    }

    private static GrayPicture upright(
            byte[] file, PictureFormat format, ImageReader reader, int width, int height)
            throws IOException {
        return switch (format) {
            case JPEG -> {
                JpegHeader header = JpegHeader.read(file);
                byte[] grey = Luma.ofJpeg(reader.readRaster(0, null), header.channels());
                yield header.orientation().turn(new GrayPicture(width, height, grey));
            }
            case PNG -> {
                GrayPicture stored = new GrayPicture(width, height, Luma.ofPng(reader.read(0)));
                yield PngChunks.orientation(file).turn(stored);
            }
            case WEBP -> new GrayPicture(width, height, Luma.rounded(reader.read(0).getRaster()));
        };
    }

    /// Scanners leave stray bytes between segments; that costs no pixel.
    private static boolean losesPixels(String warning) {
        return warning.startsWith("Premature end")
                || (warning.startsWith("Corrupt") && !warning.contains("extraneous bytes"));
    }

    private static Undecodable corrupt(String why) {
        return new Undecodable(PictureFault.CORRUPT, "the picture's data is damaged: " + why);
    }
}
