package io.batchline.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.http.identity.ApiKeys.Made;
import io.batchline.http.identity.Caller.Credential;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysAndTicketsIT extends OnDatabase {
    private static final TenantId NORTH = new TenantId("north");
    private static final Caller ANN = new Caller("ann@north", NORTH, Role.OPERATOR);

    private ApiKeys keys;
    private Tickets tickets;

    @BeforeEach
    void start() throws Exception {
        execute("insert into users values ('ann@north', 'x', 'north', 'operator', now())");
        keys = new ApiKeys(rows(), CLOCK);
        tickets = new Tickets(rows(), CLOCK);
    }

    @Test
    void a_key_lets_in_until_it_is_ended() throws Exception {
        Made made = keys.make(ANN, "nightly", Role.OPERATOR, null).orElseThrow();

        assertThat(made.secret()).startsWith("bl_").startsWith(made.key().prefix() + "_");
        assertThat(keys.find(made.secret()))
                .hasValue(new Caller("ann@north", NORTH, Role.OPERATOR, Credential.KEY));
        assertThat(keys.find(made.secret() + "x")).isEmpty();
        assertThat(keys.find(made.key().prefix())).isEmpty();

        assertThat(keys.revoke(TenantId.DEFAULT, null, made.key().id())).isFalse();
        assertThat(keys.revoke(NORTH, "bob@north", made.key().id())).isFalse();
        assertThat(keys.revoke(NORTH, "ann@north", made.key().id())).isTrue();
        assertThat(keys.find(made.secret())).isEmpty();
    }

    @Test
    void a_key_expires_and_goes_with_its_account() throws Exception {
        String brief =
                keys.make(ANN, "brief", Role.VIEWER, Duration.ofDays(1)).orElseThrow().secret();
        String lasting = keys.make(ANN, "lasting", Role.VIEWER, null).orElseThrow().secret();
        var tomorrow = new ApiKeys(rows(), Clock.offset(CLOCK, Duration.ofDays(1).plusSeconds(1)));

        assertThat(tomorrow.find(brief)).isEmpty();
        assertThat(tomorrow.find(lasting)).isPresent();

        execute("delete from users where username = 'ann@north'");
        assertThat(keys.find(lasting)).isEmpty();
    }

    @Test
    void a_key_never_allows_more_than_its_account_does_then_or_now() throws Exception {
        Made made = keys.make(ANN, "greedy", Role.ADMIN, null).orElseThrow();
        assertThat(made.key().role()).isEqualTo(Role.OPERATOR);

        new Users(rows(), CLOCK).change(NORTH, "ann@north", null, Role.VIEWER);
        assertThat(keys.find(made.secret()).map(Caller::role)).hasValue(Role.VIEWER);
    }

    @Test
    void the_use_of_a_key_is_noted_once_an_hour() throws Exception {
        String secret = keys.make(ANN, "k", Role.VIEWER, null).orElseThrow().secret();
        assertThat(keys.page(NORTH, null, null, 10).getFirst().usedAt()).isNull();

        keys.find(secret);
        var first = keys.page(NORTH, null, null, 10).getFirst().usedAt();
        keys.find(secret);
        assertThat(keys.page(NORTH, null, null, 10).getFirst().usedAt()).isEqualTo(first);

        new ApiKeys(rows(), Clock.offset(CLOCK, Duration.ofHours(2))).find(secret);
        assertThat(keys.page(NORTH, "ann@north", null, 10).getFirst().usedAt()).isAfter(first);
    }

    @Test
    void an_account_has_so_many_keys_and_no_more() throws Exception {
        for (int i = 0; i < ApiKeys.MOST; i++) {
            assertThat(keys.make(ANN, "k" + i, Role.VIEWER, null)).isPresent();
        }
        assertThat(keys.make(ANN, "one more", Role.VIEWER, null)).isEmpty();
        assertThat(keys.page(NORTH, null, null, 60)).hasSize(60);
    }

    @Test
    void a_ticket_is_redeemed_once_for_its_batch_and_then_lets_its_client_come_back()
            throws Exception {
        BatchId batch = BatchId.random();
        String ticket = tickets.issue(ANN, batch);

        assertThat(tickets.redeem(ticket, BatchId.random().value(), true)).isEmpty();
        assertThat(tickets.redeem(ticket, batch.value(), false))
                .hasValue(new Caller("ann@north", NORTH, Role.VIEWER, Credential.TICKET));
        assertThat(tickets.redeem(ticket, batch.value(), false)).isEmpty();
        assertThat(new Tickets(rows(), CLOCK).redeem(ticket, batch.value(), true))
                .map(Caller::credential)
                .hasValue(Credential.USED_TICKET);
        assertThat(tickets.redeem("made up", batch.value(), true)).isEmpty();
    }

    @Test
    void a_ticket_is_redeemed_within_a_minute_and_ends_after_half_a_day() throws Exception {
        BatchId batch = BatchId.random();
        var later = ticketsAfter(Tickets.REDEEMED_WITHIN.plusSeconds(1));
        assertThat(later.redeem(tickets.issue(ANN, batch), batch.value(), true)).isEmpty();

        String ticket = tickets.issue(ANN, batch);
        tickets.redeem(ticket, batch.value(), false);
        assertThat(later.redeem(ticket, batch.value(), true)).isPresent();
        assertThat(
                        ticketsAfter(Tickets.LIFETIME.plusSeconds(1))
                                .redeem(ticket, batch.value(), true))
                .isEmpty();
    }

    @Test
    void of_clients_that_redeem_a_ticket_at_once_one_is_let_in() throws Exception {
        BatchId batch = BatchId.random();
        String ticket = tickets.issue(ANN, batch);
        Callable<Optional<Caller>> redeem = () -> tickets.redeem(ticket, batch.value(), false);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int let = 0;
            for (var answer : threads.invokeAll(Collections.nCopies(8, redeem))) {
                let += answer.get().isPresent() ? 1 : 0;
            }
            assertThat(let).isEqualTo(1);
        }
    }

    @Test
    void the_database_holds_neither_keys_nor_tickets() throws Exception {
        String key = keys.make(ANN, "k", Role.VIEWER, null).orElseThrow().secret();
        String ticket = tickets.issue(ANN, BatchId.random());

        try (var connection = rows().getConnection();
                var row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select (select string_agg(k::text, ' ') from api_keys k) || (select string_agg(t::text, ' ') from stream_tickets t)")) {
            row.next();
            assertThat(row.getString(1))
                    .doesNotContain(key.substring(key.length() - 43))
                    .doesNotContain(ticket);
        }
    }

    private Tickets ticketsAfter(Duration time) {
        return new Tickets(rows(), Clock.offset(CLOCK, time));
    }
}
