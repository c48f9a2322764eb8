package io.batchline.samples.sheets;

import java.util.Optional;

/// A sheet to make: what is on it, and what is wrong with it.
record PaperSheet(int index, FilledSheet filled, Optional<Flaw> flaw) {
    boolean has(Flaw one) {
        return flaw.isPresent() && flaw.get() == one;
    }
}
