package io.batchline.workload.sheets.qr;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Optional;

/// Finds the code of a page of which nothing else is known.
public final class QrFinder {
    private QrFinder() {}

    /// The text of the code; empty when there is none that can be read.
    public static Optional<String> find(GrayPicture picture) {
        return switch (CodeFinder.find(picture, Optional.empty(), _ -> true)) {
            case CodeSearch.Found(String text) -> Optional.of(text);
            case CodeSearch.Unreadable(), CodeSearch.None() -> Optional.empty();
        };
    }
}
