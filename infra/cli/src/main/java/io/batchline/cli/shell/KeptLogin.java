package io.batchline.cli.shell;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a login left behind.
///
/// @param username null for a key, which does not say whose it is
/// @param expiresAt null for what ends at a time that is not known here
public record KeptLogin(
        String server, @Nullable String username, String token, @Nullable Instant expiresAt) {

    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "KeptLogin[server=%s, username=%s]".formatted(server, username);
    }
}
