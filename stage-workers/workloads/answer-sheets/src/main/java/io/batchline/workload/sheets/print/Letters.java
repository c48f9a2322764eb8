package io.batchline.workload.sheets.print;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The font of a document, of which the letters that are used are embedded. Letters that it does
/// not have are printed as a box and remembered, never left out.
final class Letters {
    /// Liberation Sans, part of PDFBox: Latin, Greek and Cyrillic. Its licence (SIL Open Font
    /// License 1.1) allows embedding.
    private static final String BUILT_IN =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final String BOX = "\u25A1";
    private static final double PER_EM = 1000;

    /// Height of capital letters as a share of the font's size.
    static final double CAPITALS = 0.72;

    private final PDFont font;
    private final Map<Integer, Boolean> known = new HashMap<>();
    private final SortedSet<String> missing = new TreeSet<>();

    private Letters(PDFont font) {
        this.font = font;
    }

    /// @param file another TrueType font; its own flags must allow embedding
    static Letters embed(PDDocument document, Optional<Path> file) throws IOException {
        try (InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : builtIn()) {
            return new Letters(PDType0Font.load(document, in, true));
        } catch (IOException e) {
            if (file.isEmpty()) {
                throw e;
            }
            throw new IOException(
                    "%s can't be embedded as a font: %s".formatted(file.get(), e.getMessage()), e);
        }
    }

    private static InputStream builtIn() throws IOException {
        InputStream in = PDFont.class.getResourceAsStream(BUILT_IN);
        if (in == null) {
            throw new IOException("PDFBox has no font at " + BUILT_IN);
        }
        return in;
    }

    /// The text with a box for each letter that the font does not have.
    String printable(String text) {
        StringBuilder shown = new StringBuilder();
        // Letters with marks as one: the font has no places for marks of their own.
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(letter -> {
                    if (has(letter)) {
                        shown.appendCodePoint(letter);
                    } else {
                        missing.add("%s (U+%04X)".formatted(visible(letter), letter));
                        shown.append(has(BOX.codePointAt(0)) ? BOX : "?");
                    }
                });
        return shown.toString();
    }

    private static String visible(int letter) {
        return Character.isISOControl(letter) ? "control character" : Character.toString(letter);
    }

    private boolean has(int letter) {
        return known.computeIfAbsent(letter, this::isInFont);
    }

    private boolean isInFont(int letter) {
        if (Character.isISOControl(letter)) {
            return false;
        }
        try {
            font.encode(Character.toString(letter));
            return true;
        } catch (IllegalArgumentException | IOException _) {
            // PDFBox's way to say that there is no glyph.
            return false;
        }
    }

    /// The letters that were printed as a box since this was last asked.
    SortedSet<String> takeMissing() {
        SortedSet<String> taken = new TreeSet<>(missing);
        missing.clear();
        return taken;
    }

    /// Points that a text is wide.
    ///
    /// @param printable as [#printable] made it
    double width(String printable, double size) throws IOException {
        return font.getStringWidth(printable) / PER_EM * size;
    }

    /// The largest size in which the text is at most so wide.
    double fitted(String printable, double size, double width) throws IOException {
        double wide = width(printable, size);
        return wide <= width ? size : size * width / wide;
    }

    /// @param x of the text's left end, in points
    /// @param y of its base line
    void write(PDPageContentStream page, String printable, double size, double x, double y)
            throws IOException {
        page.beginText();
        page.setFont(font, (float) size);
        page.newLineAtOffset((float) x, (float) y);
        page.showText(printable);
        page.endText();
    }

    void writeCentred(PDPageContentStream page, String printable, double size, double x, double y)
            throws IOException {
        write(page, printable, size, x - width(printable, size) / 2, y - CAPITALS * size / 2);
    }
}
