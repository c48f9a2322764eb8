package io.batchline.gateway.sse;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Reception;
import io.batchline.gateway.hub.Watcher;
import io.batchline.http.identity.Authenticator.Admission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Some of the viewers, and one thread that writes to them and never waits for one. When something
/// is new it makes one frame for all who watch the same, at once or when the last was `pace` ago;
/// who was still busy then gets what it has missed once it is through.
final class Lane implements Watcher, AutoCloseable {
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Group> news = new ConcurrentLinkedQueue<>();
    private final Map<Object, List<Group>> bySubject = new ConcurrentHashMap<>();
    private final Map<Watched, Group> groups = new HashMap<>();
    private final Set<StreamClient> pending = new HashSet<>();
    private final PriorityQueue<Group> due;
    private final Queue<Round> rounds = new ArrayDeque<>();
    private final Admitted admitted = new Admitted();
    private final Consumer<StreamClient> left;
    private final Reception reception;
    private final Delivery delivery;
    private final LaneThread thread;
    private final LaneTimes times;
    private boolean unheard;

    /// @param left is told of each viewer that has gone, on the lane's thread
    Lane(
            String name,
            StreamSettings settings,
            StreamCounts counts,
            Reception reception,
            Consumer<StreamClient> left) {
        this.times = new LaneTimes(settings);
        this.due =
                new PriorityQueue<>(Comparator.comparingLong(group -> group.dueAt(times.pace())));
        this.reception = reception;
        this.left = left;
        this.delivery = new Delivery(counts, pending, this::leave);
        this.thread = new LaneThread(name, this::turn, () -> asked.isEmpty() && news.isEmpty());
    }

    void start() {
        thread.start();
    }

    /// Has it done on the lane's thread.
    void ask(Runnable what) {
        asked.add(what);
        thread.wake();
    }

    @Override
    public void changed(BatchId batch, @Nullable TenantId tenant) {
        note(bySubject.get(batch));
        if (tenant != null) {
            note(bySubject.get(tenant));
        }
    }

    private void note(@Nullable List<Group> changed) {
        if (changed != null) {
            for (Group group : changed) {
                if (group.isNews()) {
                    news.add(group);
                    thread.wake();
                }
            }
        }
    }

    @Override
    public void gone(BatchId batch) {
        if (bySubject.containsKey(batch)) {
            ask(() -> of(batch).forEach(client -> delivery.farewell(client, times.now())));
        }
    }

    private List<StreamClient> of(Object subject) {
        return bySubject.getOrDefault(subject, List.of()).stream()
                .flatMap(group -> List.copyOf(group.clients()).stream())
                .toList();
    }

    /// How late the latest frame went out lately, in nanoseconds. For any thread.
    long lateBy() {
        return times.lateBy();
    }

    /// One turn of its thread.
    ///
    /// @return when the next is due, in nanoseconds
    private long turn() {
        for (Runnable what = asked.poll(); what != null; what = asked.poll()) {
            what.run();
        }
        long now = times.look();
        for (Group group = news.poll(); group != null; group = news.poll()) {
            due.add(group);
        }
        while (!due.isEmpty() && due.peek().dueAt(times.pace()) - now <= 0) {
            begin(due.remove(), now);
        }
        goOn(now);
        if (times.isToSweep()) {
            sweep(now);
        }
        return nextTurn();
    }

    private void begin(Group group, long now) {
        if (group.isUnderWay) {
            // Its last frame has not reached all yet; the next one begins right behind it.
            group.isToFollow = true;
        } else {
            group.isUnderWay = true;
            rounds.add(delivery.begin(group, now));
        }
    }

    /// Some viewers of each group that has a frame on its way.
    private void goOn(long now) {
        for (int left = rounds.size(); left > 0; left--) {
            Round round = rounds.remove();
            if (!delivery.goOn(round, unheard, now)) {
                rounds.add(round);
                continue;
            }
            times.sent(round.begunAt());
            Group group = round.group();
            group.isUnderWay = false;
            if (group.isToFollow) {
                group.isToFollow = false;
                due.add(group);
            }
        }
    }

    private long nextTurn() {
        if (!rounds.isEmpty()) {
            return times.now();
        }
        return due.isEmpty()
                ? times.nextSweep()
                : Math.min(times.nextSweep(), due.peek().dueAt(times.pace()));
    }

    void join(StreamClient client, Watched watched, From from, byte[] first) {
        long now = times.look();
        Group group = groups.computeIfAbsent(watched, this::begin);
        client.group = group;
        admitted.came(client);
        group.add(client);
        delivery.begin(client, from, first, unheard, now);
    }

    /// Known to the board before it looks at the board, so that nothing comes between.
    private Group begin(Watched watched) {
        var group = new Group(watched);
        bySubject.merge(
                watched.subject(),
                List.of(group),
                (there, one) -> {
                    var all = new ArrayList<>(there);
                    all.addAll(one);
                    return List.copyOf(all);
                });
        watched.begun();
        group.begin(times.now() - times.pace());
        return group;
    }

    private void leave(StreamClient client) {
        if (!client.leave()) {
            return;
        }
        pending.remove(client);
        admitted.left(client);
        Group group = client.group();
        group.remove(client);
        if (group.clients().isEmpty()) {
            groups.remove(group.watched());
            group.watched().ended();
            bySubject.computeIfPresent(
                    group.watched().subject(),
                    (_, all) -> {
                        List<Group> others = all.stream().filter(it -> it != group).toList();
                        return others.isEmpty() ? null : others;
                    });
        }
        left.accept(client);
    }

    void onGone(StreamClient client) {
        if (!client.isGone()) {
            client.sink().cut();
            leave(client);
        }
    }

    void onThrough(StreamClient client) {
        if (!client.isGone()) {
            delivery.through(client, unheard, times.look());
        }
    }

    private void sweep(long now) {
        List<StreamClient> stuck =
                pending.stream().filter(client -> times.isStuck(client, now)).toList();
        stuck.forEach(delivery::cutOff);
        unheard = !reception.isThere();
        for (Group group : List.copyOf(groups.values())) {
            delivery.sweep(group, unheard, times.commentBefore(now), now);
        }
    }

    /// What its viewers were let in by.
    CompletableFuture<Set<Admission>> admissions() {
        var found = new CompletableFuture<Set<Admission>>();
        ask(() -> found.complete(admitted.all()));
        return found;
    }

    /// Ends the streams of those.
    void end(Set<Admission> ended) {
        ask(() ->
                all().stream()
                        .filter(client -> ended.contains(client.admission()))
                        .forEach(delivery::end));
    }

    private List<StreamClient> all() {
        return groups.values().stream().flatMap(group -> group.clients().stream()).toList();
    }

    /// Tells every viewer to go elsewhere, and ends.
    @Override
    public void close() {
        ask(() -> {
            all().forEach(client -> delivery.farewell(client, times.now()));
            thread.stop();
        });
        thread.awaitEnd();
    }
}
