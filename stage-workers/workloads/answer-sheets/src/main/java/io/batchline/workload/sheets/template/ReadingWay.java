package io.batchline.workload.sheets.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How marks are told from blanks. The names in lower case are the key's values.
public enum ReadingWay {
    /// As the template's format has it: the same values as its own reader, to the letter.
    COMPATIBLE,
    /// By evidence: each field with a confidence, and a doubt where a person should look.
    NATIVE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReadingWay> named(String name) {
        return Arrays.stream(values()).filter(way -> way.wire().equals(name)).findFirst();
    }
}
