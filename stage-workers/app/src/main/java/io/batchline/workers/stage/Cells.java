package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.csv.SafeCell;
import org.jspecify.annotations.Nullable;

/// Values as cells of a CSV that a spreadsheet may open; empty for what is missing.
final class Cells {
    private Cells() {}

    static String of(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        return SafeCell.of(value.isContainerNode() ? value.toString() : value.asText());
    }

    static String of(@Nullable String text) {
        return text == null ? "" : SafeCell.of(text);
    }
}
