package io.batchline.workload.sheets.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The right answers, in the order in which they are scored.
record AnswerKey(SequencedMap<String, Answer> answers) {
    AnswerKey {
        answers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(answers));
    }
}
