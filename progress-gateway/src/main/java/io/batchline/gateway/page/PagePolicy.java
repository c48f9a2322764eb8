package io.batchline.gateway.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What browsers are told that the page may do: nothing that is not its own, and no script within
/// the page but its import map, which browsers take from nowhere else. That one is named by its
/// hash (Content Security Policy Level 3, 2.3.1).
final class PagePolicy {
    static final String HEADER = "Content-Security-Policy";

    private static final Pattern WITHIN =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private PagePolicy() {}

    /// @param page the page's own text, as it is sent
    static String of(String page) {
        String hashes =
                WITHIN.matcher(page)
                        .results()
                        .map((MatchResult script) ->
                                " 'sha256-%s'".formatted(hash(script.group(1))))
                        .collect(Collectors.joining());
        return "default-src 'none'; script-src 'self'%s; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
                .formatted(hashes);
    }

    private static String hash(String script) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
