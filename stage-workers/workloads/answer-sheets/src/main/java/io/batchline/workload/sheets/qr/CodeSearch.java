package io.batchline.workload.sheets.qr;

/// What came of looking for a code on a page.
public sealed interface CodeSearch {
    /// A code that could be read; of several the one that counts.
    record Found(String text) implements CodeSearch {}

    /// There is a code, and more of it is damaged than it can make good.
    record Unreadable() implements CodeSearch {}

    /// No code is to be seen.
    record None() implements CodeSearch {}
}
