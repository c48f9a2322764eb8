package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.score.Explanation;
import java.util.Optional;

/// What is kept beside a sheet's row.
final class SheetDetails {
    private SheetDetails() {}

    /// @param keySheet whether the key was read from this very sheet
    static ObjectNode of(SheetReference sheet, Read read, boolean keySheet) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        Optional<TemplatePlace> place = sheet.template();
        Optional<String> evaluation = place.flatMap(TemplatePlace::evaluation);
        if (!read.explanation().isEmpty() && evaluation.isPresent()) {
            details.set(
                    Explanation.MEMBER,
                    new Explanation(
                                    ArchiveFolders.path(
                                            place.get().folder(), ArchiveFolders.TEMPLATE),
                                    ArchiveFolders.path(
                                            evaluation.get(), ArchiveFolders.EVALUATION),
                                    keySheet,
                                    read.explanation())
                            .toJson());
        }
        return details;
    }
}
