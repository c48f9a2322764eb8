package io.batchline.workload.sheets.pages;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/// Goes through a page's content without drawing, to find out what it is made of. Text that
/// recognition has laid invisibly over a scan does not count.
final class ContentScan extends PDFGraphicsStreamEngine {
    /// By how much of a side a scan may miss the page's edge.
    private static final double EDGE = 0.01;

    /// By how much pixels may be wider than high: beyond it they must be drawn.
    private static final double SQUARENESS = 0.02;

    private final PDRectangle box;
    private int painted;
    private boolean clipped;
    private @Nullable PDImageXObject scan;

    private ContentScan(PDPage page) {
        super(page);
        this.box = page.getCropBox();
    }

    static PageContent of(PDPage page) throws IOException {
        ContentScan engine = new ContentScan(page);
        engine.processPage(page);
        boolean annotated = !page.getAnnotations().isEmpty();
        PDImageXObject scan = engine.scan;
        if (engine.painted == 0 && !annotated) {
            return new PageContent.Empty();
        }
        return scan == null || engine.painted > 1 || engine.clipped || annotated
                ? new PageContent.Drawing()
                : new PageContent.Scan(scan);
    }

    @Override
    public void drawImage(PDImage picture) {
        painted++;
        if (picture instanceof PDImageXObject stored && fillsThePage(stored) && isPlain(stored)) {
            scan = stored;
        }
    }

    private boolean fillsThePage(PDImageXObject picture) {
        Matrix at = getGraphicsState().getCurrentTransformationMatrix();
        double across = EDGE * box.getWidth();
        double down = EDGE * box.getHeight();
        double pixelShape =
                (double) at.getScaleX()
                        / picture.getWidth()
                        / (at.getScaleY() / (double) picture.getHeight());
        return Math.abs(at.getTranslateX() - box.getLowerLeftX()) <= across
                && Math.abs(at.getTranslateY() - box.getLowerLeftY()) <= down
                && Math.abs(at.getScaleX() - box.getWidth()) <= across
                && Math.abs(at.getScaleY() - box.getHeight()) <= down
                && Math.abs(at.getShearX()) <= across
                && Math.abs(at.getShearY()) <= down
                && Math.abs(pixelShape - 1) <= SQUARENESS;
    }

    private boolean isPlain(PDImageXObject picture) {
        PDGraphicsState state = getGraphicsState();
        return !picture.isStencil()
                && !picture.getCOSObject().containsKey(COSName.SMASK)
                && !picture.getCOSObject().containsKey(COSName.MASK)
                && !picture.getCOSObject().containsKey(COSName.OC)
                && state.getSoftMask() == null
                && state.getNonStrokeAlphaConstant() == 1;
    }

    @Override
    protected void showText(byte[] text) {
        RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
        if (mode != RenderingMode.NEITHER) {
            painted++;
        }
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException failure)
            throws IOException {
        // The library leaves a picture out that it can't read; a sheet without it would be blank.
        throw failure;
    }

    @Override
    public void strokePath() {
        painted++;
    }

    @Override
    public void fillPath(int windingRule) {
        painted++;
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        painted++;
    }

    @Override
    public void shadingFill(COSName shading) {
        painted++;
    }

    @Override
    public void clip(int windingRule) {
        clipped = true;
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {}

    @Override
    public void moveTo(float x, float y) {}

    @Override
    public void lineTo(float x, float y) {}

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {}

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() {}

    @Override
    public void endPath() {}
}
