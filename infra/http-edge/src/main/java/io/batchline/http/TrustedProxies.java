package io.batchline.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The proxies before us whose `X-Forwarded-For` is believed. Anyone may send that header, and each
/// proxy adds on the right whom it spoke with: so it is read from the right, for as long as who
/// says it is one of these.
///
/// @param networks empty where nobody is believed
public record TrustedProxies(List<Network> networks) {
    /// Whoever speaks with us is the client.
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String VARIABLE = "BATCHLINE_TRUSTED_PROXIES";

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /// Those that `BATCHLINE_TRUSTED_PROXIES` names: addresses and networks such as `10.0.0.0/8`,
    /// divided by commas.
    ///
    /// @throws IllegalArgumentException naming the variable, its value and what is allowed
    public static TrustedProxies of(Map<String, String> environment) {
        var networks = new ArrayList<Network>();
        for (String word : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
            if (!word.isBlank()) {
                networks.add(
                        Network.of(word.strip())
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "%s has '%s': it takes addresses and networks like 10.0.0.0/8 or fd00::/8, divided by commas"
                                                        .formatted(VARIABLE, word.strip()))));
            }
        }
        return new TrustedProxies(networks);
    }

    /// The address of the client.
    ///
    /// @param speaker who speaks with us
    /// @param forwarded the values of `X-Forwarded-For`, in their order; null where there are none
    String client(String speaker, @Nullable String forwarded) {
        List<String> told =
                forwarded == null ? List.of() : Arrays.asList(forwarded.split(",", -1)).reversed();
        String nearest = speaker;
        for (String next : told) {
            Optional<InetAddress> address = Network.address(next.strip());
            if (!isTrusted(nearest) || address.isEmpty()) {
                return nearest;
            }
            nearest = address.get().getHostAddress();
        }
        return nearest;
    }

    private boolean isTrusted(String speaker) {
        return Network.address(speaker)
                .filter(address -> networks.stream().anyMatch(network -> network.has(address)))
                .isPresent();
    }

    /// Addresses that begin with the same bits.
    ///
    /// @param bits how many
    public record Network(InetAddress first, int bits) {
        private static final int DOTS = 3;

        static Optional<Network> of(String text) {
            int slash = text.indexOf('/');
            return address(slash < 0 ? text : text.substring(0, slash))
                    .flatMap(first -> {
                        int most = first.getAddress().length * Byte.SIZE;
                        int bits = slash < 0 ? most : number(text.substring(slash + 1));
                        return bits < 0 || bits > most
                                ? Optional.empty()
                                : Optional.of(new Network(first, bits));
                    });
        }

        /// An address as it is written, with or without a port; names are not looked up.
        static Optional<InetAddress> address(String text) {
            String bare = text;
            if (text.startsWith("[")) {
                bare = text.substring(1, Math.max(1, text.indexOf(']')));
            } else if (text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
                bare = text.split(":", 2)[0];
            }
            // The JDK takes 10.1 for 10.0.0.1, which nobody means.
            if (bare.indexOf(':') < 0 && bare.chars().filter(c -> c == '.').count() != DOTS) {
                return Optional.empty();
            }
            try {
                return Optional.of(InetAddress.ofLiteral(bare));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        private static int number(String text) {
            return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        }

        boolean has(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] theirs = address.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
