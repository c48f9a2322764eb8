package io.batchline.ingest.webhook;

import io.batchline.http.Fields;
import io.batchline.http.Shape;
import io.batchline.outbound.AllowedTargets;
import io.batchline.outbound.TargetRule;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The field of a request that says where webhooks go. Safe for any thread.
public final class WebhookTarget {
    static final int LONGEST = 2000;

    public static final Shape SHAPE =
            Shape.text(LONGEST)
                    .described("https, to a public address; what else is called is a setting");

    /// A name that takes longer to look up is taken for one that nobody knows at the moment. The
    /// sender asks again, and no request waits for it here.
    private static final long LOOK_UP_SECONDS = 2;

    private final TargetRule rule;

    public WebhookTarget(AllowedTargets allowed) {
        this.rule = new TargetRule(allowed);
    }

    /// The URL, if the request has one that is taken; what is wrong with it is noted.
    public Optional<String> read(Fields fields, String name) {
        Optional<String> url = fields.optionalText(name, LONGEST);
        url.flatMap(this::refusal).ifPresent(why -> fields.refuse(name, why));
        return url;
    }

    private Optional<String> refusal(String url) {
        var answer = new FutureTask<>(() -> rule.refusal(url));
        Thread.ofVirtual().name("webhook-target").start(answer);
        try {
            return answer.get(LOOK_UP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a URL could not be judged", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("could not be looked at: the server stops");
        }
    }
}
