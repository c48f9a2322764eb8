package io.batchline.ingest.upload;

/// A file name as a client sent it, made fit to be shown: never a path, nothing that a terminal or
/// a page would act on.
public final class FileName {
    private static final String UNNAMED = "source.zip";
    private static final int LONGEST = 255;

    private FileName() {}

    public static String shown(String sent) {
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String clean =
                name.codePoints()
                        .filter(FileName::isShown)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        if (clean.isEmpty()) {
            return UNNAMED;
        }
        return clean.length() <= LONGEST ? clean : clean.substring(clean.length() - LONGEST);
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
