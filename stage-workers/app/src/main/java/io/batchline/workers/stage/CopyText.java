package io.batchline.workers.stage;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows in the text format of PostgreSQL's COPY.
final class CopyText {
    private static final String NULL = "\\N";

    private CopyText() {}

    static String row(List<@Nullable String> values) {
        return values.stream().map(CopyText::value).collect(Collectors.joining("\t", "", "\n"));
    }

    private static String value(@Nullable String text) {
        if (text == null) {
            return NULL;
        }
        var escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), escaped);
        }
        return escaped.toString();
    }

    private static void escape(char c, StringBuilder to) {
        switch (c) {
            case '\\' -> to.append("\\\\");
            case '\t' -> to.append("\\t");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            // The database has no character 0.
            case '\0' -> to.append('\uFFFD');
            default -> to.append(c);
        }
    }
}
