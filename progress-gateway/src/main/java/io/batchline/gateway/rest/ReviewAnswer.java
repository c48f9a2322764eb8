package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.item.DoubtfulField.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a batch's doubtful fields.
///
/// @param open how many fields of the batch nobody has decided on
/// @param decided how many somebody has
/// @param resultsOld whether something was decided since CSV and rows were written
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReviewAnswer(
        List<FieldAnswer> fields,
        long open,
        long decided,
        boolean resultsOld,
        @Nullable String nextCursor) {

    /// A doubtful field.
    ///
    /// @param file the sheet's name
    /// @param value what it was read as
    /// @param counts what it counts as now: the newest decision, else what was read
    /// @param crop the path of the picture that shows it; null where there is none
    /// @param overlay the path of the sheet's picture
    /// @param decisions oldest first
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FieldAnswer(
            String jobId,
            @Nullable String file,
            @Nullable String group,
            String field,
            String value,
            String counts,
            double confidence,
            String reason,
            List<Choice> choices,
            @Nullable String crop,
            String overlay,
            boolean decided,
            List<ReviewRows.Decision> decisions) {
        static FieldAnswer of(ReviewRows.Field field, List<ReviewRows.Decision> decisions) {
            DoubtfulField doubt = field.doubt();
            String job = "/api/jobs/" + field.jobId();
            return new FieldAnswer(
                    field.jobId(),
                    field.name(),
                    field.group(),
                    doubt.field(),
                    doubt.value(),
                    decisions.isEmpty() ? doubt.value() : decisions.getLast().after(),
                    doubt.confidence(),
                    doubt.reason(),
                    doubt.choices(),
                    doubt.crop() == null ? null : job + "/crops/" + doubt.crop(),
                    job + "/overlay.png",
                    !decisions.isEmpty(),
                    decisions);
        }
    }
}
