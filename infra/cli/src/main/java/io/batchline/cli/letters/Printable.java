package io.batchline.cli.letters;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What may be anything, as text that does nothing to a terminal and keeps to its line.
final class Printable {
    private static final String NOTHING = "-";
    private static final String MORE = "…";

    private Printable() {}

    /// Visible ASCII as it is, any other byte as `\xNN`; `-` for none.
    static String bytes(byte @Nullable [] bytes, int most) {
        if (bytes == null) {
            return NOTHING;
        }
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < Math.min(bytes.length, most); index++) {
            int each = Byte.toUnsignedInt(bytes[index]);
            text.append(each >= ' ' && each <= '~' && each != '\\' ? one(each) : escaped(each));
        }
        return bytes.length > most ? text + MORE : text.toString();
    }

    /// Letters of all languages as they are; white space as a blank, what can't be seen as its
    /// number.
    static String text(String any, int most) {
        StringBuilder text = new StringBuilder();
        any.codePoints()
                .limit(most)
                .forEach(each ->
                        text.append(
                                Character.isWhitespace(each)
                                        ? " "
                                        : isSeen(each)
                                                ? Character.toString(each)
                                                : String.format(Locale.ROOT, "\\u%04x", each)));
        return any.codePointCount(0, any.length()) > most ? text + MORE : text.toString();
    }

    private static boolean isSeen(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    private static String one(int each) {
        return Character.toString(each);
    }

    private static String escaped(int each) {
        return each == '\\' ? "\\\\" : String.format(Locale.ROOT, "\\x%02x", each);
    }
}
