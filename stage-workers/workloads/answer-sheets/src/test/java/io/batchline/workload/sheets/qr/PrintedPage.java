package io.batchline.workload.sheets.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/// A scanned page to be searched for codes: rings as a form has, lines of print, and codes put
/// anywhere, then spoilt.
final class PrintedPage {
    static final int PAPER = 245;
    static final int PRINT = 25;

    private final GrayPicture page;

    private PrintedPage(GrayPicture page) {
        this.page = page;
    }

    static PrintedPage blank(int width, int height) {
        GrayPicture page = GrayPicture.black(width, height);
        Arrays.fill(page.pixels(), (byte) PAPER);
        return new PrintedPage(page);
    }

    /// A form of A4 with rows of rings, every fourth filled, and lines of something like letters.
    static PrintedPage form(int dpi) {
        int width = (int) Math.round(8.27 * dpi);
        int height = (int) Math.round(11.69 * dpi);
        PrintedPage page = blank(width, height);
        double step = dpi / 4.0;
        for (double y = height * 0.4; y < height * 0.85; y += step) {
            for (double x = width * 0.1; x < width * 0.9; x += step) {
                page.ring(x, y, dpi * 0.1, (int) (x + y) % 4 == 0);
            }
        }
        for (double y = height * 0.02; y < height * 0.1; y += step) {
            page.letters(width * 0.3, y, width * 0.4, dpi * 0.1);
        }
        return page;
    }

    GrayPicture picture() {
        return page;
    }

    /// A QR code around a middle, each module `module` pixels wide, turned by an angle.
    PrintedPage qr(
            String text,
            ErrorCorrectionLevel level,
            double x,
            double y,
            double module,
            double angle) {
        return put(qrBits(text, level), x, y, module, module, angle);
    }

    /// A Code 128 whose narrowest bar is `module` pixels wide.
    PrintedPage bars(String text, double x, double y, double module, double height, double angle) {
        BitMatrix bits = new Code128Writer().encode(text, BarcodeFormat.CODE_128, 1, 1);
        return put(bits, x, y, module, height, angle);
    }

    static BitMatrix qrBits(String text, ErrorCorrectionLevel level) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            1,
                            1,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    level,
                                    EncodeHintType.MARGIN,
                                    0));
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        }
    }

    PrintedPage put(
            BitMatrix bits, double x, double y, double moduleX, double moduleY, double angle) {
        double halfWidth = bits.getWidth() * moduleX / 2;
        double halfHeight = bits.getHeight() * moduleY / 2;
        double cos = Math.cos(Math.toRadians(angle));
        double sin = Math.sin(Math.toRadians(angle));
        int reach = (int) Math.ceil(Math.hypot(halfWidth, halfHeight));
        for (int py = Math.max(0, (int) y - reach); py < Math.min(page.height(), y + reach); py++) {
            for (int px = Math.max(0, (int) x - reach);
                    px < Math.min(page.width(), x + reach);
                    px++) {
                int black = 0;
                for (int part = 0; part < 9; part++) {
                    double dx = px + (part % 3 + 0.5) / 3 - x;
                    double dy = py + (Math.floorDiv(part, 3) + 0.5) / 3 - y;
                    double u = (cos * dx + sin * dy + halfWidth) / moduleX;
                    double v = (-sin * dx + cos * dy + halfHeight) / moduleY;
                    boolean inside =
                            u >= 0 && v >= 0 && u < bits.getWidth() && v < bits.getHeight();
                    black += inside && bits.get((int) u, (int) v) ? 1 : 0;
                }
                int at = py * page.width() + px;
                int paper = page.pixels()[at] & 0xFF;
                page.pixels()[at] = (byte) (paper - (paper - PRINT) * black / 9);
            }
        }
        return this;
    }

    /// A patch of one grey.
    PrintedPage patch(double x, double y, double radius, int grey) {
        for (int py = (int) (y - radius); py <= y + radius; py++) {
            for (int px = (int) (x - radius); px <= x + radius; px++) {
                boolean inside = px >= 0 && py >= 0 && px < page.width() && py < page.height();
                if (inside && Math.hypot(px - x, py - y) <= radius) {
                    page.pixels()[py * page.width() + px] = (byte) grey;
                }
            }
        }
        return this;
    }

    PrintedPage noise(double sigma, Random random) {
        for (int at = 0; at < page.pixels().length; at++) {
            double grey = (page.pixels()[at] & 0xFF) + sigma * random.nextGaussian();
            page.pixels()[at] = (byte) Math.clamp(Math.round(grey), 0, 255);
        }
        return this;
    }

    /// Greys squeezed between two, the right edge of the page darker than the left.
    PrintedPage faint(int darkest, int brightest, double shadow) {
        for (int at = 0; at < page.pixels().length; at++) {
            double light = 1 - shadow * (at % page.width()) / page.width();
            double grey = darkest + (page.pixels()[at] & 0xFF) / 255.0 * (brightest - darkest);
            page.pixels()[at] = (byte) Math.round(grey * light);
        }
        return this;
    }

    PrintedPage turned() {
        GrayPicture turned =
                GrayPicture.black(/* width= */ page.height(), /* height= */ page.width());
        for (int y = 0; y < page.height(); y++) {
            for (int x = 0; x < page.width(); x++) {
                turned.pixels()[x * turned.width() + page.height() - 1 - y] = (byte) page.at(x, y);
            }
        }
        return new PrintedPage(turned);
    }

    private void ring(double x, double y, double radius, boolean filled) {
        for (int py = (int) (y - radius); py <= y + radius; py++) {
            for (int px = (int) (x - radius); px <= x + radius; px++) {
                double from = Math.hypot(px - x, py - y);
                if (from <= radius && (from >= radius * 0.85 || (filled && from < radius * 0.8))) {
                    page.pixels()[py * page.width() + px] = (byte) PRINT;
                }
            }
        }
    }

    private void letters(double x, double y, double width, double height) {
        for (int py = (int) y; py < y + height; py++) {
            for (int px = (int) x; px < x + width; px++) {
                if ((px * 7 / (int) height + py * 5 / (int) height) % 3 == 0) {
                    page.pixels()[py * page.width() + px] = (byte) PRINT;
                }
            }
        }
    }
}
