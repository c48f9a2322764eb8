package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.SheetCode;
import io.batchline.workload.sheets.template.SheetCodes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// In what order a code's text says whose sheet it is.
enum CodeShape {
    GROUP_CANDIDATE_PAGE(true) {
        @Override
        String text(Candidate of) {
            return of.group() + "|" + of.candidate() + "|1/1";
        }
    },
    GROUP_CANDIDATE(true) {
        @Override
        String text(Candidate of) {
            return of.group() + "|" + of.candidate();
        }
    },
    CANDIDATE_PAGE(false) {
        @Override
        String text(Candidate of) {
            return of.candidate() + "|1/1";
        }
    },
    CANDIDATE(false) {
        @Override
        String text(Candidate of) {
            return of.candidate();
        }
    };

    private final boolean namesGroup;

    CodeShape(boolean namesGroup) {
        this.namesGroup = namesGroup;
    }

    abstract String text(Candidate of);

    /// The first shape whose text the template takes apart into the same group and candidate that
    /// it was put together from.
    ///
    /// @return empty where there is none
    static Optional<CodeShape> readBack(SheetCodes codes, Candidate of) {
        return shapes(of).stream()
                .filter(shape -> shape.isSame(codes.meaning(shape.text(of)), of))
                .findFirst();
    }

    private static List<CodeShape> shapes(Candidate of) {
        return of.group().isEmpty() ? List.of(CANDIDATE_PAGE, CANDIDATE) : Arrays.asList(values());
    }

    private boolean isSame(SheetCode meaning, Candidate of) {
        return meaning instanceof SheetCode.Page page
                && page.candidate().map(of.candidate()::equals).orElse(true)
                && page.group().equals(namesGroup ? of.group() : of.candidate())
                && isOne(page.page())
                && isOne(page.pages());
    }

    private static boolean isOne(OptionalInt number) {
        return number.orElse(1) == 1;
    }
}
