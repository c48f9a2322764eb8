package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// Canny's edges: the crests of the gradient that are strong, or weak and joined to strong ones.
/// Edge pixels are white, the rest black.
public final class Edges {
    private static final int NONE = 0;
    private static final int WEAK = 1;
    private static final int EDGE = 2;

    /// tan(22.5°) in 32768ths.
    private static final int TAN_22 = 13573;

    private final int width;
    private final int height;
    private final int low;
    private final int high;
    private final int stride;

    /// Padded by one on each side; the border stays 0.
    private final int[] across;

    private final int[] down;
    private final int[] size;
    private final byte[] state;
    private int[] open = new int[1024];
    private int opened;

    private Edges(GrayPicture from, int low, int high) {
        this.width = from.width();
        this.height = from.height();
        this.low = low;
        this.high = high;
        this.stride = width + 2;
        this.across = new int[stride * (height + 2)];
        this.down = new int[across.length];
        this.size = new int[across.length];
        this.state = new byte[across.length];
        gradient(from);
    }

    public static GrayPicture of(GrayPicture from, int low, int high) {
        return new Edges(from, low, high).trace();
    }

    private void gradient(GrayPicture from) {
        byte[] pixels = from.pixels();
        for (int y = 0; y < height; y++) {
            int above = Math.max(y - 1, 0) * width;
            int here = y * width;
            int below = Math.min(y + 1, height - 1) * width;
            int at = (y + 1) * stride + 1;
            for (int x = 0; x < width; x++, at++) {
                int left = Math.max(x - 1, 0);
                int right = Math.min(x + 1, width - 1);
                int aboveLeft = pixels[above + left] & 0xFF;
                int aboveRight = pixels[above + right] & 0xFF;
                int belowLeft = pixels[below + left] & 0xFF;
                int belowRight = pixels[below + right] & 0xFF;
                int dx =
                        aboveRight
                                - aboveLeft
                                + 2 * ((pixels[here + right] & 0xFF) - (pixels[here + left] & 0xFF))
                                + belowRight
                                - belowLeft;
                int dy =
                        belowLeft
                                + 2 * ((pixels[below + x] & 0xFF) - (pixels[above + x] & 0xFF))
                                + belowRight
                                - aboveLeft
                                - aboveRight;
                across[at] = dx;
                down[at] = dy;
                size[at] = Math.abs(dx) + Math.abs(dy);
            }
        }
    }

    private GrayPicture trace() {
        for (int y = 1; y <= height; y++) {
            for (int at = y * stride + 1; at <= y * stride + width; at++) {
                if (size[at] > low && isCrest(at)) {
                    state[at] = WEAK;
                    if (size[at] > high) {
                        mark(at);
                    }
                }
            }
        }
        while (opened > 0) {
            int at = open[--opened];
            for (int row = at - stride; row <= at + stride; row += stride) {
                for (int beside = row - 1; beside <= row + 1; beside++) {
                    if (state[beside] == WEAK) {
                        mark(beside);
                    }
                }
            }
        }
        return picture();
    }

    private boolean isCrest(int at) {
        int dx = Math.abs(across[at]);
        int dy = Math.abs(down[at]) << 15;
        int here = size[at];
        int flat = dx * TAN_22;
        if (dy < flat) {
            return here > size[at - 1] && here >= size[at + 1];
        }
        if (dy > flat + (dx << 16)) {
            return here > size[at - stride] && here >= size[at + stride];
        }
        int side = (across[at] ^ down[at]) < 0 ? -1 : 1;
        return here > size[at - stride - side] && here > size[at + stride + side];
    }

    private void mark(int at) {
        state[at] = EDGE;
        if (opened == open.length) {
            open = Arrays.copyOf(open, 2 * opened);
        }
        open[opened++] = at;
    }

    private GrayPicture picture() {
        byte[] to = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean edge = state[(y + 1) * stride + x + 1] == EDGE;
                to[y * width + x] = (byte) (edge ? 255 : NONE);
            }
        }
        return new GrayPicture(width, height, to);
    }
}
