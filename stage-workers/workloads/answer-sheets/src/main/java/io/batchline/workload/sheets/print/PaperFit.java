package io.batchline.workload.sheets.print;

/// Where the template's page lies on the paper: scaled evenly, as large as the paper allows.
///
/// @param scale points per unit of the template
/// @param left points from the paper's left edge to the page's
/// @param top points from the paper's top edge to the page's
record PaperFit(Paper paper, double scale, double left, double top) {
    /// What office printers leave white at each edge, with some to spare.
    static final double EDGE = 5 * Paper.POINTS_PER_MILLIMETRE;

    /// The page covers the paper where nothing drawn comes too near to the paper's edge; else it is
    /// made as small as that takes.
    ///
    /// @param page the template's page
    /// @param drawn what of it is printed
    static PaperFit of(Area page, Area drawn, Paper paper) {
        double full = Math.min(paper.width() / page.width(), paper.height() / page.height());
        PaperFit fit = centred(page, paper, full);
        if (fit.isInside(drawn)) {
            return fit;
        }
        double within =
                Math.min(
                        (paper.width() - 2 * EDGE) / drawn.width(),
                        (paper.height() - 2 * EDGE) / drawn.height());
        return centred(drawn, paper, Math.min(full, within));
    }

    private static PaperFit centred(Area area, Paper paper, double scale) {
        return new PaperFit(
                paper,
                scale,
                paper.width() / 2 - area.centerX() * scale,
                paper.height() / 2 - area.centerY() * scale);
    }

    private boolean isInside(Area drawn) {
        return x(drawn.left()) >= EDGE
                && x(drawn.right()) <= paper.width() - EDGE
                && y(drawn.bottom()) >= EDGE
                && y(drawn.top()) <= paper.height() - EDGE;
    }

    /// The part of the paper that printers print on, in the template's units.
    Area printable() {
        return new Area(
                (EDGE - left) / scale,
                (EDGE - top) / scale,
                (paper.width() - EDGE - left) / scale,
                (paper.height() - EDGE - top) / scale);
    }

    /// Points from the paper's left edge.
    float x(double units) {
        return (float) (left + units * scale);
    }

    /// Points from the paper's lower edge, as PDF counts.
    float y(double units) {
        return (float) (paper.height() - top - units * scale);
    }

    float length(double units) {
        return (float) (units * scale);
    }

    double units(double points) {
        return points / scale;
    }
}
