package io.batchline.cli.display;

import java.util.List;

/// Lines that are drawn over those from before.
final class Frame {
    private static final String ESCAPE = "\033[";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private Frame() {}

    /// What has to be written so that these lines stand where the ones from before stand.
    ///
    /// @param before as they were drawn; a terminal that was made narrower has broken each into
    ///   several
    /// @param width of the terminal now
    static String over(List<String> before, int width, List<String> lines) {
        StringBuilder frame = new StringBuilder(clear(before, width));
        lines.forEach(line -> frame.append(line).append('\n'));
        return frame.toString();
    }

    /// What removes them.
    static String clear(List<String> before, int width) {
        int rows = before.stream().mapToInt(line -> rows(line, width)).sum();
        return rows == 0 ? "" : ESCAPE + rows + "A\r" + CLEAR_BELOW;
    }

    private static int rows(String line, int width) {
        int cells = SafeText.width(line);
        return Math.max(1, (cells + width - 1) / Math.max(1, width));
    }
}
