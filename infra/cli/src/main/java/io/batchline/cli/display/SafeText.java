package io.batchline.cli.display;

import java.util.stream.Collectors;

/// Texts that others have chosen, on a terminal: names of batches and files, messages.
public final class SafeText {
    private static final char INSTEAD = '·';
    private static final String MORE = "…";

    private SafeText() {}

    /// The text with nothing in it that moves a cursor or changes a color.
    public static String of(String text) {
        if (text.codePoints().noneMatch(SafeText::commands)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> safe.appendCodePoint(commands(c) ? INSTEAD : c));
        return safe.toString();
    }

    /// The same of several lines, which stay several.
    public static String lines(String text) {
        return text.lines().map(SafeText::of).collect(Collectors.joining(System.lineSeparator()));
    }

    /// Control characters, and those that turn the direction of what follows.
    private static boolean commands(int c) {
        return Character.isISOControl(c)
                || between(c, 0x2028, 0x202E)
                || between(c, 0x2066, 0x2069);
    }

    /// Cells that the text takes; letters of East Asia take two.
    public static int width(String text) {
        return text.codePoints().map(SafeText::cells).sum();
    }

    private static int cells(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        boolean wide =
                between(c, 0x1100, 0x115F)
                        || between(c, 0x2E80, 0xA4CF)
                        || between(c, 0xAC00, 0xD7A3)
                        || between(c, 0xF900, 0xFAFF)
                        || between(c, 0xFE30, 0xFE6F)
                        || between(c, 0xFF00, 0xFF60)
                        || between(c, 0xFFE0, 0xFFE6)
                        || between(c, 0x1F300, 0x1FAFF)
                        || between(c, 0x20000, 0x3FFFD);
        return wide ? 2 : 1;
    }

    private static boolean between(int c, int first, int last) {
        return c >= first && c <= last;
    }

    /// At most so many cells; what is cut off is shown by a mark.
    public static String cut(String text, int most) {
        if (width(text) <= most) {
            return text;
        }
        if (most <= 0) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int c : text.codePoints().toArray()) {
            used += cells(c);
            if (used > most) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept + MORE;
    }
}
