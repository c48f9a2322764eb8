package io.batchline.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Audience.Client;
import io.batchline.gateway.hub.Audience.Connection;
import io.batchline.gateway.hub.Audience.Quality;
import io.batchline.gateway.hub.Audience.Report;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class AudienceTest {
    private static final TenantId NORTH = new TenantId("north");
    private static final TenantId SOUTH = new TenantId("south");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Audience audience = new Audience(clock);

    @Test
    void each_tenant_sees_its_own_streams_polls_and_reports() {
        audience.streamOpened(NORTH);
        audience.streamOpened(NORTH);
        audience.streamClosed(NORTH);
        audience.polled(new Client(NORTH, "ann"));
        audience.polled(new Client(NORTH, "ann"));
        audience.said(
                new Client(NORTH, "ann"), new Report(Connection.LIVE, Optional.of(Quality.POOR)));
        audience.said(new Client(SOUTH, "sue"), new Report(Connection.POLLING, Optional.empty()));

        Audience.Seen north = audience.of(NORTH);
        assertThat(north.openStreams()).isEqualTo(1);
        assertThat(north.polling()).isEqualTo(1);
        assertThat(north.connections())
                .containsEntry(Connection.LIVE, 1)
                .containsEntry(Connection.POLLING, 0);
        assertThat(north.qualities()).containsEntry(Quality.POOR, 1).containsEntry(Quality.GOOD, 0);
        assertThat(audience.of(SOUTH).openStreams()).isZero();
        assertThat(audience.of(SOUTH).connections()).containsEntry(Connection.POLLING, 1);
    }

    @Test
    void the_newest_word_of_a_client_counts_and_a_silent_one_is_forgotten() {
        audience.said(new Client(NORTH, "ann"), new Report(Connection.LIVE, Optional.empty()));
        audience.said(
                new Client(NORTH, "ann"), new Report(Connection.RECONNECTING, Optional.empty()));
        audience.polled(new Client(NORTH, "ann"));
        assertThat(audience.of(NORTH).connections())
                .containsEntry(Connection.LIVE, 0)
                .containsEntry(Connection.RECONNECTING, 1);

        now.set(now.get().plus(Audience.HEARD_WITHIN).plusSeconds(1));

        assertThat(audience.of(NORTH).connections()).containsEntry(Connection.RECONNECTING, 0);
        assertThat(audience.of(NORTH).polling()).isZero();
    }
}
