package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import java.util.Locale;

/// Who is asking. Whatever it asks for is looked up within its tenant.
///
/// @param credential what it showed for it
public record Caller(String username, TenantId tenant, Role role, Credential credential) {
    /// One who logged in.
    public Caller(String username, TenantId tenant, Role role) {
        this(username, tenant, role, Credential.PASSWORD);
    }

    /// Whether it is an account of ours, or a key of one.
    public boolean hasAccount() {
        return credential == Credential.PASSWORD || credential == Credential.KEY;
    }

    /// Whether it is `admin` of the tenant `default`, whom every installation has.
    public boolean isFounder() {
        return hasAccount()
                && role == Role.ADMIN
                && tenant.equals(TenantId.DEFAULT)
                && username.equals(Accounts.ADMIN);
    }

    /// What a caller may show.
    public enum Credential {
        /// The token or cookie that a login with a password gave.
        PASSWORD,
        /// A key of a program.
        KEY,
        /// A token of the OpenID Connect issuer.
        ISSUER,
        /// A ticket for one stream.
        TICKET,
        /// One that was redeemed before.
        USED_TICKET;

        /// The id in the database and in answers.
        public String wireId() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
