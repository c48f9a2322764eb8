package io.batchline.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.session.Queries;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an installation offers: its workloads, and the settings that clients start from.
public final class CatalogRoutes implements Routes {
    private final Queries queries;
    private final SettingsAnswer settings;
    private final JsonMapper mapper = Json.mapper();

    public CatalogRoutes(Queries queries, ClientSettings settings) {
        this.queries = queries;
        this.settings = SettingsAnswer.of(settings);
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/workloads",
                                "listWorkloads",
                                Permission.READ,
                                "The workloads, with the JSON Schema of their options")
                        .answers(
                                200,
                                WorkloadsAnswer.class,
                                "all workloads that workers have announced"),
                this::workloads);
        api.add(
                Operation.get(
                                "/api/settings",
                                "getSettings",
                                Permission.READ,
                                "What clients start from, set at deployment")
                        .answers(200, SettingsAnswer.class, "the settings"),
                ctx -> ctx.json(settings));
    }

    private record WorkloadsAnswer(List<WorkloadAnswer> workloads) {}

    /// @param takesItems whether a batch may be created with its items
    private record WorkloadAnswer(
            String name,
            Labels labels,
            List<String> columns,
            JsonNode optionsSchema,
            long defaultItemTimeoutSeconds,
            boolean takesItems) {}

    /// What stage-workers write of a workload; more than this may be there.
    private record StoredWorkload(
            String name,
            Labels labels,
            List<String> columns,
            JsonNode optionsSchema,
            Duration defaultItemTimeout,
            @Nullable Boolean takesItems) {
        WorkloadAnswer answer() {
            return new WorkloadAnswer(
                    name,
                    labels,
                    columns,
                    optionsSchema,
                    defaultItemTimeout.toSeconds(),
                    Boolean.TRUE.equals(takesItems));
        }
    }

    private void workloads(Context ctx) {
        List<String> found =
                queries.shared(
                        "select info from workloads order by name",
                        List.of(),
                        row -> row.getString("info"));
        ctx.json(new WorkloadsAnswer(found.stream().map(this::parsed).toList()));
    }

    private WorkloadAnswer parsed(String info) {
        try {
            return mapper.readValue(info, StoredWorkload.class).answer();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a workload's description can't be read", e);
        }
    }

    private record SettingsAnswer(
            double watchdogSeconds,
            double checkSeconds,
            double pollSeconds,
            double firstBackoffSeconds,
            double longestBackoffSeconds) {
        static SettingsAnswer of(ClientSettings settings) {
            return new SettingsAnswer(
                    seconds(settings.watchdog()),
                    seconds(settings.check()),
                    seconds(settings.poll()),
                    seconds(settings.firstBackoff()),
                    seconds(settings.longestBackoff()));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1000.0;
        }
    }
}
