package io.batchline.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/// Decides whom a URL of a user's may make us call. Safe for any thread.
///
/// What a name means may change between two questions, so whoever connects asks [#addresses] once
/// and connects to what it answers; [#refusal] is for an early word to the user.
public final class TargetRule {
    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final int LAST_PORT = 65_535;

    private final AllowedTargets allowed;
    private final Names names;

    public TargetRule(AllowedTargets allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    /// @param names whom to ask what a name means
    public TargetRule(AllowedTargets allowed, Names names) {
        this.allowed = allowed;
        this.names = names;
    }

    /// The addresses of a host that may be called, in the order in which to try them. One inner
    /// address refuses them all. Blocks while the name is looked up.
    ///
    /// @param host a name, or an address, an IPv6 one with or without its brackets
    /// @throws InnerTargetException when it leads to an inner address that is not allowed
    /// @throws UnknownHostException when the name leads nowhere
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        String name = withoutBrackets(host);
        List<InetAddress> found = List.of(names.lookUp(name));
        if (found.isEmpty()) {
            throw new UnknownHostException("'%s' has no address".formatted(name));
        }
        for (InetAddress address : found) {
            Optional<String> inner = InnerAddresses.kindOf(address);
            if (inner.isPresent() && !allowed.admits(name, address)) {
                throw new InnerTargetException(name, inner.get());
            }
        }
        return found;
    }

    /// Why this URL is not called, as the rest of a sentence about it; empty when it may be, as far
    /// as can be told now: a name that nobody knows at the moment may be known later. Blocks while
    /// the name is looked up.
    public Optional<String> refusal(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL: " + e.getReason());
        }
        Optional<String> form = refusedForm(uri);
        return form.isPresent() ? form : refusedTarget(uri);
    }

    private static Optional<String> refusedForm(URI uri) {
        if (!HTTPS.equalsIgnoreCase(uri.getScheme()) && !HTTP.equalsIgnoreCase(uri.getScheme())) {
            return Optional.of("is not a URL with https");
        }
        if (uri.getHost() == null) {
            return Optional.of("names no host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("has a user or a password in it: the signature says who calls");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("has a fragment (#), which no server sees");
        }
        return uri.getPort() == 0 || uri.getPort() > LAST_PORT
                ? Optional.of("has port %d: it takes 1 to %d".formatted(uri.getPort(), LAST_PORT))
                : Optional.empty();
    }

    private Optional<String> refusedTarget(URI uri) {
        boolean isPlain = HTTP.equalsIgnoreCase(uri.getScheme());
        try {
            boolean isLoopback =
                    addresses(uri.getHost()).stream().allMatch(InetAddress::isLoopbackAddress);
            return isPlain && !isLoopback ? plain() : Optional.empty();
        } catch (InnerTargetException inner) {
            return Optional.of("is refused: " + inner.getMessage());
        } catch (UnknownHostException _) {
            return isPlain ? plain() : Optional.empty();
        }
    }

    private static Optional<String> plain() {
        return Optional.of("is http: it takes https, or http to an allowed loopback address");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /// What a name means at the moment.
    @FunctionalInterface
    public interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }
}
