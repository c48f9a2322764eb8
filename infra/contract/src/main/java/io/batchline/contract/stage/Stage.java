package io.batchline.contract.stage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/// The seven stages in their order. In JSON a stage is its wire id, the same for every workload.
public enum Stage {
    EXTRACT("extract", "extracting", StageKind.PER_BATCH),
    ORGANIZE("organize", "organizing_qr", StageKind.PER_ITEM),
    PROCESS("process", "processing_sheets", StageKind.PER_ITEM),
    COLLECT("collect", "collecting_results", StageKind.PER_BATCH),
    CSV("csv", "generating_csv", StageKind.PER_BATCH),
    LOAD("load", "loading_database", StageKind.PER_BATCH),
    CLEANUP("cleanup", "cleanup", StageKind.PER_BATCH);

    private final String shortName;
    private final String wireId;
    private final StageKind kind;

    Stage(String shortName, String wireId, StageKind kind) {
        this.shortName = shortName;
        this.wireId = wireId;
        this.kind = kind;
    }

    /// The name in topics, consumer groups and `--stages`.
    public String shortName() {
        return shortName;
    }

    /// The consumer group of its workers.
    public String group() {
        return "stage-" + shortName;
    }

    /// The id in every answer and event.
    @JsonValue
    public String wireId() {
        return wireId;
    }

    public StageKind kind() {
        return kind;
    }

    /// The stage after this one; empty after the last.
    public Optional<Stage> next() {
        return switch (this) {
            case EXTRACT -> Optional.of(ORGANIZE);
            case ORGANIZE -> Optional.of(PROCESS);
            case PROCESS -> Optional.of(COLLECT);
            case COLLECT -> Optional.of(CSV);
            case CSV -> Optional.of(LOAD);
            case LOAD -> Optional.of(CLEANUP);
            case CLEANUP -> Optional.empty();
        };
    }

    /// The stage of a short name; empty when there is none.
    public static Optional<Stage> ofShortName(String name) {
        for (Stage stage : values()) {
            if (stage.shortName.equals(name)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
