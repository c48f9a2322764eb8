package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Luma;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.picture.Warp;
import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A printed sheet that somebody filled in and scanned.
///
/// @param marked per field label the values of the bubbles that were filled, joined
/// @param scan what the scanner made of it
public record FilledPrint(Map<String, String> marked, GrayPicture scan) {
    private static final int NOISE = 12;

    /// @param page of the PDF, from 0
    /// @param degrees that the sheet lies askew
    public static FilledPrint of(
            Path pdf,
            int page,
            SheetTemplate template,
            Paper paper,
            int dpi,
            double degrees,
            long seed)
            throws IOException, TemplateRejected {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image;
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            image = new PDFRenderer(document).renderImageWithDPI(page, dpi, ImageType.GRAY);
        }
        Map<String, String> marked =
                mark(image, FormLayout.of(Form.of(template), paper), dpi / 72.0, random);
        GrayPicture print = new GrayPicture(image.getWidth(), image.getHeight(), Luma.of(image));
        return new FilledPrint(marked, scanned(print, degrees, random));
    }

    private static Map<String, String> mark(
            BufferedImage image, FormLayout layout, double perPoint, SplittableRandom random) {
        Map<String, String> marked = new LinkedHashMap<>();
        PaperFit fit = layout.fit();
        Graphics2D pen = image.createGraphics();
        for (FieldBlock block : layout.form().template().blocks()) {
            for (Field field : block.fields()) {
                StringBuilder values = new StringBuilder();
                // One in ten fields stays empty, one in twenty has two marks.
                int chance = random.nextInt(20);
                int count = chance < 2 ? 0 : chance == 2 ? 2 : 1;
                int first = random.nextInt(field.bubbles().size());
                for (int i = 0; i < field.bubbles().size(); i++) {
                    int turn = Math.floorMod(i - first, field.bubbles().size());
                    if (turn < count) {
                        Bubble bubble = field.bubbles().get(i);
                        values.append(bubble.value());
                        int grey = 40 + random.nextInt(50);
                        pen.setColor(new Color(grey, grey, grey));
                        double width = fit.length(block.bubbleSize().first()) * perPoint;
                        double height = fit.length(block.bubbleSize().second()) * perPoint;
                        double left = fit.x(bubble.x()) * perPoint;
                        double top = (fit.paper().height() - fit.y(bubble.y())) * perPoint;
                        double wobble = 0.06 * width * (random.nextDouble() - 0.5);
                        pen.fill(
                                new Ellipse2D.Double(
                                        left + 0.05 * width + wobble,
                                        top + 0.05 * height - wobble,
                                        0.9 * width,
                                        0.9 * height));
                    }
                }
                marked.put(field.label(), values.toString());
            }
        }
        pen.dispose();
        return marked;
    }

    private static GrayPicture scanned(GrayPicture print, double degrees, SplittableRandom random) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = print.width() / 2.0;
        double y = print.height() / 2.0;
        Projection turn =
                new Projection(
                        cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y, 0, 0, 1);
        GrayPicture scan = Warp.of(print, turn, print.width(), print.height());
        byte[] pixels = scan.pixels();
        for (int at = 0; at < pixels.length; at++) {
            int grey = 10 + (pixels[at] & 0xFF) * 225 / 255;
            pixels[at] = (byte) Math.clamp(grey + random.nextInt(2 * NOISE + 1) - NOISE, 0, 255);
        }
        return scan;
    }
}
