package io.batchline.gateway.session;

import io.batchline.http.Problem;
import io.batchline.http.Removal;
import org.jspecify.annotations.Nullable;

/// What rules of retention have removed of a batch; null for what they have not.
public record Removals(@Nullable Removal source, @Nullable Removal results) {
    static final Removals NONE = new Removals(null, null);

    /// @throws Problem 410 when the results were removed
    public void requireResults() {
        if (results != null) {
            throw results.ofResults();
        }
    }

    /// @throws Problem 410 when the source was removed
    public void requireSource() {
        if (source != null) {
            throw source.ofSource();
        }
    }
}
