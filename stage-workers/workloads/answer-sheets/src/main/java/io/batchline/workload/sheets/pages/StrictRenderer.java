package io.batchline.workload.sheets.pages;

import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.PictureDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/// Draws a page whole or not at all: the library's own renderer leaves out what it can't read, and
/// a sheet without its scan would be taken for a blank one.
final class StrictRenderer extends PDFRenderer {
    private final PdfBounds bounds;
    private final PictureDecoder pictures;

    StrictRenderer(PDDocument document, PdfBounds bounds, PictureDecoder pictures) {
        super(document);
        this.bounds = bounds;
        this.pictures = pictures;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new Drawer(parameters);
    }

    private final class Drawer extends PageDrawer {
        Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        public void drawImage(PDImage picture) throws IOException {
            bounds.checkUnpacked(picture);
            if (picture instanceof PDImageXObject stored && PdfPages.isJpeg(stored)) {
                requireWhole(stored);
            }
            super.drawImage(picture);
        }

        // The library draws what it gets of a JPEG that breaks off.
        private void requireWhole(PDImageXObject stored) throws IOException {
            try (InputStream jpeg = stored.getStream().createInputStream(PdfBounds.JPEG)) {
                if (pictures.decode(jpeg.readAllBytes()) instanceof Undecodable(_, String why)) {
                    throw new IOException(why);
                }
            }
        }

        @Override
        protected void operatorException(
                Operator operator, List<COSBase> operands, IOException failure) throws IOException {
            throw failure;
        }
    }
}
