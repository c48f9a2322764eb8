package io.batchline.workload.sheets.pages;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/// Draws a page whole or not at all: the library's own renderer leaves out what it can't read, and
/// a sheet without its scan would be taken for a blank one.
final class StrictRenderer extends PDFRenderer {
    private final PdfBounds bounds;

    StrictRenderer(PDDocument document, PdfBounds bounds) {
        super(document);
        this.bounds = bounds;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new Drawer(parameters, bounds);
    }

    private static final class Drawer extends PageDrawer {
        private final PdfBounds bounds;

        Drawer(PageDrawerParameters parameters, PdfBounds bounds) throws IOException {
            super(parameters);
            this.bounds = bounds;
        }

        @Override
        public void drawImage(PDImage picture) throws IOException {
            bounds.check(picture.getWidth(), picture.getHeight());
            super.drawImage(picture);
        }

        @Override
        protected void operatorException(
                Operator operator, List<COSBase> operands, IOException failure) throws IOException {
            throw failure;
        }
    }
}
