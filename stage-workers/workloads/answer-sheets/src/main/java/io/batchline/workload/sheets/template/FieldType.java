package io.batchline.workload.sheets.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The field types that have names.
enum FieldType {
    QTYPE_INT("0123456789", Direction.VERTICAL),
    QTYPE_INT_FROM_1("1234567890", Direction.VERTICAL),
    QTYPE_MCQ4("ABCD", Direction.HORIZONTAL),
    QTYPE_MCQ5("ABCDE", Direction.HORIZONTAL),
    QTYPE_MCQ4_RTL("DCBA", Direction.HORIZONTAL),
    QTYPE_MCQ5_RTL("EDCBA", Direction.HORIZONTAL);

    private final String letters;
    private final Direction direction;

    FieldType(String letters, Direction direction) {
        this.letters = letters;
        this.direction = direction;
    }

    List<String> bubbleValues() {
        return letters.chars().mapToObj(Character::toString).toList();
    }

    Direction direction() {
        return direction;
    }

    static Optional<FieldType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /// Which way the bubbles of one field go; fields go the other way.
    enum Direction {
        HORIZONTAL,
        VERTICAL
    }
}
