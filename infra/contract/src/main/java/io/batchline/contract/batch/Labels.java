package io.batchline.contract.batch;

import io.batchline.contract.progress.ProgressStage;
import java.util.EnumMap;
import java.util.Map;

/// A workload's own wording.
///
/// @param stages what each stage is called; a stage that is missing is called by its wire id
/// @param items what items are called in the plural, for example `sheets`
public record Labels(Map<ProgressStage, String> stages, String items) {
    public Labels {
        var copy = new EnumMap<ProgressStage, String>(ProgressStage.class);
        copy.putAll(stages);
        stages = java.util.Collections.unmodifiableMap(copy);
    }

    public String of(ProgressStage stage) {
        return stages.getOrDefault(stage, stage.wireId());
    }
}
