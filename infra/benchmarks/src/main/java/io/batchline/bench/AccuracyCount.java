package io.batchline.bench;

import java.util.ArrayList;
import java.util.List;

/// What a reader made of some sheets whose truth is known.
///
/// @param name of the set
/// @param clean whether nothing about it is difficult
/// @param unread sheets that could not be read at all; their fields count as wrong
/// @param wrong fields that read as something else than the truth
/// @param unflagged the wrong ones among those that nobody would be asked about
/// @param flagged fields that a person is asked about
/// @param codes QR codes found with the right text
/// @param examples a few of the fields that are wrong, or flagged without need
record AccuracyCount(
        String name,
        boolean clean,
        int sheets,
        int unread,
        int fields,
        int wrong,
        int unflagged,
        int flagged,
        int codes,
        List<String> examples) {
    private static final int EXAMPLES = 20;

    AccuracyCount {
        examples = List.copyOf(examples.subList(0, Math.min(EXAMPLES, examples.size())));
    }

    static AccuracyCount none(String name, boolean clean) {
        return new AccuracyCount(name, clean, 0, 0, 0, 0, 0, 0, 0, List.of());
    }

    AccuracyCount plus(AccuracyCount other) {
        List<String> both = new ArrayList<>(examples);
        both.addAll(other.examples);
        return new AccuracyCount(
                name,
                clean,
                sheets + other.sheets,
                unread + other.unread,
                fields + other.fields,
                wrong + other.wrong,
                unflagged + other.unflagged,
                flagged + other.flagged,
                codes + other.codes,
                both);
    }

    double right() {
        return fields == 0 ? 1 : 1 - (double) wrong / fields;
    }

    double flaggedShare() {
        return fields == 0 ? 0 : (double) flagged / fields;
    }

    double codesShare() {
        return sheets == 0 ? 1 : (double) codes / sheets;
    }
}
