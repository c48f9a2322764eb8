package io.batchline.contract.work;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.stage.StageOutput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// "Run this stage": the value of `stage.<name>`. A run that was lost is followed by one with a
/// higher number; what happens in an older run is ignored.
///
/// @param run from 1
/// @param itemsTotal items of the batch; 0 before extract has finished
/// @param itemsRedriven how many of them this generation does again, the others stay as they are;
///   null when it does all of them
/// @param inputs the outputs of the stages before it
public record StageRun(
        StageKey key,
        int run,
        BatchDefinition definition,
        BatchSource source,
        int itemsTotal,
        @Nullable Integer itemsRedriven,
        List<StageOutput> inputs,
        Instant batchStartedAt) {
    public StageRun {
        inputs = List.copyOf(inputs);
        if (run < 1) {
            throw new IllegalArgumentException("run %d: it starts at 1".formatted(run));
        }
    }

    /// The input of that name, as an earlier stage left it.
    public Optional<StageOutput> input(String name) {
        return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
    }
}
