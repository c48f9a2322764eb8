package io.batchline.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.http.identity.Users.Change;
import io.batchline.http.identity.Users.User;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsersIT extends OnDatabase {
    private static final TenantId NORTH = new TenantId("north");
    private static final String PASSWORD = "twelve chars";

    private Users users;
    private Accounts accounts;
    private Sessions sessions;

    @BeforeEach
    void start() {
        users = new Users(rows(), CLOCK);
        accounts = new Accounts(rows(), CLOCK);
        sessions = new Sessions(rows(), CLOCK);
    }

    @Test
    void a_user_logs_in_until_removed_and_only_its_tenant_sees_it() throws Exception {
        assertThat(users.create(NORTH, "ann@north", PASSWORD, Role.VIEWER)).isPresent();

        assertThat(accounts.verify("ann@north", PASSWORD))
                .hasValue(new Caller("ann@north", NORTH, Role.VIEWER));
        assertThat(users.find(TenantId.DEFAULT, "ann@north")).isEmpty();
        assertThat(users.page(TenantId.DEFAULT, null, 10)).isEmpty();
        assertThat(users.change(TenantId.DEFAULT, "ann@north", null, Role.ADMIN))
                .isEqualTo(Change.UNKNOWN);
        assertThat(users.remove(TenantId.DEFAULT, "ann@north")).isEqualTo(Change.UNKNOWN);

        assertThat(users.remove(NORTH, "ann@north")).isEqualTo(Change.DONE);
        assertThat(accounts.verify("ann@north", PASSWORD)).isEmpty();
    }

    @Test
    void a_name_is_taken_once_whatever_its_case() throws Exception {
        assertThat(users.create(TenantId.DEFAULT, "Ann", PASSWORD, Role.VIEWER)).isPresent();
        assertThat(users.create(TenantId.DEFAULT, "Ann", PASSWORD, Role.VIEWER)).isEmpty();
        assertThat(users.create(TenantId.DEFAULT, "ann", PASSWORD, Role.VIEWER)).isEmpty();
    }

    @Test
    void another_role_or_password_ends_sessions_and_tickets() throws Exception {
        assertThat(users.create(NORTH, "ann@north", PASSWORD, Role.OPERATOR)).isPresent();
        Caller ann = accounts.verify("ann@north", PASSWORD).orElseThrow();
        var tickets = new Tickets(rows(), CLOCK);
        BatchId batch = BatchId.random();

        String first = sessions.open(ann);
        String ticket = tickets.issue(ann, batch);
        users.change(NORTH, "ann@north", null, Role.VIEWER);
        assertThat(sessions.find(first)).isEmpty();
        assertThat(tickets.redeem(ticket, batch.value(), false)).isEmpty();

        String second = sessions.open(ann);
        users.change(NORTH, "ann@north", "another password", null);
        assertThat(sessions.find(second)).isEmpty();
        assertThat(accounts.verify("ann@north", "another password"))
                .hasValue(new Caller("ann@north", NORTH, Role.VIEWER));
    }

    @Test
    void the_last_administrator_stays_and_so_does_the_founder() throws Exception {
        accounts.setAdminPassword(PASSWORD);
        assertThat(users.create(TenantId.DEFAULT, "second", PASSWORD, Role.ADMIN)).isPresent();
        assertThat(users.create(NORTH, "ann@north", PASSWORD, Role.ADMIN)).isPresent();

        assertThat(users.remove(TenantId.DEFAULT, "admin")).isEqualTo(Change.FOUNDER);
        assertThat(users.change(TenantId.DEFAULT, "admin", null, Role.VIEWER))
                .isEqualTo(Change.FOUNDER);
        assertThat(users.remove(NORTH, "ann@north")).isEqualTo(Change.LAST_ADMIN);
        assertThat(users.change(NORTH, "ann@north", null, Role.OPERATOR))
                .isEqualTo(Change.LAST_ADMIN);
        assertThat(users.change(NORTH, "ann@north", "another password", Role.ADMIN))
                .isEqualTo(Change.DONE);
        assertThat(users.remove(TenantId.DEFAULT, "second")).isEqualTo(Change.DONE);
    }

    @Test
    void of_two_administrators_who_remove_each_other_at_once_one_stays() throws Exception {
        for (int round = 0; round < 10; round++) {
            String one = "a%d@north".formatted(round);
            String other = "b%d@north".formatted(round);
            execute(
                    "insert into users values ('%s', 'x', 'north', 'admin', now()), ('%s', 'x', 'north', 'admin', now())"
                            .formatted(one, other));
            Callable<Change> first = () -> users.remove(NORTH, one);
            Callable<Change> second = () -> users.remove(NORTH, other);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var ends = threads.invokeAll(List.of(first, second));
                assertThat(List.of(ends.get(0).get(), ends.get(1).get()))
                        .containsExactlyInAnyOrder(Change.DONE, Change.LAST_ADMIN);
            }
            execute("delete from users where tenant = 'north'");
        }
    }

    @Test
    void a_tenant_is_made_once_with_its_administrator_or_not_at_all() throws Exception {
        assertThat(users.createTenant(NORTH, "ann@north", PASSWORD, "admin")).isPresent();
        assertThat(users.createTenant(NORTH, "eve@north", PASSWORD, "admin")).isEmpty();
        execute("insert into users values ('bob@south', 'x', 'south', 'viewer', now())");
        assertThat(users.createTenant(new TenantId("south"), "bob@south", PASSWORD, "admin"))
                .isEmpty();

        assertThat(users.tenants(null, 10)).containsExactly(NORTH);
        assertThat(users.page(NORTH, null, 10)).extracting(User::role).containsExactly(Role.ADMIN);
    }
}
