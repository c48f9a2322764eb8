package io.batchline.http.openid;

import com.nimbusds.jwt.JWTClaimsSet;
import io.batchline.contract.id.TenantId;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Caller.Credential;
import io.batchline.http.identity.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the claims of a good token mean here.
final class Claims {
    private static final int LONGEST_NAME = 255;

    private final OpenIdConfig config;

    Claims(OpenIdConfig config) {
        this.config = config;
    }

    /// @throws Problem 403 naming the claim that says nothing of use
    Caller caller(JWTClaimsSet claims) {
        return new Caller(user(claims), tenant(claims), role(claims), Credential.ISSUER);
    }

    private String user(JWTClaimsSet claims) {
        return texts(find(claims.getClaims(), config.userClaim())).stream()
                .findFirst()
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME)
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .orElseThrow(() -> useless(config.userClaim(), "a user's name"));
    }

    private TenantId tenant(JWTClaimsSet claims) {
        Optional<String> claim = config.tenantClaim();
        if (claim.isEmpty()) {
            return TenantId.DEFAULT;
        }
        try {
            return texts(find(claims.getClaims(), claim.get())).stream()
                    .findFirst()
                    .map(TenantId::new)
                    .orElseThrow(() -> useless(claim.get(), "a tenant"));
        } catch (IllegalArgumentException _) {
            throw useless(claim.get(), "a tenant");
        }
    }

    /// The most that it allows.
    private Role role(JWTClaimsSet claims) {
        List<String> named = texts(find(claims.getClaims(), config.roleClaim()));
        return Arrays.stream(Role.values())
                .filter(role -> named.contains(role.wireId()))
                .reduce((_, greater) -> greater)
                .orElseThrow(() -> useless(config.roleClaim(), "viewer, operator or admin"));
    }

    /// A claim of that very name, else the one that its dots lead to.
    private static @Nullable Object find(Map<String, Object> claims, String name) {
        Object found = claims.get(name);
        if (found != null) {
            return found;
        }
        Object at = claims;
        for (String step : name.split(Pattern.quote("."), -1)) {
            at = at instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return at;
    }

    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text);
            case Collection<?> several ->
                    several.stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .toList();
            case null, default -> List.of();
        };
    }

    private static Problem useless(String claim, String wanted) {
        return Problem.of(
                ProblemType.FORBIDDEN,
                "the token is good, but its claim %s does not name %s".formatted(claim, wanted));
    }
}
