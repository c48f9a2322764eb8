package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.SheetCodes;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The texts of all codes, checked before anything is printed.
final class CodeTexts {
    private CodeTexts() {}

    /// @param side of the square that a code fills, in points
    /// @throws TemplateRejected where `page_id` would not read back what is printed
    /// @throws RosterRejected where a code would be unreadably small, or another candidate's too
    static SequencedMap<Candidate, String> of(Roster roster, SheetCodes codes, double side)
            throws TemplateRejected, RosterRejected {
        SequencedMap<Candidate, String> texts = new LinkedHashMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (Candidate candidate : roster.candidates()) {
            String text = text(candidate, codes);
            if (QrPrint.of(text, side).isEmpty()) {
                throw new RosterRejected(
                        candidate.line(),
                        "the code '%s' has %d letters: at %.0f mm (qr.box of the template) its squares would be smaller than 0.3 mm, too small to be scanned"
                                .formatted(
                                        text, text.length(), side / Paper.POINTS_PER_MILLIMETRE));
            }
            Long earlier = lines.putIfAbsent(text, candidate.line());
            if (earlier != null) {
                throw new RosterRejected(
                        candidate.line(),
                        "the code '%s' is that of line %d already".formatted(text, earlier));
            }
            texts.put(candidate, text);
        }
        return texts;
    }

    private static String text(Candidate candidate, SheetCodes codes) throws TemplateRejected {
        return CodeShape.readBack(codes, candidate)
                .map(shape -> shape.text(candidate))
                .orElseThrow(() ->
                        new TemplateRejected(
                                "template.json",
                                "page_id.pattern",
                                "takes neither '%s' nor '%s' apart into candidate '%s' and group '%s' (line %d of the roster)"
                                        .formatted(
                                                CodeShape.GROUP_CANDIDATE_PAGE.text(candidate),
                                                CodeShape.GROUP_CANDIDATE.text(candidate),
                                                candidate.candidate(),
                                                candidate.group(),
                                                candidate.line())));
    }
}
