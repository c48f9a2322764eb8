package io.batchline.http;

import java.time.Duration;

/// Where the server listens and what it takes.
///
/// @param host the address to bind to; 127.0.0.1 unless the operator says otherwise
/// @param port 0 for any free one
/// @param largestBody bytes of a body that a handler reads whole; one that streams has its own
///   limit
/// @param idle a connection on which nothing moves for this long is closed
/// @param stopWithin how long running requests may still take at close
/// @param origins the pages of others that may call
/// @param proxies who is believed whom they speak for
public record HttpConfig(
        String host,
        int port,
        long largestBody,
        Duration idle,
        Duration stopWithin,
        AllowedOrigins origins,
        TrustedProxies proxies) {
    public static final String LOOPBACK = "127.0.0.1";
    private static final long LARGEST_BODY = 1 << 20;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);
    private static final int LAST_PORT = 65_535;

    public HttpConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty: name the address to listen on");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "port %d: it takes 0 to %d".formatted(port, LAST_PORT));
        }
        if (largestBody < 1) {
            throw new IllegalArgumentException(
                    "largest body %d bytes: at least 1".formatted(largestBody));
        }
    }

    public static HttpConfig on(String host, int port) {
        return new HttpConfig(
                host,
                port,
                LARGEST_BODY,
                IDLE,
                STOP_WITHIN,
                AllowedOrigins.NONE,
                TrustedProxies.NONE);
    }

    /// On this machine only.
    public static HttpConfig onLoopback(int port) {
        return on(LOOPBACK, port);
    }

    public HttpConfig withOrigins(AllowedOrigins allowed) {
        return new HttpConfig(host, port, largestBody, idle, stopWithin, allowed, proxies);
    }

    public HttpConfig behind(TrustedProxies trusted) {
        return new HttpConfig(host, port, largestBody, idle, stopWithin, origins, trusted);
    }
}
