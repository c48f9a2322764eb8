package io.batchline.http;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Whose pages may call, by a token of their own and never by our cookie.
///
/// @param origins as browsers write them in `Origin`: scheme, host, and the port unless it is the
///   scheme's own
public record AllowedOrigins(Set<String> origins) {
    /// Only our own page.
    public static final AllowedOrigins NONE = new AllowedOrigins(Set.of());

    /// The environment variable that names them.
    public static final String VARIABLE = "BATCHLINE_ALLOWED_ORIGINS";

    private static final Map<String, Integer> OWN_PORTS = Map.of("http", 80, "https", 443);

    public AllowedOrigins {
        origins = Set.copyOf(origins);
    }

    /// The environment's; none unless it names some.
    ///
    /// @throws IllegalArgumentException naming what is no origin
    public static AllowedOrigins of(Map<String, String> environment) {
        var origins = new LinkedHashSet<String>();
        for (String word : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
            if (!word.isBlank()) {
                origins.add(origin(word.strip()));
            }
        }
        return new AllowedOrigins(origins);
    }

    boolean allows(String origin) {
        return origins.contains(origin);
    }

    private static String origin(String word) {
        URI uri;
        try {
            uri = URI.create(word.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused(word, e);
        }
        String rest = uri.getRawPath();
        if (uri.getHost() == null
                || uri.getScheme() == null
                || !OWN_PORTS.containsKey(uri.getScheme())
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(rest.isEmpty() || rest.equals("/"))) {
            throw refused(word, null);
        }
        boolean usual = uri.getPort() < 0 || OWN_PORTS.get(uri.getScheme()).equals(uri.getPort());
        return uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort());
    }

    private static IllegalArgumentException refused(
            String word, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "%s has '%s': it takes origins like https://exams.example.org, divided by commas, and no *"
                        .formatted(VARIABLE, word),
                cause);
    }
}
