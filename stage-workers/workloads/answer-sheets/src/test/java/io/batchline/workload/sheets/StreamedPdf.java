package io.batchline.workload.sheets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Writes a PDF of scanned sheets page by page, however large: each a grey picture that no packing
/// makes smaller.
final class StreamedPdf implements AutoCloseable {
    /// Of the sheets that [BareSourcesTest#marked] draws.
    private static final int SCALE = 5;

    private static final int WIDTH = 400 * SCALE;
    private static final int HEIGHT = 200 * SCALE;
    private static final int CATALOG = 1;
    private static final int PAGES = 2;

    private final OutputStream out;
    private final List<Long> offsets = new ArrayList<>();
    private final List<Integer> pages = new ArrayList<>();
    private long written;

    StreamedPdf(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file));
        offsets.add(0L);
        offsets.add(0L);
        text("%PDF-1.4\n");
    }

    /// @param answers a letter for each question
    void page(String answers) throws IOException {
        int picture = begin();
        text(
                "<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Length %d >>\nstream\n"
                        .formatted(WIDTH, HEIGHT, WIDTH * HEIGHT));
        bytes(pixels(answers));
        text("\nendstream\nendobj\n");
        int content = begin();
        String drawing = "%d 0 0 %d 0 0 cm /S Do".formatted(WIDTH, HEIGHT);
        text(
                "<< /Length %d >>\nstream\n%s\nendstream\nendobj\n"
                        .formatted(drawing.length(), drawing));
        pages.add(begin());
        text(
                "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /XObject << /S %d 0 R >> >> >>\nendobj\n"
                        .formatted(PAGES, WIDTH, HEIGHT, content, picture));
    }

    private byte[] pixels(String answers) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        new Random(pages.size()).nextBytes(pixels);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (192 + (pixels[i] & 63));
        }
        for (int question = 0; question < answers.length(); question++) {
            int left = SCALE * (50 + 60 * (answers.charAt(question) - 'A'));
            int top = SCALE * (20 + 50 * question);
            for (int y = top; y < top + 30 * SCALE; y++) {
                for (int x = left; x < left + 30 * SCALE; x++) {
                    pixels[y * WIDTH + x] &= 31;
                }
            }
        }
        return pixels;
    }

    private int begin() throws IOException {
        offsets.add(written);
        text("%d 0 obj\n".formatted(offsets.size()));
        return offsets.size();
    }

    private void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    @Override
    public void close() throws IOException {
        offsets.set(CATALOG - 1, written);
        text("%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n".formatted(CATALOG, PAGES));
        offsets.set(PAGES - 1, written);
        StringBuilder kids = new StringBuilder();
        pages.forEach(page -> kids.append(page).append(" 0 R "));
        text(
                "%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n"
                        .formatted(PAGES, pages.size(), kids));
        long table = written;
        text("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
        for (long offset : offsets) {
            text(String.format(Locale.ROOT, "%010d 00000 n \n", offset));
        }
        text(
                "trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(offsets.size() + 1, CATALOG, table));
        out.close();
    }
}
