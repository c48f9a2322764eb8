package io.batchline.workload.sheets.picture;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;

/// Reads one picture of a file by ImageIO, in bands where it is large.
final class ImageIoBands {
    private final ImageReader reader;
    private final int index;
    private final Bands bands;

    /// @param reader that may go back in its input
    /// @param index of the picture in the file, from 0
    ImageIoBands(ImageReader reader, int index, Bands bands) {
        this.reader = reader;
        this.index = index;
        this.bands = bands;
    }

    /// Decodes a part of the picture, or all of it.
    @FunctionalInterface
    interface Greys {
        byte[] of(ImageReadParam part) throws IOException;
    }

    /// @param bits of a pixel as the reader gives it
    /// @param together rows that the file packs together
    GrayPicture read(long bits, int together, Detail detail, Greys greys) throws IOException {
        return bands.read(
                reader.getWidth(index),
                reader.getHeight(index),
                bits,
                together,
                detail,
                part -> greys.of(param(part)));
    }

    private ImageReadParam param(Rectangle part) {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(part);
        return param;
    }

    /// How many bits of memory a pixel takes as the reader gives it.
    static long bits(ImageReader reader, int index) throws IOException {
        SampleModel model = reader.getImageTypes(index).next().getSampleModel();
        int each = DataBuffer.getDataTypeSize(model.getDataType());
        return switch (model) {
            case MultiPixelPackedSampleModel packed -> packed.getPixelBitStride();
            case SinglePixelPackedSampleModel _ -> each;
            default -> (long) each * model.getNumBands();
        };
    }

    /// Lets a reader that goes from the top stop at the end of each part: it would unpack what is
    /// below too.
    static void stopAtEnd(ImageReader reader) {
        reader.addIIOReadUpdateListener(new Stopping());
    }

    private static final class Stopping implements IIOReadUpdateListener {
        @Override
        public void imageUpdate(
                ImageReader reader,
                BufferedImage image,
                int left,
                int top,
                int width,
                int height,
                int stepX,
                int stepY,
                int[] bands) {
            if (top + height == image.getHeight()) {
                reader.abort();
            }
        }

        @Override
        public void passStarted(
                ImageReader reader,
                BufferedImage image,
                int pass,
                int first,
                int last,
                int left,
                int top,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void passComplete(ImageReader reader, BufferedImage image) {}

        @Override
        public void thumbnailPassStarted(
                ImageReader reader,
                BufferedImage thumbnail,
                int pass,
                int first,
                int last,
                int left,
                int top,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void thumbnailUpdate(
                ImageReader reader,
                BufferedImage thumbnail,
                int left,
                int top,
                int width,
                int height,
                int stepX,
                int stepY,
                int[] bands) {}

        @Override
        public void thumbnailPassComplete(ImageReader reader, BufferedImage thumbnail) {}
    }
}
