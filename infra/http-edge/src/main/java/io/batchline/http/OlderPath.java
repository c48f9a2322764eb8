package io.batchline.http;

import io.javalin.http.HandlerType;

/// Every path of the earlier systems, and the operation of today that it is. Who serves that
/// operation serves the older path beside it, with the same handler or the same answer under the
/// older names ([OlderBatch]).
public enum OlderPath {
    START(
            Verb.POST,
            "/api/v1/batch-processing/start",
            "createBatch",
            Permission.OPERATE,
            "Creates a batch of URLs, which starts at once"),
    CANCEL(
            Verb.POST,
            "/api/v1/batch-processing/cancel/{batch_id}",
            "cancelBatch",
            Permission.OPERATE,
            "Cancels a batch"),
    CLEANUP(
            Verb.DELETE,
            "/api/v1/batch-processing/cleanup",
            "deleteFinishedBatches",
            Permission.OPERATE,
            "Deletes old finished batches"),
    PROGRESS(
            Verb.GET,
            "/api/v1/batch-processing/progress/{batch_id}",
            "getProgress",
            Permission.READ,
            "Where a batch stands"),
    JOBS(
            Verb.GET,
            "/api/v1/batch-processing/jobs",
            "listBatches",
            Permission.READ,
            "The batches, newest first"),
    RESULTS(
            Verb.GET,
            "/api/v1/batch-processing/results/{batch_id}",
            "listResults",
            Permission.READ,
            "The finished rows of a batch"),
    QUEUE(
            Verb.GET,
            "/api/v1/batch-processing/queue/status",
            "getQueueStatus",
            Permission.READ,
            "What waits and what runs"),
    HEALTH(
            Verb.GET,
            "/api/v1/batch-processing/health",
            "isReady",
            Permission.NONE,
            "Whether everything that it needs is up"),
    CURRENT_ITEM(
            Verb.GET,
            "/api/progress/current",
            "getItem",
            Permission.READ,
            "The item that began last of those that run"),
    ALL_RUNNING(
            Verb.GET,
            "/api/progress/all",
            "listBatches",
            Permission.READ,
            "All batches that run, and finished ones whose events are still held"),
    ONE(Verb.GET, "/api/progress/{job_id}", "getItem", Permission.READ, "An item, or a batch"),
    STREAM(
            Verb.GET,
            "/events/progress/{job_id}",
            "streamProgress",
            Permission.READ,
            "The progress of a batch, or of an item, as unnamed events"),
    BATCHES(
            Verb.GET,
            "/api/batch/list",
            "listBatches",
            Permission.READ,
            "The batches, newest first"),
    BATCH(
            Verb.GET,
            "/api/batch/{batch_id}",
            "getStatus",
            Permission.READ,
            "A batch with its items");

    private final Verb verb;
    private final String path;
    private final String today;
    private final Permission needed;
    private final String summary;

    OlderPath(Verb verb, String path, String today, Permission needed, String summary) {
        this.verb = verb;
        this.path = path;
        this.today = today;
        this.needed = needed;
        this.summary = summary;
    }

    public String path() {
        return path;
    }

    /// The id of the operation that it is.
    public String today() {
        return today;
    }

    /// Its own operation, to which parameters and answers are added.
    public Operation operation() {
        var id = new StringBuilder("older");
        for (String word : name().split("_", -1)) {
            id.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return Operation.of(
                verb.method(),
                path,
                id.toString(),
                needed,
                "%s (a path of earlier systems: %s)".formatted(summary, today));
    }

    private enum Verb {
        GET,
        POST,
        DELETE;

        HandlerType method() {
            return switch (this) {
                case GET -> HandlerType.GET;
                case POST -> HandlerType.POST;
                case DELETE -> HandlerType.DELETE;
            };
        }
    }
}
