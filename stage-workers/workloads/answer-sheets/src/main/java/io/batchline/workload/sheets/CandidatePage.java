package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.RowDetails;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.template.SheetCode;
import io.batchline.workload.sheets.template.SheetCodes;
import java.util.Optional;
import java.util.OptionalInt;

/// Which page of which candidate a sheet is, as it is kept beside the sheet's row.
///
/// @param candidate the same text for all pages of one candidate
/// @param number from 1
/// @param of how many there are; empty where the code does not say
record CandidatePage(String candidate, int number, OptionalInt of) {
    private static final String PAGE = "page";
    private static final String PAGES = "pages";

    /// The page that a sheet's code names; empty where it names none, the only one, or one that
    /// another sheet of the batch is already.
    static Optional<CandidatePage> of(String group, CodeSearch code, SheetCodes rules) {
        boolean counts =
                code instanceof CodeSearch.Found(String text)
                        && rules.meaning(text) instanceof SheetCode.Page page
                        && page.isPart()
                        && !group.equals(SheetGroups.DUPLICATE);
        if (!counts) {
            return Optional.empty();
        }
        var page = (SheetCode.Page) rules.meaning(SheetGroups.text(code));
        return page.owner()
                .map(owner -> new CandidatePage(owner, page.page().orElseThrow(), page.pages()));
    }

    void addTo(ObjectNode details) {
        details.put(RowDetails.PART_OF, candidate);
        details.put(PAGE, number);
        of.ifPresent(pages -> details.put(PAGES, pages));
    }

    /// The page that a row's details name.
    ///
    /// @throws IllegalArgumentException when they name none
    static CandidatePage in(ObjectNode details) {
        JsonNode pages = details.path(PAGES);
        return new CandidatePage(
                details.required(RowDetails.PART_OF).asText(),
                details.required(PAGE).asInt(),
                pages.isInt() ? OptionalInt.of(pages.asInt()) : OptionalInt.empty());
    }
}
