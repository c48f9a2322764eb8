package io.batchline.http.openid;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose tokens are taken, and what their claims mean.
///
/// @param issuer the `iss` of its tokens, letter by letter; its documents lie under it
/// @param audience what a token's `aud` has to name: us
/// @param userClaim whose text is the user's name
/// @param tenantClaim whose text is the tenant; empty: everybody belongs to `default`
/// @param roleClaim whose text or list of texts names `viewer`, `operator` or `admin`; dots lead
///   into objects (`realm_access.roles`)
public record OpenIdConfig(
        URI issuer,
        String audience,
        String userClaim,
        Optional<String> tenantClaim,
        String roleClaim) {
    /// The environment variable that turns it on.
    public static final String ISSUER = "BATCHLINE_OIDC_ISSUER";

    private static final String AUDIENCE = "BATCHLINE_OIDC_AUDIENCE";
    private static final String USER_CLAIM = "BATCHLINE_OIDC_USER_CLAIM";
    private static final String TENANT_CLAIM = "BATCHLINE_OIDC_TENANT_CLAIM";
    private static final String ROLE_CLAIM = "BATCHLINE_OIDC_ROLE_CLAIM";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public OpenIdConfig {
        if (!isTrustworthy(issuer)
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "%s is '%s': it takes an https address without query, or http on loopback"
                            .formatted(ISSUER, issuer));
        }
        if (audience.isBlank()) {
            throw new IllegalArgumentException(
                    "%s is not set: with %s it takes the audience that tokens for us have"
                            .formatted(AUDIENCE, ISSUER));
        }
    }

    /// By the environment; empty without an issuer.
    ///
    /// @throws IllegalArgumentException naming the variable, its value and what is allowed
    public static Optional<OpenIdConfig> of(Map<String, String> environment) {
        return text(environment, ISSUER)
                .map(issuer ->
                        new OpenIdConfig(
                                uri(issuer),
                                text(environment, AUDIENCE).orElse(""),
                                text(environment, USER_CLAIM).orElse("sub"),
                                text(environment, TENANT_CLAIM),
                                text(environment, ROLE_CLAIM).orElse("batchline_role")));
    }

    /// Whether what lies there can't be forged on the way to us.
    static boolean isTrustworthy(URI address) {
        return address.getHost() != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme())
                                && LOOPBACK.contains(address.getHost())));
    }

    private static URI uri(String issuer) {
        try {
            return URI.create(issuer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s is '%s': it takes an address".formatted(ISSUER, issuer), e);
        }
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }
}
