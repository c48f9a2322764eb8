package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Draws what was found over the page: seen bubbles green, reckoned ones orange, markers blue, the
/// code violet, outlines in no block red; the names of a block's first and last field, and each
/// value at the first field.
final class Overlay {
    private static final Color SEEN = new Color(0, 150, 60);
    private static final Color RECKONED = new Color(240, 110, 0);
    private static final Color MARKER = new Color(0, 90, 230);
    private static final Color CODE = new Color(150, 0, 190);
    private static final Color LOOSE = new Color(230, 0, 0);
    private static final Color NAME = new Color(190, 0, 90);

    private final LetterShapes letters;
    private final Graphics2D pen;

    private Overlay(LetterShapes letters, Graphics2D pen) {
        this.letters = letters;
        this.pen = pen;
    }

    static BufferedImage of(PageSearch page, List<DraftBlock> blocks, LetterShapes letters) {
        BufferedImage image = faded(page.page());
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setStroke(new BasicStroke(Math.max(1.5f, page.page().width() / 900f)));
        Overlay overlay = new Overlay(letters, pen);
        page.markers()
                .ifPresent(markers ->
                        markers.centers()
                                .forEach(center -> overlay.marker(center, markers.side())));
        page.code().ifPresent(overlay::code);
        blocks.forEach(overlay::block);
        page.bubbles().loose().forEach(overlay::loose);
        pen.dispose();
        return image;
    }

    /// The page in paler grey, so that colours stand out.
    private static BufferedImage faded(GrayPicture page) {
        BufferedImage image =
                new BufferedImage(page.width(), page.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < page.height(); y++) {
            for (int x = 0; x < page.width(); x++) {
                int grey = 80 + page.at(x, y) * 175 / 255;
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return image;
    }

    private void marker(Point center, double side) {
        pen.setColor(MARKER);
        pen.draw(
                new Rectangle2D.Double(
                        center.x() - side * 0.6, center.y() - side * 0.6, side * 1.2, side * 1.2));
    }

    private void code(CodePlace code) {
        pen.setColor(CODE);
        pen.draw(new Rectangle2D.Double(code.left(), code.top(), code.side(), code.side()));
    }

    private void loose(Spot spot) {
        pen.setColor(LOOSE);
        pen.draw(new Rectangle2D.Double(spot.left(), spot.top(), spot.width(), spot.height()));
    }

    private void block(DraftBlock block) {
        BubbleGrid grid = block.grid();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                Point at = grid.lattice().at(column, row);
                pen.setColor(grid.isSeen(column, row) ? SEEN : RECKONED);
                pen.draw(
                        new Ellipse2D.Double(
                                at.x() - grid.width() / 2,
                                at.y() - grid.height() / 2,
                                grid.width(),
                                grid.height()));
            }
        }
        pen.setColor(NAME);
        String first = block.labels().replaceFirst("(\\d+)\\.\\.\\d+$", "$1");
        String last = block.labels().replaceFirst("\\d+\\.\\.(\\d+)$", "$1");
        double size = 0.7 * grid.height();
        boolean across = block.choices().across();
        double step = across ? grid.lattice().yRow() : grid.lattice().xColumn();
        double x = grid.left();
        double y = grid.top() - 0.2 * size;
        write(across ? first : first + ".." + last, size, x, y);
        if (across && block.fields() > 1) {
            write(last, size, x, y + (block.fields() - 1) * step);
        }
        for (int i = 0; i < block.choices().values().length(); i++) {
            Point at = grid.lattice().at(across ? i : 0, across ? 0 : i);
            write(
                    block.choices().values().substring(i, i + 1),
                    size,
                    across ? at.x() + 0.2 * grid.width() : grid.left() - size,
                    across ? grid.bottom() + size : at.y() + 0.35 * size);
        }
    }

    private void write(String text, double size, double x, double y) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(size, size);
        pen.fill(place.createTransformedShape(letters.text(text)));
    }
}
