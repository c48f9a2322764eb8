package io.batchline.webhooks;

import io.batchline.contract.webhook.WebhookEvent;
import io.batchline.outbound.InnerTargetException;
import io.batchline.outbound.TargetRule;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one call, to an address that the rule has let pass, and hears whether it was taken. Safe
/// for any thread; each call blocks until it is answered or its time is over.
///
/// It follows no redirect, keeps no cookie, uses no connection twice (each is to an address that
/// was checked just now) and reads little of an answer, none of which is kept: what an inner server
/// says is nobody's to read here.
final class Caller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

    /// From the first byte that we send to the end of the answer.
    static final Duration WHOLE = Duration.ofSeconds(20);

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final int MOST_ADDRESSES = 3;
    private static final int MOST_READ = 4096;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8192;
    private static final String AGENT = "Batchline-Webhooks/1";

    private final TargetRule rule;
    private final Duration whole;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService cutter =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("webhooks-cut-off").daemon().factory());

    /// @param whole how long a call may take
    Caller(TargetRule rule, Duration whole, int atOnce) {
        this.rule = rule;
        this.whole = whole;
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames(rule))
                        .setMaxConnTotal(atOnce)
                        .setMaxConnPerRoute(atOnce)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(CONNECT)
                                        .setSocketTimeout(Timeout.of(whole))
                                        .build())
                        .setConnectionFactory(
                                ManagedHttpClientConnectionFactory.builder()
                                        .http1Config(
                                                Http1Config.custom()
                                                        .setMaxHeaderCount(MOST_HEADERS)
                                                        .setMaxLineLength(LONGEST_LINE)
                                                        .build())
                                        .build())
                        .build();
        client =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setConnectionReuseStrategy((_, _, _) -> false)
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setResponseTimeout(Timeout.of(whole))
                                        .setConnectionRequestTimeout(Timeout.of(whole))
                                        .build())
                        .setUserAgent(AGENT)
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableContentCompression()
                        .disableAuthCaching()
                        .build();
    }

    /// @param at the time that is signed
    Answer call(Delivery delivery, Instant at) {
        Optional<String> refused = rule.refusal(delivery.url());
        if (refused.isPresent()) {
            return new Answer.None("the URL " + refused.get());
        }
        byte[] body = delivery.bytes();
        var post = new HttpPost(URI.create(delivery.url()));
        post.setHeader("webhook-id", delivery.eventId());
        post.setHeader("webhook-timestamp", Long.toString(at.getEpochSecond()));
        post.setHeader(
                "webhook-signature",
                Signature.of(delivery.secrets(), delivery.eventId(), at, body));
        post.setEntity(new ByteArrayEntity(body, ContentType.create(WebhookEvent.MEDIA_TYPE)));
        ScheduledFuture<?> cut =
                cutter.schedule(post::cancel, whole.toMillis(), TimeUnit.MILLISECONDS);
        ClassicHttpResponse response = null;
        try {
            response = client.executeOpen(null, post, null);
            var status = new Answer.Status(response.getCode(), wish(response));
            read(response.getEntity());
            return status;
        } catch (IOException e) {
            return new Answer.None(sentence(e, post.isCancelled()));
        } catch (RuntimeException e) {
            // Of the client, for an answer that is none. As any other failure it is one try.
            LOG.atWarn().setCause(e).addKeyValue("delivery", delivery).log("odd answer");
            return new Answer.None("the answer is not HTTP");
        } finally {
            cut.cancel(false);
            // Before the close, which would read the rest of the answer.
            post.cancel();
            close(response);
        }
    }

    /// A receiver that hears its answer out believes that all is well; one with a long answer does
    /// not get to send it.
    private static void read(@Nullable HttpEntity entity) {
        try {
            if (entity != null) {
                // Not closed: that would read all of it.
                entity.getContent().readNBytes(MOST_READ);
            }
        } catch (IOException _) {
            // The status has been heard, and it is what counts.
        }
    }

    private static void close(@Nullable ClassicHttpResponse response) {
        try {
            if (response != null) {
                response.close();
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("an answer was cut off");
        }
    }

    private static Duration wish(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        try {
            long seconds = header == null ? 0 : Long.parseLong(header.getValue().strip());
            return Duration.ofSeconds(Math.clamp(seconds, 0, Backoff.LONGEST_WISH.toSeconds()));
        } catch (NumberFormatException _) {
            // A date: no receiver of webhooks needs one.
            return Duration.ZERO;
        }
    }

    private String sentence(IOException e, boolean wasCut) {
        if (wasCut) {
            return "no whole answer within %d s".formatted(whole.toSeconds());
        }
        return switch (e) {
            case InnerTargetException inner -> String.valueOf(inner.getMessage());
            case UnknownHostException _ -> "the host's name leads nowhere";
            case SocketTimeoutException _ -> "no answer in time";
            case SSLException tls -> "TLS failed: " + tls.getMessage();
            case ConnectException _ -> "the connection was refused";
            // What the client says more may name an inner address.
            default -> "the connection broke (%s)".formatted(e.getClass().getSimpleName());
        };
    }

    @Override
    public void close() throws IOException {
        cutter.shutdownNow();
        client.close();
    }

    /// What the client connects to is what was checked, in the same moment.
    private record CheckedNames(TargetRule rule) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return rule.addresses(host).stream().limit(MOST_ADDRESSES).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
