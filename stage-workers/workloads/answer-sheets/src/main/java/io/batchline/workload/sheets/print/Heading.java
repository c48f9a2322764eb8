package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.PrintKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/// Title, name, id and further columns of one sheet, one below the other.
final class Heading {
    /// What it takes in full size, in points.
    static final double WIDTH = 75 * Paper.POINTS_PER_MILLIMETRE;

    private static final double TITLE_SIZE = 16;
    private static final double NAME_SIZE = 13;
    private static final double SIZE = 10;
    private static final double LEADING = 1.45;

    /// Smaller than this part of its size a heading is no heading.
    static final double LEAST_SCALE = 0.45;

    private record Line(String text, double size) {}

    private final List<Line> lines = new ArrayList<>();

    /// @param print what the template says of it
    /// @param page which of how many of the candidate's pages, such as `1/2`; empty for the only
    ///   one
    Heading(PrintKeys print, Candidate candidate, String page, Letters letters) {
        add(print.title(), TITLE_SIZE, letters);
        add(candidate.name(), NAME_SIZE, letters);
        add(candidate.candidate() + (page.isEmpty() ? "" : "   " + page), NAME_SIZE, letters);
        add(candidate.group(), SIZE, letters);
        for (String column : print.columns()) {
            String cell = candidate.others().getOrDefault(column, "");
            add(cell.isEmpty() ? "" : column + ": " + cell, SIZE, letters);
        }
    }

    private void add(String text, double size, Letters letters) {
        if (!text.isBlank()) {
            lines.add(new Line(letters.printable(text.strip()), size));
        }
    }

    /// Points that so many further columns make it high, in full size.
    static double height(int columns) {
        return (TITLE_SIZE + 2 * NAME_SIZE + (1 + columns) * SIZE) * LEADING;
    }

    /// @param scale of its full size, 0 to 1
    void draw(PDPageContentStream page, Letters letters, PaperFit fit, Area room, double scale)
            throws IOException {
        double y = fit.y(room.top());
        for (Line line : lines) {
            double size =
                    letters.fitted(line.text(), line.size() * scale, fit.length(room.width()));
            y -= line.size() * scale * LEADING;
            letters.write(page, line.text(), size, fit.x(room.left()), y + 0.3 * size);
        }
    }
}
