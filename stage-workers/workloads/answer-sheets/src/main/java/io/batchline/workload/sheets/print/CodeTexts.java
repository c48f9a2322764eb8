package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.SheetCodes;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The texts of all codes, checked before anything is printed.
final class CodeTexts {
    private CodeTexts() {}

    /// @param sides of the squares that the codes fill on each page, in points
    /// @return by candidate one for each page
    /// @throws TemplateRejected where `page_id` would not read back what is printed
    /// @throws RosterRejected where a code would be unreadably small, or another candidate's too
    static SequencedMap<Candidate, List<String>> of(
            Roster roster, SheetCodes codes, List<Double> sides)
            throws TemplateRejected, RosterRejected {
        SequencedMap<Candidate, List<String>> all = new LinkedHashMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (Candidate candidate : roster.candidates()) {
            List<String> texts = texts(candidate, codes, sides.size());
            for (int page = 0; page < texts.size(); page++) {
                String text = texts.get(page);
                checkSize(candidate, text, sides.get(page));
                Long earlier = lines.putIfAbsent(text, candidate.line());
                if (earlier != null) {
                    throw new RosterRejected(
                            candidate.line(),
                            "the code '%s' is that of line %d already".formatted(text, earlier));
                }
            }
            all.put(candidate, texts);
        }
        return all;
    }

    private static void checkSize(Candidate candidate, String text, double side)
            throws RosterRejected {
        if (QrPrint.of(text, side).isEmpty()) {
            throw new RosterRejected(
                    candidate.line(),
                    "the code '%s' has %d letters: at %.0f mm (qr.box of the template) its squares would be smaller than 0.3 mm, too small to be scanned"
                            .formatted(text, text.length(), side / Paper.POINTS_PER_MILLIMETRE));
        }
    }

    private static List<String> texts(Candidate candidate, SheetCodes codes, int pages)
            throws TemplateRejected {
        return CodeShape.texts(codes, candidate, pages)
                .orElseThrow(() ->
                        new TemplateRejected(
                                "template.json",
                                "page_id.pattern",
                                "takes neither '%s' nor '%s' apart into candidate '%s' and group '%s'%s (line %d of the roster)"
                                        .formatted(
                                                CodeShape.GROUP_CANDIDATE_PAGE.text(
                                                        candidate, pages, pages),
                                                CodeShape.GROUP_CANDIDATE.text(
                                                        candidate, pages, pages),
                                                candidate.candidate(),
                                                candidate.group(),
                                                pages == 1
                                                        ? ""
                                                        : ", page %d of %d".formatted(pages, pages),
                                                candidate.line())));
    }
}
