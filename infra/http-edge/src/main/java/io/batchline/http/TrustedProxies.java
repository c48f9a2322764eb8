package io.batchline.http;

import io.batchline.outbound.AddressBlock;
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
public record TrustedProxies(List<AddressBlock> networks) {
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
        var networks = new ArrayList<AddressBlock>();
        for (String word : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
            if (!word.isBlank()) {
                networks.add(network(word.strip()));
            }
        }
        return new TrustedProxies(networks);
    }

    private static AddressBlock network(String word) {
        try {
            return AddressBlock.of(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s has '%s': it takes addresses and networks like 10.0.0.0/8 or fd00::/8, divided by commas"
                            .formatted(VARIABLE, word),
                    e);
        }
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
            Optional<InetAddress> address = address(next.strip());
            if (!isTrusted(nearest) || address.isEmpty()) {
                return nearest;
            }
            nearest = address.get().getHostAddress();
        }
        return nearest;
    }

    private boolean isTrusted(String speaker) {
        return address(speaker)
                .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
                .isPresent();
    }

    /// An address with or without a port; names are not looked up.
    private static Optional<InetAddress> address(String text) {
        String bare = text;
        if (text.startsWith("[")) {
            bare = text.substring(1, Math.max(1, text.indexOf(']')));
        } else if (text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            bare = text.split(":", 2)[0];
        }
        try {
            return Optional.of(AddressBlock.address(bare));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
