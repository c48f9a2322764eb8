package io.batchline.workload.sheets.draft;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.PDFont;

/// Letters as outlines, from the font that comes with PDFBox: the JDK draws text only where the
/// system has fonts.
final class LetterShapes {
    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String FURTHER = "abcdefghijklmnopqrstuvwxyz .,:_-";

    private final Map<Character, Shape> outlines = new HashMap<>();
    private final Map<Character, Double> widths = new HashMap<>();
    private final Map<Character, double[]> patches = new HashMap<>();

    private LetterShapes() {}

    static LetterShapes load() {
        LetterShapes shapes = new LetterShapes();
        try (InputStream in = PDFont.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IOException("PDFBox has no font at " + FONT);
            }
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
                String letters = LETTERS + FURTHER;
                for (int i = 0; i < letters.length(); i++) {
                    shapes.add(font, letters.charAt(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shapes;
    }

    private void add(TrueTypeFont font, char letter) throws IOException {
        int glyph = font.getUnicodeCmapLookup().getGlyphId(letter);
        double em = font.getUnitsPerEm();
        GlyphData data = font.getGlyph().getGlyph(glyph);
        Shape outline = data == null ? new Path2D.Double() : data.getPath();
        outlines.put(
                letter,
                AffineTransform.getScaleInstance(1 / em, -1 / em).createTransformedShape(outline));
        widths.put(letter, font.getAdvanceWidth(glyph) / em);
    }

    /// A line of text at size 1 with its base line at 0; letters that there are none of are left
    /// out.
    Shape text(String line) {
        Path2D path = new Path2D.Double();
        double x = 0;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            Shape outline = outlines.get(letter);
            if (outline != null) {
                path.append(
                        AffineTransform.getTranslateInstance(x, 0).createTransformedShape(outline),
                        false);
                x += widths.getOrDefault(letter, 0.0);
            }
        }
        return path;
    }

    /// A capital letter or digit as a patch that fills its height.
    double[] patch(char letter) {
        return patches.computeIfAbsent(letter, this::drawn);
    }

    private double[] drawn(char letter) {
        int side = 4 * LetterPatch.SIDE;
        Shape outline = outlines.get(letter);
        if (outline == null) {
            throw new IllegalArgumentException("there is no outline of '" + letter + "'");
        }
        Rectangle2D bounds = outline.getBounds2D();
        double scale = side / bounds.getHeight();
        AffineTransform place = AffineTransform.getTranslateInstance(side / 2.0, 0);
        place.scale(scale, scale);
        place.translate(-bounds.getCenterX(), -bounds.getMinY());
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.fill(place.createTransformedShape(outline));
        pen.dispose();
        double[] patch = new double[LetterPatch.SIDE * LetterPatch.SIDE];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                patch[y / 4 * LetterPatch.SIDE + x / 4] +=
                        image.getRaster().getSample(x, y, 0) / (255.0 * 16);
            }
        }
        return patch;
    }
}
