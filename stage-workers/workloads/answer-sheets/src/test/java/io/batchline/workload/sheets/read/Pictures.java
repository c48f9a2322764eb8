package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/// Draws simple pictures for tests.
final class Pictures {
    private Pictures() {}

    static GrayPicture white(int width, int height) {
        GrayPicture picture = GrayPicture.black(width, height);
        Arrays.fill(picture.pixels(), (byte) 245);
        return picture;
    }

    static void fill(GrayPicture into, int left, int top, int width, int height, int grey) {
        for (int y = top; y < top + height; y++) {
            int row = y * into.width();
            Arrays.fill(into.pixels(), row + left, row + left + width, (byte) grey);
        }
    }

    static void paste(GrayPicture into, GrayPicture picture, int left, int top) {
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(
                    picture.pixels(),
                    y * picture.width(),
                    into.pixels(),
                    (top + y) * into.width() + left,
                    picture.width());
        }
    }

    /// A black square in a white one in a black one.
    static GrayPicture marker(int side) {
        GrayPicture marker = white(side, side);
        fill(marker, side / 8, side / 8, 3 * side / 4, 3 * side / 4, 10);
        fill(marker, side / 4, side / 4, side / 2, side / 2, 245);
        fill(marker, 3 * side / 8, 3 * side / 8, side / 4, side / 4, 10);
        return marker;
    }

    /// Scattered marks of many shapes, as print has.
    static GrayPicture printed(int width, int height, int seed) {
        Random random = new Random(seed);
        GrayPicture form = white(width, height);
        for (int i = 0; i < width * height / 500; i++) {
            int wide = 2 + random.nextInt(14);
            int high = 2 + random.nextInt(10);
            int left = random.nextInt(width - wide);
            int top = random.nextInt(height - high);
            fill(form, left, top, wide, high, random.nextInt(120));
        }
        return form;
    }

    static byte[] png(GrayPicture picture) throws IOException {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster()
                .setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
