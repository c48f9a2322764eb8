package io.batchline.coordinator.topology;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Records whose steps failed half-way. The transaction is aborted then and the record comes again,
/// perhaps to another thread; it is a dead letter that time, so that no record stops a partition
/// for good. For any thread.
final class Suspects {
    private static final int MOST = 1000;

    private final Map<String, String> whyByPlace = new ConcurrentHashMap<>();

    void add(RecordMetadata place, RuntimeException why) {
        if (whyByPlace.size() < MOST) {
            whyByPlace.put(key(place), "its steps failed: " + why);
        }
    }

    /// Why the record at this place is one; empty when it is none.
    Optional<String> why(RecordMetadata place) {
        return whyByPlace.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(whyByPlace.get(key(place)));
    }

    private static String key(RecordMetadata place) {
        return "%s-%d@%d".formatted(place.topic(), place.partition(), place.offset());
    }
}
