package io.batchline.workload.sheets.template;

import java.util.Optional;
import java.util.OptionalInt;

/// What the text of a sheet's code means.
public sealed interface SheetCode {
    /// It names the sheets after it.
    record Separator(String group) implements SheetCode {}

    /// It says whose sheet this is.
    ///
    /// @param group what the sheet belongs to: what the code says, otherwise the candidate
    /// @param candidate empty where the code names none
    /// @param page of the candidate's pages, from 1
    /// @param pages how many the candidate has
    record Page(String group, Optional<String> candidate, OptionalInt page, OptionalInt pages)
            implements SheetCode {
        /// What no two sheets of a batch have in common; empty where the code names no candidate.
        public Optional<String> identity() {
            return owner().map(owner -> page.isPresent() ? owner + " " + page.getAsInt() : owner);
        }

        /// What all pages of one candidate have in common; empty where the code names no candidate.
        public Optional<String> owner() {
            return candidate.map(one -> quoted(group) + " " + quoted(one));
        }

        /// Whether the sheet is one page of several.
        public boolean isPart() {
            return candidate.isPresent()
                    && page.isPresent()
                    && !(pages.isPresent() && pages.getAsInt() == 1 && page.getAsInt() == 1);
        }

        // The length tells where a part ends: no two pairs of parts give the same text.
        private static String quoted(String part) {
            return part.length() + ":" + part;
        }
    }

    /// No pattern of the template matches it.
    ///
    /// @param why a sentence for people
    record Unknown(String why) implements SheetCode {}
}
