package io.batchline.gateway.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads progress events as our programs write them, in a fifth of the time that the contract's own
/// codec takes for any JSON: a gateway that starts reads a hundred thousand. Used by one thread.
final class ProgressText {
    private static final Set<Field> REQUIRED =
            EnumSet.complementOf(EnumSet.of(Field.ETA_SECONDS, Field.WAITING_REASON));

    private static final Map<String, Field> FIELDS = fields();

    private final JsonFactory json = new JsonFactory();
    private final Map<ProgressStage, String> labels = new EnumMap<>(ProgressStage.class);

    private enum Field {
        BATCH_ID,
        GENERATION,
        STAGE,
        STAGE_LABEL,
        MESSAGE,
        PROGRESS_PERCENTAGE,
        BATCH_PERCENTAGE,
        ITEMS_TOTAL,
        ITEMS_PROCESSED,
        ITEMS_FAILED,
        ITEMS_RUNNING,
        ELAPSED_SECONDS,
        STAGE_ELAPSED_SECONDS,
        THROUGHPUT_PER_SECOND,
        STALLED,
        TIMESTAMP,
        ETA_SECONDS,
        WAITING_REASON
    }

    private static Map<String, Field> fields() {
        var fields = new HashMap<String, Field>();
        for (Field field : Field.values()) {
            fields.put(field.name().toLowerCase(Locale.ROOT), field);
        }
        return Map.copyOf(fields);
    }

    /// @param batch that the record's key names
    /// @return empty for whatever is not exactly of the usual form: the codec has the last word
    Optional<Progress> read(byte[] bytes, BatchId batch) {
        try (JsonParser parser = json.createParser(bytes)) {
            var reading = new Reading(batch);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                Field field = FIELDS.get(name);
                if (field == null || !reading.take(field, parser)) {
                    return Optional.empty();
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null
                    ? reading.progress()
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// What has been read of one.
    private final class Reading {
        private final BatchId batch;
        private final Set<Field> found = EnumSet.noneOf(Field.class);
        private int generation;
        private @Nullable ProgressStage stage;
        private String label = "";
        private String message = "";
        private double progressPercentage;
        private double batchPercentage;
        private long total;
        private long processed;
        private long failed;
        private long running;
        private double elapsed;
        private double stageElapsed;
        private @Nullable Double eta;
        private double throughput;
        private boolean stalled;
        private @Nullable String waitingReason;
        private Instant timestamp = Instant.EPOCH;

        Reading(BatchId batch) {
            this.batch = batch;
        }

        /// @return false where the value is not of the usual form
        boolean take(Field field, JsonParser parser) throws IOException {
            if (!found.add(field)) {
                return false;
            }
            JsonToken value = parser.nextToken();
            return switch (field) {
                case BATCH_ID, STAGE, STAGE_LABEL, MESSAGE, WAITING_REASON, TIMESTAMP ->
                        value == JsonToken.VALUE_STRING && text(field, parser.getText());
                case GENERATION, ITEMS_TOTAL, ITEMS_PROCESSED, ITEMS_FAILED, ITEMS_RUNNING ->
                        value == JsonToken.VALUE_NUMBER_INT && whole(field, parser);
                case PROGRESS_PERCENTAGE,
                        BATCH_PERCENTAGE,
                        ELAPSED_SECONDS,
                        STAGE_ELAPSED_SECONDS,
                        THROUGHPUT_PER_SECOND,
                        ETA_SECONDS ->
                        value.isNumeric() && number(field, parser.getDoubleValue());
                case STALLED -> {
                    stalled = value == JsonToken.VALUE_TRUE;
                    yield value.isBoolean();
                }
            };
        }

        private boolean text(Field field, String text) {
            switch (field) {
                case BATCH_ID -> {
                    return text.equals(batch.value());
                }
                case STAGE -> stage = ProgressStage.ofWireId(text).orElse(null);
                case STAGE_LABEL -> label = text;
                case MESSAGE -> message = text;
                case WAITING_REASON -> waitingReason = text;
                default -> timestamp = UtcTime.parse(text);
            }
            return true;
        }

        private boolean whole(Field field, JsonParser parser) throws IOException {
            switch (field) {
                case GENERATION -> generation = parser.getIntValue();
                case ITEMS_TOTAL -> total = parser.getLongValue();
                case ITEMS_PROCESSED -> processed = parser.getLongValue();
                case ITEMS_FAILED -> failed = parser.getLongValue();
                default -> running = parser.getLongValue();
            }
            return true;
        }

        private boolean number(Field field, double number) {
            switch (field) {
                case PROGRESS_PERCENTAGE -> progressPercentage = number;
                case BATCH_PERCENTAGE -> batchPercentage = number;
                case ELAPSED_SECONDS -> elapsed = number;
                case STAGE_ELAPSED_SECONDS -> stageElapsed = number;
                case THROUGHPUT_PER_SECOND -> throughput = number;
                default -> eta = number;
            }
            return true;
        }

        Optional<Progress> progress() {
            ProgressStage at = stage;
            if (at == null || !found.containsAll(REQUIRED)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Progress(
                            batch,
                            generation,
                            at,
                            shared(at),
                            message,
                            progressPercentage,
                            batchPercentage,
                            total,
                            processed,
                            failed,
                            running,
                            elapsed,
                            stageElapsed,
                            eta,
                            throughput,
                            stalled,
                            waitingReason,
                            timestamp));
        }

        /// Very many events have the same.
        private String shared(ProgressStage at) {
            String known = labels.get(at);
            if (known != null && known.equals(label)) {
                return known;
            }
            labels.put(at, label);
            return label;
        }
    }
}
