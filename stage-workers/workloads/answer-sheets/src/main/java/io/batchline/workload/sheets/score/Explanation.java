package io.batchline.workload.sheets.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a sheet's score came about, question by question in key order, as it is kept beside the
/// sheet's row: a table of `columns` and `rows`, since a large batch keeps very many of them.
///
/// @param template the path of the `template.json` that the sheet was read by
/// @param evaluation the path of the `evaluation.json` that it was scored by
/// @param keySheet whether the sheet is the picture that the key itself was read from
/// @param asTable whether `evaluation.json` asks for a table of it
public record Explanation(
        String template,
        String evaluation,
        boolean keySheet,
        boolean asTable,
        List<QuestionVerdict> verdicts) {
    /// The member of a row's details that holds it.
    public static final String MEMBER = "explanation";

    private static final List<String> COLUMNS =
            List.of("question", "marked", "answers", "verdict", "delta", "score", "section");

    public Explanation {
        verdicts = List.copyOf(verdicts);
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("template", template);
        json.put("evaluation", evaluation);
        json.put("key_sheet", keySheet);
        if (asTable) {
            json.put("table", true);
        }
        ArrayNode columns = json.putArray("columns");
        COLUMNS.forEach(columns::add);
        ArrayNode rows = json.putArray("rows");
        for (QuestionVerdict verdict : verdicts) {
            rows.addArray()
                    .add(verdict.question())
                    .add(verdict.marked())
                    .add(verdict.expected())
                    .add(verdict.verdict().name().toLowerCase(Locale.ROOT))
                    .add(verdict.delta())
                    .add(verdict.total())
                    .add(verdict.section());
        }
        return json;
    }

    /// The one that a row's details hold; empty where the sheet was not scored.
    ///
    /// @throws IllegalArgumentException when the member is not what [#toJson] wrote
    public static Optional<Explanation> of(ObjectNode details) {
        JsonNode json = details.path(MEMBER);
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        List<QuestionVerdict> verdicts = new ArrayList<>();
        json.required("rows").forEach(row -> verdicts.add(verdict(row)));
        return Optional.of(
                new Explanation(
                        json.required("template").asText(),
                        json.required("evaluation").asText(),
                        json.required("key_sheet").asBoolean(),
                        json.path("table").asBoolean(),
                        verdicts));
    }

    private static QuestionVerdict verdict(JsonNode row) {
        return new QuestionVerdict(
                row.required(0).asText(),
                row.required(1).asText(),
                row.required(2).asText(),
                Verdict.valueOf(row.required(3).asText().toUpperCase(Locale.ROOT)),
                row.required(4).asDouble(),
                row.required(5).asDouble(),
                row.required(6).asText());
    }
}
