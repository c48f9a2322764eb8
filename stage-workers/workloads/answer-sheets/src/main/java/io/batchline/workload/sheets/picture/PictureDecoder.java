package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Decodes JPEG (grey, colour, CMYK), PNG (any depth, palette, transparency), WebP, TIFF (any
/// compression that the JDK reads: fax G3 and G4, LZW, JPEG, Deflate, PackBits) and BMP to grey,
/// upright by the orientation that their EXIF or TIFF tags tell.
///
/// Refuses a picture that claims more pixels than the limit before it allocates any. Never throws
/// for what the bytes hold. Safe to use from many threads.
public final class PictureDecoder {
    private final PixelLimit limit;

    public PictureDecoder(PixelLimit limit) {
        this.limit = limit;
    }

    /// How many pictures the file holds: more than one only in a TIFF.
    public PageCount pages(byte[] file) {
        if (PictureFormat.of(file).filter(PictureFormat.TIFF::equals).isEmpty()) {
            return new PageCount.Counted(1);
        }
        try {
            return new PageCount.Counted(TiffDirectories.pages(file).size());
        } catch (IOException | IndexOutOfBoundsException e) {
            return new PageCount.Uncounted(corrupt(String.valueOf(e.getMessage())));
        }
    }

    /// Decodes the file's first picture.
    public Decoding decode(byte[] file) {
        return decode(file, 1);
    }

    /// @param page which of the file's pictures, from 1
    public Decoding decode(byte[] file, int page) {
        Optional<PictureFormat> format = PictureFormat.of(file);
        if (format.isEmpty()) {
            return new Undecodable(
                    PictureFault.NOT_A_PICTURE,
                    "not a picture: its first bytes are not those of JPEG, PNG, WebP, TIFF, BMP or PDF");
        }
        return decode(file, format.get(), page);
    }

    private Decoding decode(byte[] file, PictureFormat format, int page) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.imageIoName()).next();
        try (ImageInputStream stream = new BytesImageInput(file)) {
            List<String> damage = new ArrayList<>();
            reader.addIIOReadWarningListener((_, warning) -> damage.add(warning));
            reader.setInput(
                    stream,
                    format != PictureFormat.TIFF,
                    format != PictureFormat.PNG && format != PictureFormat.TIFF);
            if (format == PictureFormat.TIFF) {
                return tiff(reader, TiffDirectories.pages(file).get(page - 1), damage);
            }
            if (format == PictureFormat.BMP) {
                BmpHeader header = BmpHeader.of(file);
                if (header.wrapsAnother()) {
                    return corrupt("it is a BMP around another format");
                }
                if (!limit.admits(header.width(), header.height())) {
                    return tooLarge(header.width(), header.height());
                }
            }
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (!limit.admits(width, height)) {
                return tooLarge(width, height);
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

    /// Decodes a JPEG with its rows as they are stored, whatever orientation its EXIF tells: a PDF
    /// says itself how its pictures are turned.
    public Decoding decodeStoredJpeg(byte[] file) {
        return switch (decode(file)) {
            case Decoded(GrayPicture upright) ->
                    new Decoded(JpegHeader.read(file).orientation().inverse().turn(upright));
            case Undecodable bad -> bad;
        };
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
            case BMP, TIFF -> new GrayPicture(width, height, Luma.of(reader.read(0)));
        };
    }

    private Decoding tiff(ImageReader reader, TiffDirectory page, List<String> damage)
            throws IOException {
        Optional<String> excess = page.excess(limit);
        if (excess.isPresent()) {
            return new Undecodable(PictureFault.TOO_LARGE, excess.get());
        }
        int width = reader.getWidth(page.index());
        int height = reader.getHeight(page.index());
        if (!limit.admits(width, height)
                || !limit.admits(
                        reader.getTileWidth(page.index()), reader.getTileHeight(page.index()))) {
            return tooLarge(width, height);
        }
        BufferedImage image = reader.read(page.index());
        // What fax data is warned of costs pixels; an odd field or a left out first mark does not.
        Optional<String> lost =
                damage.stream()
                        .filter(warning ->
                                !warning.contains("begin with EOL")
                                        && !warning.contains("field")
                                        && !warning.contains("resetting"))
                        .findFirst();
        if (lost.isPresent()) {
            return corrupt(lost.get());
        }
        GrayPicture stored = new GrayPicture(image.getWidth(), image.getHeight(), Luma.of(image));
        return new Decoded(page.orientation().turn(stored));
    }

    /// Scanners leave stray bytes between segments; that costs no pixel.
    private static boolean losesPixels(String warning) {
        return warning.startsWith("Premature end")
                || (warning.startsWith("Corrupt") && !warning.contains("extraneous bytes"));
    }

    private Undecodable tooLarge(long width, long height) {
        return new Undecodable(PictureFault.TOO_LARGE, limit.excess(width, height));
    }

    private static Undecodable corrupt(String why) {
        return new Undecodable(PictureFault.CORRUPT, "the picture's data is damaged: " + why);
    }
}
