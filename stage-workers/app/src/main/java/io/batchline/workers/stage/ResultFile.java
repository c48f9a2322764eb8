package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.ObjectReader;
import io.batchline.blob.BlobStore;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.StageRun;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/// Reads `results.jsonl` line by line.
final class ResultFile {
    private static final ObjectReader LINES = Json.mapper().readerFor(ResultLine.class);

    private final BlobStore blobs;
    private final StageOutput file;

    private ResultFile(BlobStore blobs, StageOutput file) {
        this.blobs = blobs;
        this.file = file;
    }

    /// The one that collect left to this run.
    static ResultFile of(BlobStore blobs, StageRun run) throws FileNotFoundException {
        return new ResultFile(
                blobs,
                run.input(ResultLine.FILE)
                        .orElseThrow(() ->
                                new FileNotFoundException(
                                        "the run of %s of batch %s was given no %s"
                                                .formatted(
                                                        run.key().stage().shortName(),
                                                        run.key().batchId(),
                                                        ResultLine.FILE))));
    }

    void forEach(LineReader reader) throws IOException, InterruptedException {
        try (var channel = blobs.open(file.blob());
                var lines =
                        new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                reader.read(LINES.readValue(line));
                line = lines.readLine();
            }
        }
    }

    @FunctionalInterface
    interface LineReader {
        void read(ResultLine line) throws IOException, InterruptedException;
    }
}
