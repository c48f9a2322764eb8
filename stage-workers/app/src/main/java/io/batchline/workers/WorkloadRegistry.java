package io.batchline.workers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import io.batchline.workload.Workload;
import io.batchline.workload.sheets.AnswerSheets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// The workloads of this program. One is added by adding it to [#standard], or by a jar on the
/// class path that names it as a service.
final class WorkloadRegistry {
    private static final String REGISTER =
            """
            insert into workloads (name, info, seen_at) values (?, ?::jsonb, ?)
            on conflict (name) do update set info = excluded.info, seen_at = excluded.seen_at
            """;

    private final Map<String, Workload> byName;

    WorkloadRegistry(List<Workload> workloads) {
        byName =
                workloads.stream()
                        .collect(Collectors.toMap(w -> w.info().name(), Function.identity()));
    }

    static WorkloadRegistry standard() {
        Stream<Workload> found =
                ServiceLoader.load(Workload.class).stream().map(ServiceLoader.Provider::get);
        return new WorkloadRegistry(Stream.concat(Stream.of(new AnswerSheets()), found).toList());
    }

    Optional<Workload> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Makes the workloads known to the services that offer them.
    void register(DataSource database, Clock clock) throws SQLException {
        JsonMapper mapper = Json.mapper();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(REGISTER)) {
            for (Workload workload : byName.values()) {
                statement.setString(1, workload.info().name());
                statement.setString(2, json(mapper, workload));
                statement.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
        }
    }

    private static String json(JsonMapper mapper, Workload workload) {
        try {
            return mapper.writeValueAsString(workload.info());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the workload %s can't be described as JSON".formatted(workload.info().name()),
                    e);
        }
    }
}
