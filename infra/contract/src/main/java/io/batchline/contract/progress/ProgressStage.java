package io.batchline.contract.progress;

import com.fasterxml.jackson.annotation.JsonValue;
import io.batchline.contract.stage.Stage;
import java.util.Arrays;
import java.util.Optional;

/// What a progress event is about: the upload, one of the seven stages, or the end. Each has its
/// share of the whole batch's 100 percent.
public enum ProgressStage {
    UPLOADING("uploading", 2),
    EXTRACTING("extracting", 4),
    ORGANIZING("organizing_qr", 20),
    PROCESSING("processing_sheets", 60),
    COLLECTING("collecting_results", 4),
    GENERATING("generating_csv", 4),
    LOADING("loading_database", 4),
    CLEANING("cleanup", 2),
    COMPLETED("completed", 0),
    FAILED("failed", 0),
    CANCELLED("cancelled", 0);

    private final String wireId;
    private final int share;

    ProgressStage(String wireId, int share) {
        this.wireId = wireId;
        this.share = share;
    }

    @JsonValue
    public String wireId() {
        return wireId;
    }

    public static ProgressStage of(Stage stage) {
        return switch (stage) {
            case EXTRACT -> EXTRACTING;
            case ORGANIZE -> ORGANIZING;
            case PROCESS -> PROCESSING;
            case COLLECT -> COLLECTING;
            case CSV -> GENERATING;
            case LOAD -> LOADING;
            case CLEANUP -> CLEANING;
        };
    }

    public static Optional<ProgressStage> ofWireId(String wireId) {
        return Arrays.stream(values()).filter(stage -> stage.wireId.equals(wireId)).findFirst();
    }

    /// Completed, failed or cancelled.
    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /// The whole batch's percentage (0 to 100) when this stage stands at `percent` of its own. Not
    /// for failed and cancelled, which leave the batch where it stood.
    public double batchPercentage(double percent) {
        double before = 0;
        for (ProgressStage earlier : values()) {
            if (earlier == this) {
                return before + share * percent / 100;
            }
            before += earlier.share;
        }
        return before;
    }
}
