package io.batchline.workload.sheets.pages;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// Writes 1-bit pictures as JBIG2 for a PDF: one region on one page.
final class Jbig2Pictures {
    static final int PAGE = 48;
    static final int GENERIC = 38;
    private static final int CONTEXTS = 1 << 16;
    private static final int END_OF_PAGE = 49;
    private static final byte[] NOMINAL_PIXELS = {3, -1, -3, -1, 2, -2, -2, -2};

    private Jbig2Pictures() {}

    static PDImageXObject embedded(PDDocument document, BufferedImage bits) throws IOException {
        return embedded(document, bits, stream(bits));
    }

    static PDImageXObject embedded(PDDocument document, BufferedImage bits, byte[] stream)
            throws IOException {
        return new PDImageXObject(
                document,
                new ByteArrayInputStream(stream),
                COSName.JBIG2_DECODE,
                bits.getWidth(),
                bits.getHeight(),
                1,
                PDDeviceGray.INSTANCE);
    }

    static byte[] stream(BufferedImage bits) {
        int width = bits.getWidth();
        int height = bits.getHeight();
        return joined(
                segment(0, PAGE, page(width, height)),
                segment(1, GENERIC, region(width, height, arithmetic(bits.getRaster()))),
                segment(2, END_OF_PAGE, new byte[0]));
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] segment(int number, int type, byte[] data) {
        return written(to -> {
            to.writeInt(number);
            to.writeByte(type);
            to.writeByte(0);
            to.writeByte(1);
            to.writeInt(data.length);
            to.write(data);
        });
    }

    static byte[] page(int width, int height) {
        return written(to -> {
            to.writeInt(width);
            to.writeInt(height);
            to.writeLong(0);
            to.writeByte(0);
            to.writeShort(0);
        });
    }

    static byte[] region(int width, int height, byte[] coded) {
        return written(to -> {
            to.writeInt(width);
            to.writeInt(height);
            to.writeLong(0);
            to.writeByte(0);
            to.writeByte(0);
            to.write(NOMINAL_PIXELS);
            to.write(coded);
        });
    }

    /// Each pixel by the sixteen around it that are known before it. Which number stands for which
    /// of them is the coder's own matter: all begin alike.
    private static byte[] arithmetic(Raster bits) {
        ArithmeticCoder coder = new ArithmeticCoder(CONTEXTS);
        for (int y = 0; y < bits.getHeight(); y++) {
            for (int x = 0; x < bits.getWidth(); x++) {
                int context = 0;
                for (int dx = -2; dx <= 2; dx++) {
                    context = context << 1 | black(bits, x + dx, y - 2);
                }
                for (int dx = -3; dx <= 3; dx++) {
                    context = context << 1 | black(bits, x + dx, y - 1);
                }
                for (int dx = -4; dx < 0; dx++) {
                    context = context << 1 | black(bits, x + dx, y);
                }
                coder.code(context, black(bits, x, y));
            }
        }
        return coder.end();
    }

    private static int black(Raster bits, int x, int y) {
        return x < 0 || y < 0 || x >= bits.getWidth() ? 0 : 1 - bits.getSample(x, y, 0);
    }

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
