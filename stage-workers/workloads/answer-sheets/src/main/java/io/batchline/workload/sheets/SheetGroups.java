package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.Claim;
import io.batchline.workload.Organized;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.template.SheetCode;
import io.batchline.workload.sheets.template.SheetCodes;
import java.util.Optional;

/// Which group the code of a sheet puts it into. Pure. What no code, or not the right one, says
/// anything of goes into groups of its own, so that it is found and not lost; no code that a user
/// prints begins like their names.
final class SheetGroups {
    static final String NO_CODE = "(no code)";
    static final String UNREADABLE = "(unreadable code)";
    static final String UNKNOWN = "(unknown code)";
    static final String DUPLICATE = "(duplicate code)";

    /// The member of a row's details that says why the sheet is in one of these groups.
    static final String NOTE = "code";

    private SheetGroups() {}

    /// @param wholeText whether the code's whole text is the group
    static Organized of(CodeSearch code, SheetCodes codes, boolean wholeText) {
        return switch (code) {
            case CodeSearch.Found(String text) ->
                    switch (codes.meaning(text)) {
                        case SheetCode.Separator(String group) -> new Organized.Separator(group);
                        case SheetCode.Unknown _ -> new Organized.Grouped(UNKNOWN);
                        case SheetCode.Page page ->
                                new Organized.Grouped(
                                        wholeText ? text : page.group(),
                                        page.identity()
                                                .map(identity -> new Claim(identity, DUPLICATE)));
                    };
            case CodeSearch.Unreadable() -> new Organized.Grouped(UNREADABLE);
            case CodeSearch.None() ->
                    codes.areExpected()
                            ? new Organized.Grouped(NO_CODE)
                            : new Organized.Ungrouped();
        };
    }

    /// Why a sheet is in one of the groups above; empty for any other group.
    static Optional<ObjectNode> note(String group, CodeSearch code, SheetCodes codes) {
        return switch (group) {
            case NO_CODE ->
                    Optional.of(
                            note(
                                    "no_code",
                                    "no code was found on the sheet, and its template says that there is one"));
            case UNREADABLE ->
                    Optional.of(
                            note(
                                    "unreadable_code",
                                    "the sheet has a QR code that is too damaged to be read"));
            case UNKNOWN -> Optional.of(note("unknown_code", why(code, codes)));
            case DUPLICATE ->
                    Optional.of(
                            note(
                                    "duplicate_code",
                                    "an earlier sheet of the batch is the same page of the same candidate: code '%s'"
                                            .formatted(text(code))));
            default -> Optional.empty();
        };
    }

    /// What the code said; empty where there is none that can be read.
    static String text(CodeSearch code) {
        return code instanceof CodeSearch.Found(String text) ? text : "";
    }

    private static String why(CodeSearch code, SheetCodes codes) {
        return codes.meaning(text(code)) instanceof SheetCode.Unknown(String why)
                ? why
                : "no pattern of the template matches the code";
    }

    private static ObjectNode note(String reason, String message) {
        return JsonNodeFactory.instance.objectNode().put("reason", reason).put("message", message);
    }
}
