package io.batchline.gateway.hub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells waiting threads that something changed. A thread notes the version, looks, and waits only
/// while the version is still the same, so that no change is missed.
final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private final AtomicLong version = new AtomicLong();

    long version() {
        return version.get();
    }

    void raise() {
        lock.lock();
        try {
            version.incrementAndGet();
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the version is no longer `seen`.
    ///
    /// @return false when that took longer than `atMost`
    boolean awaitChange(long seen, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (version.get() == seen) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = raised.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
