package io.batchline.workload.sheets.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.workload.sheets.template.Labels;
import io.batchline.workload.sheets.template.Settings;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Reads the key from where `evaluation.json` says it is: from the file itself, a CSV, or a picture
/// of a filled sheet.
final class KeyReader {
    static final String TABLE = "enable_evaluation_table_to_csv";

    private final TemplateFiles files;
    private final KeyPicture picture;
    private final String emptyValue;

    KeyReader(TemplateFiles files, KeyPicture picture, String emptyValue) {
        this.files = files;
        this.picture = picture;
        this.emptyValue = emptyValue;
    }

    AnswerKey read(Settings evaluation) throws TemplateRejected, IOException {
        Settings options = evaluation.object("options");
        return switch (evaluation.requiredText("source_type")) {
            case "custom" -> spelledOut(options);
            case "csv" -> fromFiles(options);
            default -> throw evaluation.reject("source_type", "must be custom or csv");
        };
    }

    private static AnswerKey spelledOut(Settings options) throws TemplateRejected {
        options.allowOnly(
                "questions_in_order", "answers_in_order", "should_explain_scoring", TABLE);
        boolean explained = options.flag("should_explain_scoring", false);
        if (options.flag(TABLE, false) && !explained) {
            throw options.reject(TABLE, "needs should_explain_scoring");
        }
        List<String> questions = questions(options);
        JsonNode answers = options.required("answers_in_order");
        if (!answers.isArray() || answers.size() != questions.size()) {
            throw options.reject(
                    "answers_in_order",
                    "must be a list of %d answers, one for each question"
                            .formatted(questions.size()));
        }
        SequencedMap<String, Answer> key = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            Optional<Answer> answer = Answers.parse(answers.get(i));
            if (answer.isEmpty()) {
                throw options.reject("answers_in_order[" + i + "]", Answers.RULE);
            }
            key.put(questions.get(i), answer.get());
        }
        return new AnswerKey(key);
    }

    private AnswerKey fromFiles(Settings options) throws TemplateRejected, IOException {
        options.allowOnly(
                "answer_key_csv_path",
                "answer_key_image_path",
                "questions_in_order",
                "should_explain_scoring");
        options.flag("should_explain_scoring", false);
        String name = options.requiredText("answer_key_csv_path");
        Optional<String> image = options.text("answer_key_image_path");
        if (image.isPresent() && !options.has("questions_in_order")) {
            throw options.reject("questions_in_order", "is required with answer_key_image_path");
        }
        Optional<byte[]> csv = files.read(name);
        if (csv.isPresent()) {
            return fromCsv(name, csv.get());
        }
        if (image.isEmpty()) {
            throw options.reject("answer_key_csv_path", "there is no file '%s'".formatted(name));
        }
        return fromPicture(options, image.get());
    }

    private static AnswerKey fromCsv(String name, byte[] csv) throws TemplateRejected, IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get();
        SequencedMap<String, Answer> key = new LinkedHashMap<>();
        try (Reader reader = reader(csv)) {
            for (CSVRecord row : format.parse(reader)) {
                String place = "row " + row.getRecordNumber();
                if (row.size() != 2) {
                    throw new TemplateRejected(
                            name,
                            place,
                            "must hold a question and an answer; an answer with commas needs"
                                    + " quotes");
                }
                Answer answer =
                        answer(row.get(1))
                                .orElseThrow(() -> new TemplateRejected(name, place, Answers.RULE));
                if (key.put(row.get(0), answer) != null) {
                    throw new TemplateRejected(
                            name, place, "'%s' has an answer already".formatted(row.get(0)));
                }
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new TemplateRejected(name, "", "is not CSV: " + e.getMessage());
        }
        return new AnswerKey(key);
    }

    /// Spreadsheets write a byte order mark before UTF-8, which is no part of the first question.
    private static Reader reader(byte[] csv) {
        boolean marked =
                csv.length >= 3
                        && csv[0] == (byte) 0xEF
                        && csv[1] == (byte) 0xBB
                        && csv[2] == (byte) 0xBF;
        int from = marked ? 3 : 0;
        return new InputStreamReader(
                new ByteArrayInputStream(csv, from, csv.length - from), StandardCharsets.UTF_8);
    }

    private static Optional<Answer> answer(String cell) {
        if (cell.startsWith("[")) {
            return ListLiteral.parse(cell).flatMap(Answers::parse);
        }
        if (cell.indexOf(',') < 0) {
            return Answers.parse(JsonNodeFactory.instance.textNode(cell));
        }
        var parts = JsonNodeFactory.instance.arrayNode();
        for (String part : cell.split(",", -1)) {
            parts.add(part);
        }
        return Answers.parse(parts);
    }

    private AnswerKey fromPicture(Settings options, String image)
            throws TemplateRejected, IOException {
        Map<String, String> read = picture.read(image);
        SequencedMap<String, Answer> key = new LinkedHashMap<>();
        for (String question : questions(options)) {
            String answer = read.get(question);
            if (answer == null) {
                throw options.reject(
                        "questions_in_order",
                        "the template has no column '%s'".formatted(question));
            }
            if (emptyValue.isEmpty() ? answer.isEmpty() : answer.contains(emptyValue)) {
                throw options.reject(
                        "answer_key_image_path",
                        "'%s' shows no answer to '%s'".formatted(image, question));
            }
            key.put(question, new Answer.One(answer));
        }
        return new AnswerKey(key, Optional.of(image));
    }

    private static List<String> questions(Settings options) throws TemplateRejected {
        options.required("questions_in_order");
        return Labels.parse(options, "questions_in_order", options.texts("questions_in_order"));
    }
}
