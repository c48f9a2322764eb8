package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.SheetCode;
import io.batchline.workload.sheets.template.SheetCodes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// In what order a code's text says whose sheet it is, and which of the candidate's pages.
enum CodeShape {
    GROUP_CANDIDATE_PAGE(true) {
        @Override
        String text(Candidate of, int page, int pages) {
            return of.group() + "|" + CANDIDATE_PAGE.text(of, page, pages);
        }
    },
    GROUP_CANDIDATE(true) {
        @Override
        String text(Candidate of, int page, int pages) {
            return of.group() + "|" + of.candidate();
        }
    },
    CANDIDATE_PAGE(false) {
        @Override
        String text(Candidate of, int page, int pages) {
            return "%s|%d/%d".formatted(of.candidate(), page, pages);
        }
    },
    CANDIDATE(false) {
        @Override
        String text(Candidate of, int page, int pages) {
            return of.candidate();
        }
    };

    private final boolean namesGroup;

    CodeShape(boolean namesGroup) {
        this.namesGroup = namesGroup;
    }

    /// @param page of the candidate's pages, from 1
    abstract String text(Candidate of, int page, int pages);

    /// The texts of all of a candidate's pages, in the first shape in which the template takes each
    /// apart into the same group, candidate and page that it was put together from.
    ///
    /// @return empty where there is none
    static Optional<List<String>> texts(SheetCodes codes, Candidate of, int pages) {
        return shapes(of).stream()
                .filter(shape ->
                        IntStream.rangeClosed(1, pages)
                                .allMatch(page -> shape.isReadBack(codes, of, page, pages)))
                .findFirst()
                .map(shape ->
                        IntStream.rangeClosed(1, pages)
                                .mapToObj(page -> shape.text(of, page, pages))
                                .toList());
    }

    private static List<CodeShape> shapes(Candidate of) {
        return of.group().isEmpty() ? List.of(CANDIDATE_PAGE, CANDIDATE) : Arrays.asList(values());
    }

    private boolean isReadBack(SheetCodes codes, Candidate of, int number, int pages) {
        return codes.meaning(text(of, number, pages)) instanceof SheetCode.Page page
                && page.candidate().map(of.candidate()::equals).orElse(true)
                && page.group().equals(namesGroup ? of.group() : of.candidate())
                // A page that the code does not name is the only one.
                && page.page().orElse(pages == 1 ? 1 : 0) == number
                && page.pages().orElse(pages) == pages;
    }
}
