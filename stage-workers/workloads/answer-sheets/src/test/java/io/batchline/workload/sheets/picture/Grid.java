package io.batchline.workload.sheets.picture;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Small pictures written as numbers, for tests.
final class Grid {
    private Grid() {}

    /// A picture of 6 x 5 with no two rows alike.
    static GrayPicture mixed() {
        return picture(6, 5, IntStream.range(0, 30).map(n -> mixed(n % 6, n / 6)).toArray());
    }

    private static int mixed(int x, int y) {
        return (7 * x * x + 13 * y * y + x * y) % 256;
    }

    static GrayPicture picture(int width, int height, int... greys) {
        byte[] pixels = new byte[greys.length];
        for (int i = 0; i < greys.length; i++) {
            pixels[i] = (byte) greys[i];
        }
        return new GrayPicture(width, height, pixels);
    }

    static int[][] rows(GrayPicture picture) {
        return IntStream.range(0, picture.height())
                .mapToObj(y ->
                        IntStream.range(0, picture.width()).map(x -> picture.at(x, y)).toArray())
                .toArray(int[][]::new);
    }

    static String text(GrayPicture picture) {
        return String.join(
                "\n",
                Arrays.stream(rows(picture))
                        .map(row ->
                                Arrays.stream(row)
                                        .mapToObj(grey -> grey == 0 ? "." : "#")
                                        .reduce("", String::concat))
                        .toList());
    }
}
