package io.batchline.gateway.hub;

/// Whether what the board shows is still heard: the broker has answered lately. For any thread.
@FunctionalInterface
public interface Reception {
    boolean isThere();
}
