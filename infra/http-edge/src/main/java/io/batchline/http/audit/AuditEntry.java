package io.batchline.http.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import io.batchline.contract.id.TenantId;
import io.batchline.http.identity.Caller;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of the audit log.
///
/// @param tenant whose administrators may read it
/// @param username null when nobody known asked
/// @param credential what the caller showed: `password`, `key`, `issuer` or `none`
/// @param address where the request came from, as the server sees it
/// @param action the operation's id
/// @param subject the path of what it was done to
public record AuditEntry(
        Instant at,
        TenantId tenant,
        @Nullable String username,
        String credential,
        String address,
        String action,
        String subject,
        Outcome outcome,
        int status) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST_SUBJECT = 500;
    private static final String NO_CREDENTIAL = "none";

    /// Strips from the subject what a terminal would act on.
    public AuditEntry {
        subject = CONTROL.matcher(subject).replaceAll("?");
        subject =
                subject.length() > LONGEST_SUBJECT
                        ? subject.substring(0, LONGEST_SUBJECT)
                        : subject;
    }

    static String credential(Optional<Caller> caller) {
        return caller.map(known -> known.credential().wireId()).orElse(NO_CREDENTIAL);
    }

    /// What came of it.
    public enum Outcome {
        DONE,
        /// The caller may not, or did not know the password.
        REFUSED,
        /// An error of ours: it may have happened or not.
        FAILED;

        @JsonValue
        public String wireId() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Of an answer with that status to an operation that lets in by a password of its own, or
        /// to any other; empty for what is not worth a line: a request that could not be
        /// understood, met nothing, or came from nobody known.
        static Optional<Outcome> of(int status, boolean isLogin, boolean isKnown) {
            if (status < 400) {
                return Optional.of(DONE);
            }
            if (status >= 500) {
                return isKnown ? Optional.of(FAILED) : Optional.empty();
            }
            boolean refused = status == 401 ? isLogin : status == 403 && isKnown;
            return refused ? Optional.of(REFUSED) : Optional.empty();
        }
    }
}
