package io.batchline.gateway.rest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whether a client has the newest already (RFC 9110, 13.1.2).
final class Etags {
    private Etags() {}

    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                        .anyMatch(each -> each.equals("*") || each.equals(tag));
    }
}
