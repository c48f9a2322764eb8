package io.batchline.http.identity;

import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Browsers send the cookie with whatever any page asks of us, so a change by cookie must prove
/// that it comes from our own page, and nothing that says that it comes from another is done by
/// cookie.
public final class OwnOrigin {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private OwnOrigin() {}

    /// @throws Problem 403 for what says that it comes from another page, and for a change that
    ///   does not prove that it comes from our own
    static void requireForCookie(Context ctx) {
        if (!isOwn(ctx, READING.contains(ctx.method().name()))) {
            throw foreign(ctx);
        }
    }

    /// For requests that bring their own proof (a password): only what says that it is foreign is
    /// refused, so that programs which send neither header are let in.
    ///
    /// @throws Problem 403
    public static void refuseForeign(Context ctx) {
        if (!isOwn(ctx, true)) {
            throw foreign(ctx);
        }
    }

    private static boolean isOwn(Context ctx, boolean unsaid) {
        String site = ctx.header(FETCH_SITE);
        if (site != null) {
            return OWN_SITE.contains(site.toLowerCase(Locale.ROOT));
        }
        String origin = ctx.header("Origin");
        return origin == null ? unsaid : isOfHost(origin, ctx.header("Host"));
    }

    private static boolean isOfHost(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Problem foreign(Context ctx) {
        return Problem.of(
                ProblemType.FOREIGN_ORIGIN,
                "the session cookie is for our own page: a change needs Sec-Fetch-Site: same-origin, or an Origin that is this host; %s is neither"
                        .formatted(String.valueOf(ctx.header("Origin"))));
    }
}
