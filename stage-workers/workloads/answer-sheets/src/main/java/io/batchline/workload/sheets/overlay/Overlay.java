package io.batchline.workload.sheets.overlay;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.FieldReading.Box;
import io.batchline.workload.sheets.read.FieldReading.Choice;
import io.batchline.workload.sheets.read.PageView;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.List;

/// A scan with what was read drawn over it: the page and its markers, marks, doubtful fields, each
/// where it was found or looked for.
public final class Overlay {
    /// A larger picture is made smaller by a whole number, so that it can be shown at once.
    static final int LONGEST_SIDE = 1200;

    private static final float THIN = 1;
    private static final float THICK = 3;

    private final PageView view;
    private final int shrunk;
    private final Graphics2D pen;

    private Overlay(PageView view, int shrunk, Graphics2D pen) {
        this.view = view;
        this.shrunk = shrunk;
        this.pen = pen;
    }

    /// @param fields all fields of the sheet with their evidence
    /// @param landmarks the page's edge and its markers
    public static BufferedImage of(PageView view, List<FieldReading> fields, List<Box> landmarks) {
        int shrunk = shrunk(view.picture());
        BufferedImage picture = paper(view.picture(), shrunk);
        Graphics2D pen = picture.createGraphics();
        try {
            var overlay = new Overlay(view, shrunk, pen);
            landmarks.forEach(box -> overlay.outline(box, Ink.PAGE, THICK));
            fields.forEach(overlay::draw);
        } finally {
            pen.dispose();
        }
        return picture;
    }

    /// How many pixels of the scan, each way, make one of the overlay.
    static int shrunk(GrayPicture picture) {
        int longest = Math.max(picture.width(), picture.height());
        return Math.max(1, (longest + LONGEST_SIDE - 1) / LONGEST_SIDE);
    }

    private void draw(FieldReading field) {
        for (Choice choice : field.choices()) {
            if (choice.marked()) {
                outline(choice.box(), Ink.MARK, THICK);
            } else if (field.doubt().isPresent()) {
                outline(choice.box(), Ink.DOUBT, THIN);
            }
        }
        if (field.doubt().isPresent()) {
            outline(Places.around(field), Ink.DOUBT, THICK);
        }
    }

    private void outline(Box box, Ink ink, float width) {
        pen.setColor(ink.colour());
        pen.setStroke(new BasicStroke(width));
        var polygon = new Polygon();
        for (Point corner : Places.corners(box)) {
            Point pixel = view.fromPage().apply(corner);
            polygon.addPoint(
                    (int) Math.round(pixel.x() / shrunk), (int) Math.round(pixel.y() / shrunk));
        }
        pen.drawPolygon(polygon);
    }

    /// The scan in greys, each pixel the mean of a square of the scan's.
    private static BufferedImage paper(GrayPicture scan, int shrunk) {
        int width = Math.max(1, scan.width() / shrunk);
        int height = Math.max(1, scan.height() / shrunk);
        BufferedImage paper = Ink.paper(width, height);
        byte[] pixels = ((DataBufferByte) paper.getRaster().getDataBuffer()).getData();
        int[] sums = new int[width];
        int rows = Math.min(shrunk, scan.height());
        int columns = Math.min(shrunk, scan.width());
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            for (int row = y * shrunk; row < y * shrunk + rows; row++) {
                add(scan, row, columns, shrunk, sums);
            }
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = Ink.grey(sums[x] / (rows * columns));
            }
        }
        return paper;
    }

    private static void add(GrayPicture scan, int row, int columns, int shrunk, int[] sums) {
        byte[] pixels = scan.pixels();
        for (int x = 0; x < sums.length; x++) {
            int from = row * scan.width() + x * shrunk;
            int sum = 0;
            for (int at = from; at < from + columns; at++) {
                sum += pixels[at] & 0xFF;
            }
            sums[x] += sum;
        }
    }
}
