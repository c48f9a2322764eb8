package io.batchline.workload.sheets.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The right answers, in the order in which they are scored.
///
/// @param picture the file of the filled sheet that they were read from, as `evaluation.json` names
///   it; empty where they were written down
record AnswerKey(SequencedMap<String, Answer> answers, Optional<String> picture) {
    AnswerKey(SequencedMap<String, Answer> answers) {
        this(answers, Optional.empty());
    }

    AnswerKey {
        answers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(answers));
    }
}
