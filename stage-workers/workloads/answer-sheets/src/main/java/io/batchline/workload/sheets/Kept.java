package io.batchline.workload.sheets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The newest values that were asked for, at most so many. Safe to use from many threads.
final class Kept<K, V> {
    private final Map<K, V> values;

    Kept(int limit) {
        this.values =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > limit;
                    }
                };
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void keep(K key, V value) {
        values.put(key, value);
    }
}
