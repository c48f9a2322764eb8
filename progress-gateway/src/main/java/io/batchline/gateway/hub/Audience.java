package io.batchline.gateway.hub;

import io.batchline.contract.id.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Who follows batches here, and how well: streams as they open and close, polls as they come, and
/// what clients say of their connection. In this process only. For any thread.
public final class Audience {
    /// Who has not polled or said anything for so long has gone.
    public static final Duration HEARD_WITHIN = Duration.ofSeconds(60);

    private static final int MOST = 10_000;

    private final Map<TenantId, Integer> streams = new ConcurrentHashMap<>();
    private final Map<Client, Instant> polls = new ConcurrentHashMap<>();
    private final Map<Client, Said> reports = new ConcurrentHashMap<>();
    private final Clock clock;

    public Audience(Clock clock) {
        this.clock = clock;
    }

    /// Someone who follows.
    ///
    /// @param name the user, and what tells the user's clients apart
    public record Client(TenantId tenant, String name) {}

    /// How a client is connected, by its own word.
    public enum Connection {
        CONNECTING("connecting"),
        LIVE("live"),
        RECONNECTING("reconnecting"),
        POLLING("polling"),
        ENDED("ended");

        private final String wireId;

        Connection(String wireId) {
            this.wireId = wireId;
        }

        public String wireId() {
            return wireId;
        }
    }

    /// How good a client finds its connection.
    public enum Quality {
        GOOD("good"),
        DEGRADED("degraded"),
        POOR("poor");

        private final String wireId;

        Quality(String wireId) {
            this.wireId = wireId;
        }

        public String wireId() {
            return wireId;
        }
    }

    /// What a client says.
    public record Report(Connection connection, Optional<Quality> quality) {}

    private record Said(Report report, Instant at) {}

    /// What is known of a tenant's clients.
    ///
    /// @param polling clients that polled lately
    public record Seen(
            int openStreams,
            int polling,
            Map<Connection, Integer> connections,
            Map<Quality, Integer> qualities) {
        public Seen {
            connections = Map.copyOf(connections);
            qualities = Map.copyOf(qualities);
        }
    }

    public void streamOpened(TenantId tenant) {
        streams.merge(tenant, 1, Integer::sum);
    }

    public void streamClosed(TenantId tenant) {
        streams.computeIfPresent(tenant, (_, open) -> open == 1 ? null : open - 1);
    }

    public void polled(Client client) {
        if (hasRoom(polls, client)) {
            polls.put(client, clock.instant());
        }
    }

    public void said(Client client, Report report) {
        if (hasRoom(reports, client)) {
            reports.put(client, new Said(report, clock.instant()));
        }
    }

    public Seen of(TenantId tenant) {
        return of(client -> client.tenant().equals(tenant), streams.getOrDefault(tenant, 0));
    }

    /// What is known of all tenants' clients together.
    public Seen all() {
        return of(_ -> true, streams.values().stream().mapToInt(Integer::intValue).sum());
    }

    private Seen of(Predicate<Client> which, int openStreams) {
        trim();
        List<Report> all =
                reports.entrySet().stream()
                        .filter(each -> which.test(each.getKey()))
                        .map(each -> each.getValue().report())
                        .toList();
        Map<Connection, Integer> connections = new EnumMap<>(Connection.class);
        Arrays.stream(Connection.values()).forEach(each -> connections.put(each, 0));
        Map<Quality, Integer> qualities = new EnumMap<>(Quality.class);
        Arrays.stream(Quality.values()).forEach(each -> qualities.put(each, 0));
        for (Report report : all) {
            connections.merge(report.connection(), 1, Integer::sum);
            report.quality().ifPresent(quality -> qualities.merge(quality, 1, Integer::sum));
        }
        int polling = (int) polls.keySet().stream().filter(which).count();
        return new Seen(openStreams, polling, connections, qualities);
    }

    /// Forgets who has not been heard of.
    public void trim() {
        Instant oldest = clock.instant().minus(HEARD_WITHIN);
        polls.values().removeIf(at -> at.isBefore(oldest));
        reports.values().removeIf(said -> said.at().isBefore(oldest));
    }

    /// So that nobody who makes up names fills the memory.
    private <V> boolean hasRoom(Map<Client, V> known, Client client) {
        if (known.size() < MOST || known.containsKey(client)) {
            return true;
        }
        trim();
        return known.size() < MOST;
    }
}
