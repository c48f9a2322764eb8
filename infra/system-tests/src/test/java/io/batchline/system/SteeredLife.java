package io.batchline.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.client.AnswerException;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// One batch from its creation on, and what a seeded somebody does to it: pauses and resumes,
/// changes, cancels, and does again what failed. A request that comes too late is refused, as it
/// should be; a batch that was paused is always resumed.
///
/// @param due when it begins, by [System#nanoTime]
record SteeredLife(Rehearsals rehearsals, RandomGenerator chance, long due) {
    private static final int LEAST_ITEMS = 5;
    private static final int MOST_ITEMS = 500;
    private static final int MOST_MILLIS = 40;
    private static final int MOST_STEPS = 5;
    private static final int MOST_CONCURRENCY = 20;
    private static final int MOST_PAUSE_MILLIS = 1500;
    private static final int CONFLICT = 409;
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    BatchId run() throws IOException, InterruptedException {
        pause(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
        BatchId batch = rehearsals.start(request());
        int steps = chance.nextInt(MOST_STEPS + 1);
        for (int step = 0; step < steps; step++) {
            pause(chance.nextInt(MOST_PAUSE_MILLIS));
            step(batch);
        }
        return batch;
    }

    private ObjectNode request() {
        var options =
                RehearsalOptions.empty(chance.nextInt(LEAST_ITEMS, MOST_ITEMS + 1))
                        .lasting(Duration.ofMillis(chance.nextInt(MOST_MILLIS)))
                        .failing(chance.nextInt(4), chance.nextInt(6));
        ObjectNode request = Rehearsals.request(priority(), options);
        if (chance.nextInt(3) == 0) {
            request.put("concurrency", chance.nextInt(1, MOST_CONCURRENCY + 1));
        }
        if (chance.nextInt(6) == 0) {
            request.put("max_failed_percent", chance.nextInt(1, 5));
        }
        return request.put("max_attempts", chance.nextInt(1, 4));
    }

    private Priority priority() {
        return PRIORITIES.get(chance.nextInt(PRIORITIES.size()));
    }

    private void step(BatchId batch) throws IOException, InterruptedException {
        switch (chance.nextInt(8)) {
            case 0, 1, 2 -> {
                unlessTooLate(() -> rehearsals.writing().pause(batch));
                pause(chance.nextInt(MOST_PAUSE_MILLIS));
                unlessTooLate(() -> rehearsals.writing().resume(batch));
            }
            case 3, 4 -> unlessTooLate(() -> change(batch));
            case 5 -> unlessTooLate(() -> rehearsals.writing().cancel(batch));
            default -> unlessTooLate(() -> rehearsals.writing().retry(batch, nothing()));
        }
    }

    private void change(BatchId batch) throws IOException, InterruptedException {
        ObjectNode change =
                nothing()
                        .put("priority", priority().wireId())
                        .put("concurrency", chance.nextInt(1, MOST_CONCURRENCY + 1));
        var _ = rehearsals.writing().change(batch, change);
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private interface Request {
        void send() throws IOException, InterruptedException;
    }

    private static void unlessTooLate(Request request) throws IOException, InterruptedException {
        try {
            request.send();
        } catch (AnswerException e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
        }
    }

    private static void pause(long millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts this latch down");
        }
    }
}
