package io.batchline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupedWritesIT {
    private EmbeddedDatabase embedded;
    private Database database;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        embedded = EmbeddedDatabase.start(folder);
        database =
                Database.open(
                        DatabaseConfig.of(
                                embedded.jdbcUrl(), embedded.user(), embedded.password()));
        try (Connection connection = database.dataSource().getConnection()) {
            Sql.update(
                    connection, "create table written (number integer unique check (number >= 0))");
        }
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
        embedded.close();
    }

    @Test
    void what_comes_while_one_is_written_goes_together() throws Exception {
        var statements = new AtomicInteger();
        var firstIsIn = new CountDownLatch(1);
        var allAreThere = new CountDownLatch(1);
        var writes =
                new GroupedWrites<Integer>(
                        database.dataSource(),
                        (connection, group) -> {
                            if (statements.getAndIncrement() == 0) {
                                firstIsIn.countDown();
                                await(allAreThere);
                            }
                            insert(connection, group);
                        });
        List<Future<?>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.add(threads.submit(() -> write(writes, 100)));
            firstIsIn.await();
            var begun = new CountDownLatch(20);
            IntStream.rangeClosed(101, 120)
                    .forEach(number ->
                            all.add(
                                    threads.submit(() -> {
                                        begun.countDown();
                                        return write(writes, number);
                                    })));
            begun.await();
            allAreThere.countDown();
        }

        for (Future<?> each : all) {
            assertThat(each.get()).isEqualTo(true);
        }
        assertThat(written(100)).hasSize(21);
        assertThat(statements.get()).isBetween(2, 5);
    }

    @Test
    void a_fault_of_the_statement_ends_the_waiting_of_all() {
        var writes =
                new GroupedWrites<Integer>(
                        database.dataSource(),
                        (_, _) -> {
                            throw new IllegalStateException("a fault");
                        });

        assertThatThrownBy(() -> writes.write(1)).hasRootCauseMessage("a fault");
        assertThatThrownBy(() -> writes.write(2)).hasRootCauseMessage("a fault");
    }

    @Test
    void one_that_the_database_refuses_fails_alone() throws Exception {
        var writes = new GroupedWrites<>(database.dataSource(), GroupedWritesIT::insert);
        List<Future<Boolean>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 200; number < 240; number++) {
                int value = number == 220 ? -1 : number;
                all.add(threads.submit(() -> write(writes, value)));
            }
        }

        for (int i = 0; i < all.size(); i++) {
            Future<Boolean> each = all.get(i);
            if (i == 20) {
                assertThatThrownBy(each::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SQLException.class)
                        .hasMessageContaining("written_number_check");
            } else {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(written(200)).hasSize(39);
    }

    private static boolean write(GroupedWrites<Integer> writes, int number) throws SQLException {
        writes.write(number);
        return true;
    }

    private static void insert(Connection connection, List<Integer> group) throws SQLException {
        Sql.update(
                connection,
                "insert into written select * from unnest(?::integer[])",
                Sql.column(connection, "integer", group, number -> number));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Integer> written(int from) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Sql.query(
                    connection,
                    "select number from written where number >= ? and number < ? + 100",
                    row -> row.getInt(1),
                    from,
                    from);
        }
    }
}
