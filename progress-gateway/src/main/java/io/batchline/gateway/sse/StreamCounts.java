package io.batchline.gateway.sse;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What the streams have done so far. For any thread.
final class StreamCounts {
    final AtomicInteger open = new AtomicInteger();
    final LongAdder opened = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder frames = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder conflated = new LongAdder();
    final LongAdder cutOff = new LongAdder();

    void wrote(Sending sending) {
        frames.increment();
        bytes.add(sending.bytes().length);
        events.add(sending.events());
        conflated.add(sending.passedOver());
    }
}
