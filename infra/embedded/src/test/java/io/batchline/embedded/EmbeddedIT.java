package io.batchline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedIT {
    @TempDir Path folder;

    @Test
    void a_broker_started_again_on_its_folder_knows_its_topics() throws Exception {
        try (var broker = EmbeddedBroker.start(folder)) {
            createTopic(broker.bootstrapServers());
        }
        try (var broker = EmbeddedBroker.start(folder)) {
            assertThat(topics(broker.bootstrapServers())).containsExactly("kept");
        }
    }

    @Test
    void a_broker_keeps_the_port_it_is_given() throws Exception {
        String first;
        try (var broker = EmbeddedBroker.start(folder)) {
            first = broker.bootstrapServers();
        }
        int port = Integer.parseInt(first.substring(first.indexOf(':') + 1));
        try (var broker = EmbeddedBroker.start(folder, port)) {
            assertThat(broker.bootstrapServers()).isEqualTo(first);
        }
    }

    @Test
    void a_database_started_again_on_its_folder_knows_its_rows() throws Exception {
        try (var database = EmbeddedDatabase.start(folder)) {
            insert(database);
        }
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @Test
    void the_database_asks_for_its_password() throws Exception {
        try (var database = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                            database.jdbcUrl(), database.user(), "wrong")
                                    .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void a_folder_in_use_is_refused_with_the_process_that_uses_it() throws Exception {
        try (var _ = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void both_come_back_on_their_folders_after_a_hard_kill() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StartAndWait.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            String[] where = firstLine(process).split(" ", -1);
            createTopic(where[0]);
            try (Connection connection =
                    DriverManager.getConnection(where[1], "postgres", where[2])) {
                insert(connection);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (var broker = EmbeddedBroker.start(folder.resolve("broker"));
                var database = EmbeddedDatabase.start(folder.resolve("database"))) {
            assertThat(topics(broker.bootstrapServers())).containsExactly("kept");
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        assertThat(line).as("the process says where its servers are").isNotNull();
        return String.valueOf(line);
    }

    private static void createTopic(String broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(Set.of(new NewTopic("kept", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static Set<String> topics(String broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin(String broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker));
    }

    private static void insert(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            insert(connection);
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("create table kept (n int)");
            statement.executeUpdate("insert into kept values (1)");
        }
    }

    private static int rows(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }
}
