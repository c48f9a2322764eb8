package io.batchline.gateway.rest;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.stage.StageOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What can be fetched as a file once the stage that writes it is done.
enum Download {
    RESULTS("results.csv", "downloadResults"),
    ERRORS("errors.csv", "downloadErrors"),
    /// Only of batches of sheets whose answer key asks for it.
    EVALUATION("evaluation.csv", "downloadEvaluation");

    private final String fileName;
    private final String operationId;

    Download(String fileName, String operationId) {
        this.fileName = fileName;
        this.operationId = operationId;
    }

    String fileName() {
        return fileName;
    }

    String operationId() {
        return operationId;
    }

    Optional<StageOutput> in(Batch batch) {
        return batch.output(fileName);
    }

    static List<String> names(Batch batch) {
        return Arrays.stream(values())
                .filter(download -> download.in(batch).isPresent())
                .map(Download::fileName)
                .toList();
    }
}
