package io.batchline.workload.sheets.measure;

import java.util.Arrays;

/// Takes straight lines out of a patch that go on beyond the bubble on both sides: streaks of a
/// scanner, folds, edges of stains. A mark, however large, ends.
final class ThroughLines {
    /// A line may be broken or blurred at so many of its points.
    private static final int GAPS = PatchGrid.SIDE / 6;

    private static final int FAINTEST = 14;

    private ThroughLines() {}

    /// @param depths changed where there is a line
    /// @param print what is printed there, which is no line
    /// @return whether there was one
    static boolean remove(byte[] depths, int[] print) {
        boolean across = remove(depths, print, PatchGrid.SIDE, 1);
        return remove(depths, print, 1, PatchGrid.SIDE) || across;
    }

    /// A thin line that leans a little is now in one row of points and now in the next, so that two
    /// are looked at together.
    private static boolean remove(byte[] depths, int[] print, int lines, int along) {
        boolean any = false;
        int[] net = new int[PatchGrid.SIDE];
        for (int line = 0; line < PatchGrid.SIDE - 1; line++) {
            int start = line * lines;
            if (!goesThrough(depths, print, start, lines, along, net)) {
                continue;
            }
            Arrays.sort(net);
            int through = net[GAPS];
            any = true;
            for (int i = 0; i < net.length; i++) {
                lighten(depths, start + i * along, through);
                lighten(depths, start + i * along + lines, through);
            }
        }
        return any;
    }

    /// Whether no more points than a line's gaps are faint; most lines are given up after a few
    /// points, since most of a patch is paper.
    ///
    /// @param net gets the depths beyond the print
    private static boolean goesThrough(
            byte[] depths, int[] print, int start, int lines, int along, int[] net) {
        int faint = 0;
        for (int i = 0; i < net.length; i++) {
            int at = start + i * along;
            int next = at + lines;
            net[i] = Math.max((depths[at] & 0xFF) - print[at], (depths[next] & 0xFF) - print[next]);
            if (net[i] < FAINTEST && ++faint > GAPS) {
                return false;
            }
        }
        return true;
    }

    private static void lighten(byte[] depths, int at, int through) {
        depths[at] = (byte) Math.max(0, (depths[at] & 0xFF) - through);
    }
}
