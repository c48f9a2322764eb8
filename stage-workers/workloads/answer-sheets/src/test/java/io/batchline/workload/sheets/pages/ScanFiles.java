package io.batchline.workload.sheets.pages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// Writes pictures as the files that scanners make.
public final class ScanFiles {
    private ScanFiles() {}

    public static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer of " + format);
        }
        return out.toByteArray();
    }

    public static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
        return jpeg(image, 0.8f, progressive);
    }

    /// @param quality 0 to 1
    public static byte[] jpeg(BufferedImage image, float quality, boolean progressive)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            param.setProgressiveMode(
                    progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /// @param compression as ImageIO names it, for example `CCITT T.6`
    public static byte[] tiff(String compression, List<BufferedImage> pages) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), param);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /// Puts a picture into a document.
    @FunctionalInterface
    public interface Embedding {
        PDImageXObject in(PDDocument document, BufferedImage image) throws IOException;

        Embedding LOSSLESS = LosslessFactory::createFromImage;
        Embedding JPEG = (document, image) -> JPEGFactory.createFromImage(document, image, 0.9f);
    }

    /// One page of the picture's size at 200 dpi for each picture, nothing but the picture on it.
    public static byte[] pdf(Embedding embedding, List<BufferedImage> pages) {
        return pdf(document -> {
            for (BufferedImage image : pages) {
                float width = image.getWidth() * 72f / 200;
                float height = image.getHeight() * 72f / 200;
                PDPage page = new PDPage(new PDRectangle(width, height));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(embedding.in(document, image), 0, 0, width, height);
                }
            }
        });
    }

    /// Fills a document.
    @FunctionalInterface
    public interface Filling {
        void fill(PDDocument document) throws IOException;
    }

    public static byte[] pdf(Filling filling) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            filling.fill(document);
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// The picture in another of `BufferedImage`'s types.
    public static BufferedImage as(int type, BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                // Drawing would dither what becomes 1 bit.
                int grey = image.getRaster().getSample(x, y, 0);
                if (type == BufferedImage.TYPE_BYTE_BINARY) {
                    copy.getRaster().setSample(x, y, 0, grey < 128 ? 0 : 1);
                } else {
                    for (int band = 0; band < copy.getRaster().getNumBands(); band++) {
                        copy.getRaster().setSample(x, y, band, grey);
                    }
                }
            }
        }
        return copy;
    }
}
