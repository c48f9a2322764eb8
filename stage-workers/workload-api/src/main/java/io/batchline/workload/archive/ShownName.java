package io.batchline.workload.archive;

/// A name as a message may show it: control characters spelled out, the length bounded.
final class ShownName {
    private static final int LONGEST = 120;

    private ShownName() {}

    static String of(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
        return name.codePointCount(0, name.length()) > LONGEST ? shown + "…" : shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    shown.append("\\u%04X".formatted(point));
            default -> shown.appendCodePoint(point);
        }
    }
}
