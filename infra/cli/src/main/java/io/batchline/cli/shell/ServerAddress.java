package io.batchline.cli.shell;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses of servers as a user writes them.
final class ServerAddress {
    private static final String EXAMPLE = "http://127.0.0.1:8080";
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|0:0:0:0:0:0:0:)1]");

    private ServerAddress() {}

    /// Scheme, host and port, in small letters.
    ///
    /// @throws IllegalArgumentException when it is something else, or holds more
    static URI of(String given) {
        if (given.contains("@")) {
            // It may be a password: not said again.
            throw new IllegalArgumentException(
                    "--server: it takes no user in the address; there are --user and `batchline login`");
        }
        URI address;
        try {
            address = URI.create(given.strip().replaceFirst("/+$", "").toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw unfit(given, "it takes an address such as " + EXAMPLE, e);
        }
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw unfit(given, "it takes an address such as " + EXAMPLE, null);
        }
        if (!address.getRawPath().isEmpty()
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw unfit(given, "nothing may come after the host and port, as in " + EXAMPLE, null);
        }
        return address;
    }

    private static IllegalArgumentException unfit(
            String given, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("--server '%s': %s".formatted(given, why), cause);
    }

    /// Whether it is this machine by its own name; other names are not looked up.
    static boolean isLoopback(URI address) {
        return LOOPBACK.matcher(address.getHost()).matches();
    }
}
