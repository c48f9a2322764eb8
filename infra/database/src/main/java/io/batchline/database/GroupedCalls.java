package io.batchline.database;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Calls of many threads, each of which waits for its own answer; those that come while one group
/// is on its way go with the next. One of the group makes the call for all, and wakes the first of
/// those who have come meanwhile to lead the next: nobody is woken but for an answer or to lead.
///
/// For any thread.
final class GroupedCalls<T, R> {
    private static final int MOST_AT_ONCE = 200;

    private final Group<T, R> call;
    private final Gathering gathering;
    private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();
    private boolean led;

    // Of whoever leads.
    private int lastMembers;
    private long lastBegun;

    GroupedCalls(Group<T, R> call, Gathering gathering) {
        this.call = call;
        this.gathering = gathering;
    }

    /// Answers all of a group.
    @FunctionalInterface
    interface Group<T, R> {
        /// @return one outcome for each, in their order
        List<Outcome<R>> of(List<T> group);
    }

    /// What came of one call.
    ///
    /// @param failure null where there is a value, or where nothing was asked for
    record Outcome<R>(@Nullable R value, @Nullable SQLException failure) {}

    /// Returns when it is answered; an interrupt does not end the waiting.
    Outcome<R> call(T what) {
        var mine = new Waiting<T, R>(what);
        if (!leadsAtOnce(mine)) {
            mine.woken.acquireUninterruptibly();
        }
        Outcome<R> answered = mine.outcome;
        return answered == null ? lead() : answered;
    }

    private synchronized boolean leadsAtOnce(Waiting<T, R> mine) {
        waiting.add(mine);
        boolean first = !led;
        led = true;
        return first;
    }

    /// The leader is the first of its group.
    private Outcome<R> lead() {
        gather();
        List<Waiting<T, R>> group = next();
        List<Outcome<R>> outcomes = List.of();
        try {
            outcomes = call.of(group.stream().map(each -> each.what).toList());
        } finally {
            answer(group, outcomes);
            handOver();
        }
        return outcomes.getFirst();
    }

    private void gather() {
        long gathers = gathering.after(lastMembers).toNanos();
        long until = lastBegun + gathers;
        for (long left = until - System.nanoTime();
                gathers > 0 && left > 0 && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized List<Waiting<T, R>> next() {
        var group = new ArrayList<Waiting<T, R>>();
        while (group.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        lastMembers = group.size();
        lastBegun = System.nanoTime();
        return group;
    }

    /// An error of the machine is the leader's, and the others hear of it.
    private void answer(List<Waiting<T, R>> group, List<Outcome<R>> outcomes) {
        for (int i = 1; i < group.size(); i++) {
            group.get(i).outcome =
                    i < outcomes.size()
                            ? outcomes.get(i)
                            : new Outcome<>(null, new SQLException("a group was not answered"));
            group.get(i).woken.release();
        }
    }

    private synchronized void handOver() {
        Waiting<T, R> next = waiting.peek();
        led = next != null;
        if (next != null) {
            next.woken.release();
        }
    }

    /// One on its way. Its outcome is there when it is woken, but where it is to lead.
    private static final class Waiting<T, R> {
        private final T what;
        private final Semaphore woken = new Semaphore(0);
        private @Nullable Outcome<R> outcome;

        Waiting(T what) {
            this.what = what;
        }
    }
}
