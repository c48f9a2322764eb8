package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What names and passwords of accounts may be. The login knows no tenant, so names are unique in
/// the installation; those of each tenant end with it (`ann@north`), so that no tenant can learn by
/// trying which names another has. Only the tenant `default` has names without an end.
public final class Credentials {
    public static final int LONGEST_NAME = 64;

    /// Longer than what tables of all short ones hold.
    public static final int SHORTEST_PASSWORD = 12;

    public static final int LONGEST_PASSWORD = 1024;

    /// So that a name fits beside it.
    public static final int LONGEST_TENANT = 40;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-][A-Za-z0-9_.@-]{0,63}");
    private static final Pattern LIKE_A_TENANT = Pattern.compile("[A-Za-z0-9_-]*");

    private Credentials() {}

    /// Why an account of the tenant can't be called that; empty when it can.
    public static Optional<String> refuseName(TenantId tenant, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    "takes 1 to %d letters, digits, _ . @ or -, the first no @"
                            .formatted(LONGEST_NAME));
        }
        int at = name.lastIndexOf('@');
        if (tenant.equals(TenantId.DEFAULT)) {
            return at >= 0 && LIKE_A_TENANT.matcher(name.substring(at + 1)).matches()
                    ? Optional.of("ends like the name of another tenant's user")
                    : Optional.empty();
        }
        return at > 0 && name.substring(at + 1).equals(tenant.value())
                ? Optional.empty()
                : Optional.of("takes a name that ends with @" + tenant.value());
    }

    /// Why the password is none for that name; empty when it is one.
    public static Optional<String> refusePassword(String name, String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            return Optional.of(
                    "has %d characters: it takes %d to %d"
                            .formatted(password.length(), SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        return password.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))
                ? Optional.of("is the user's name")
                : Optional.empty();
    }
}
