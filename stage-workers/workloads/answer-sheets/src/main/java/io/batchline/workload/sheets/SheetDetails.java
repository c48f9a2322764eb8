package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.RowDetails;
import io.batchline.workload.sheets.read.Doubt;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.score.Explanation;
import java.util.Optional;

/// What is kept beside a sheet's row.
final class SheetDetails {
    private SheetDetails() {}

    /// @param group that the sheet is in; empty for none
    static ObjectNode of(
            SheetReference sheet,
            Read read,
            SheetWork.KeyUse key,
            String group,
            SheetWork.Searched code) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        SheetGroups.note(group, code.code(), code.rules())
                .ifPresent(note -> details.set(SheetGroups.NOTE, note));
        CandidatePage.of(group, code.code(), code.rules()).ifPresent(page -> page.addTo(details));
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
                                    key.isSheet(),
                                    key.asTable(),
                                    read.explanation(),
                                    key.places())
                            .toJson());
        }
        if (!read.doubtful().isEmpty()) {
            ArrayNode doubts = details.putArray(RowDetails.DOUBTS);
            read.doubtful().forEach(field -> doubts.add(doubt(field)));
        }
        return details;
    }

    /// A [io.batchline.contract.item.DoubtfulField].
    private static ObjectNode doubt(FieldReading field) {
        ObjectNode doubt = JsonNodeFactory.instance.objectNode();
        doubt.put("field", field.field());
        doubt.put("value", field.value());
        doubt.put("confidence", hundredths(field.confidence()));
        doubt.put("reason", field.doubt().map(Doubt::wireId).orElseThrow());
        ArrayNode choices = doubt.putArray("choices");
        for (FieldReading.Choice choice : field.choices()) {
            choices.addObject()
                    .put("value", choice.value())
                    .put("fill", hundredths(choice.fill()))
                    .put("marked", choice.marked());
        }
        doubt.put("crop", SheetPictures.cropOf(field.field()));
        return doubt;
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
