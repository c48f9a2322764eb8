package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.jpeg.TurboJpeg;
import io.batchline.workload.sheets.jpeg.TurboLibrary;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Decodes JPEG (grey, colour, CMYK), PNG (any depth, palette, transparency), WebP, TIFF (any
/// compression that the JDK reads: fax G3 and G4, LZW, JPEG, Deflate, PackBits) and BMP to grey,
/// upright by the orientation that their EXIF or TIFF tags tell.
///
/// JPEG is decoded by libturbojpeg where this process has it: at [Detail#FULL] to the same pixels.
/// Refuses a picture that claims more pixels or bytes than the limit before it allocates any; large
/// ones are decoded in bands where their format allows it, and one at a time. Never throws for what
/// the bytes hold. Safe to use from many threads.
public final class PictureDecoder {
    private final PixelLimit limit;
    private final Bands bands;
    private final JpegDecoder jpegs;
    private final TiffDecoder tiffs;

    /// With the library of this process, if it has one.
    public PictureDecoder(PixelLimit limit) {
        this(limit, TurboLibrary.ofThisProcess().jpeg());
    }

    /// @param turbo what decodes JPEG; empty where ImageIO does
    public PictureDecoder(PixelLimit limit, Optional<TurboJpeg> turbo) {
        this.limit = limit;
        this.bands = new Bands(limit);
        this.jpegs = new JpegDecoder(limit, bands, turbo);
        this.tiffs = new TiffDecoder(limit, bands);
    }

    /// What names of files that begin like this usually end with; empty where they are no pictures.
    public static Optional<String> ending(ByteBuffer start) {
        return PictureFormat.of(start).map(PictureFormat::ending);
    }

    /// How many pictures the file holds: more than one only in a TIFF.
    public PageCount pages(ByteBuffer file) {
        if (PictureFormat.of(file).filter(PictureFormat.TIFF::equals).isEmpty()) {
            return new PageCount.Counted(1);
        }
        try {
            return new PageCount.Counted(TiffDirectories.pages(file).size());
        } catch (IOException | IndexOutOfBoundsException e) {
            return new PageCount.Uncounted(corrupt(String.valueOf(e.getMessage())));
        }
    }

    /// Decodes the file's first picture at its full size.
    public Decoding decode(byte[] file) {
        return decode(ByteBuffer.wrap(file), 1, Detail.FULL);
    }

    /// Decodes one of the file's pictures, from 1, at its full size.
    public Decoding decode(byte[] file, int page) {
        return decode(ByteBuffer.wrap(file), page, Detail.FULL);
    }

    /// @param file from 0 to its limit; only a TIFF may be without an array
    /// @param page which of the file's pictures, from 1
    /// @param detail how large the picture must be; what is larger is made smaller
    public Decoding decode(ByteBuffer file, int page, Detail detail) {
        Optional<PictureFormat> format = PictureFormat.of(file);
        if (format.isEmpty()) {
            return new Undecodable(
                    PictureFault.NOT_A_PICTURE,
                    "not a picture: its first bytes are not those of JPEG, PNG, WebP, TIFF, BMP or PDF");
        }
        return switch (format.get()) {
            case TIFF -> tiffs.decode(file, page, detail);
            case JPEG -> withArray(file, bytes -> jpegs.upright(bytes, detail));
            case PNG, WEBP, BMP -> withArray(file, bytes -> decode(bytes, format.get(), detail));
        };
    }

    private static Decoding withArray(ByteBuffer file, Function<byte[], Decoding> decode) {
        return file.hasArray() && file.arrayOffset() == 0 && file.array().length == file.limit()
                ? decode.apply(file.array())
                : new Undecodable(
                        PictureFault.TOO_LARGE,
                        "a file of %d bytes: only a PDF or TIFF may be so large"
                                .formatted(file.limit()));
    }

    private static ByteBuffer picture(byte[] file, PictureFormat format) throws IOException {
        return switch (format) {
            case WEBP -> ByteBuffer.wrap(WebpPicture.alone(file));
            case PNG -> PngChunks.alone(file);
            case BMP, JPEG, TIFF -> ByteBuffer.wrap(file);
        };
    }

    private Decoding decode(byte[] file, PictureFormat format, Detail detail) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.imageIoName()).next();
        try (ImageInputStream stream = new BytesImageInput(picture(file, format))) {
            List<String> damage = new ArrayList<>();
            reader.addIIOReadWarningListener((_, warning) -> damage.add(warning));
            reader.setInput(stream, false, true);
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
            long bits = ImageIoBands.bits(reader, 0);
            Optional<String> excess =
                    format == PictureFormat.WEBP
                            ? WebpPicture.excess(width, height, limit)
                            : limit.excessInBands(width, height, bits);
            if (excess.isPresent()) {
                return new Undecodable(PictureFault.TOO_LARGE, excess.get());
            }
            GrayPicture picture = upright(file, format, reader, bits, detail);
            return damage.stream()
                    .filter(JpegDecoder::losesPixels)
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
    public Decoding decodeStoredJpeg(byte[] file, Detail detail) {
        return PictureFormat.of(ByteBuffer.wrap(file))
                        .filter(PictureFormat.JPEG::equals)
                        .isPresent()
                ? jpegs.stored(file, detail)
                : corrupt("it is called a JPEG and does not begin as one");
    }

    /// Makes a grey picture of what somebody else decodes whole, one large one at a time.
    ///
    /// @param bits of a pixel as it is decoded
    /// @param greys one byte a pixel, row after row
    public GrayPicture whole(int width, int height, long bits, Detail detail, Unpacking greys)
            throws IOException {
        return bands.read(width, height, bits, height, detail, _ -> greys.run());
    }

    /// Decodes a picture in another way than this decoder's.
    @FunctionalInterface
    public interface Unpacking {
        byte[] run() throws IOException;
    }

    private GrayPicture upright(
            byte[] file, PictureFormat format, ImageReader reader, long bits, Detail detail)
            throws IOException {
        int height = reader.getHeight(0);
        ImageIoBands parts = new ImageIoBands(reader, 0, bands);
        return switch (format) {
            case PNG -> {
                if (!PngChunks.isInterlaced(file)) {
                    ImageIoBands.stopAtEnd(reader);
                }
                GrayPicture stored =
                        parts.read(bits, 1, detail, part -> Luma.ofPng(reader.read(0, part)));
                yield PngChunks.orientation(file).turn(stored);
            }
            case WEBP ->
                    parts.read(
                            WebpPicture.HELD_BITS,
                            height,
                            detail,
                            part -> Luma.rounded(reader.read(0, part).getRaster()));
            case BMP, JPEG, TIFF ->
                    parts.read(bits, 1, detail, part -> Luma.of(reader.read(0, part)));
        };
    }

    private Undecodable tooLarge(long width, long height) {
        return new Undecodable(PictureFault.TOO_LARGE, limit.excess(width, height));
    }

    private static Undecodable corrupt(String why) {
        return new Undecodable(PictureFault.CORRUPT, "the picture's data is damaged: " + why);
    }
}
