package io.batchline.workload.sheets.template;

import java.util.List;

/// One question or digit: the bubbles of which normally one is marked.
public record Field(String label, List<Bubble> bubbles) {
    public Field {
        bubbles = List.copyOf(bubbles);
    }
}
