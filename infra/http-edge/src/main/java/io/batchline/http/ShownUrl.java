package io.batchline.http;

import java.util.regex.Pattern;

/// A URL of a caller's as answers show it to all who may read: whom it leads to, and nothing that
/// lets anybody in. A user and a password are left out, and what follows the `?` is a mark that
/// there is something.
public final class ShownUrl {
    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");
    private static final Pattern REST = Pattern.compile("([?#]).*$", Pattern.DOTALL);

    private ShownUrl() {}

    public static String of(String url) {
        return REST.matcher(USER.matcher(url).replaceFirst("$1")).replaceFirst("$1…");
    }
}
