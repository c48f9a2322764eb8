package io.batchline.workers;

import io.batchline.contract.worker.WorkerInfo.Role;
import io.batchline.database.DatabaseConfig;
import io.batchline.kafka.KafkaConnection;
import io.batchline.outbound.AllowedTargets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The environment and the command line as a config.
record Settings(Map<String, String> environment) {
    private static final String STAGES = "--stages=";

    Settings {
        environment = Map.copyOf(environment);
    }

    /// @throws IllegalArgumentException naming the variable or argument, its value, and what it
    ///   takes
    StageWorkersConfig config(String[] arguments) {
        Duties duties = duties(arguments);
        var config =
                StageWorkersConfig.of(
                        KafkaConnection.plain(required("BATCHLINE_KAFKA", "host:port of a broker")),
                        DatabaseConfig.of(
                                required(
                                        "BATCHLINE_DATABASE_URL",
                                        "jdbc:postgresql://host:port/name"),
                                required("BATCHLINE_DATABASE_USER", "a user"),
                                environment.getOrDefault("BATCHLINE_DATABASE_PASSWORD", "")),
                        Path.of(required("BATCHLINE_STORAGE", "a folder")),
                        state(duties),
                        duties);
        config =
                config.withWebhooksAllowed(AllowedTargets.of(AllowedTargets.WEBHOOKS, environment));
        String slots = environment.get("BATCHLINE_SLOTS");
        return slots == null ? config : config.withSlots(slots(slots));
    }

    /// Only a coordinator keeps state beside the database and the broker.
    private Path state(Duties duties) {
        return duties.roles().contains(Role.COORDINATOR)
                ? Path.of(required("BATCHLINE_STATE", "a folder of the coordinator's own"))
                : Path.of(environment.getOrDefault("BATCHLINE_STATE", ""));
    }

    private static Duties duties(String[] arguments) {
        String stages = null;
        for (String argument : arguments) {
            if (!argument.startsWith(STAGES)) {
                throw new IllegalArgumentException(
                        "argument '%s': there is only --stages=".formatted(argument));
            }
            stages = argument.substring(STAGES.length());
        }
        if (stages == null) {
            throw new IllegalArgumentException(
                    "--stages= is missing, for example --stages=all or --stages=process,organize");
        }
        return Duties.parse(stages);
    }

    private static int slots(String text) {
        try {
            int slots = Integer.parseInt(text);
            if (slots >= 1) {
                return slots;
            }
        } catch (NumberFormatException e) {
            throw wrongSlots(text, e);
        }
        throw wrongSlots(text, null);
    }

    private static IllegalArgumentException wrongSlots(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "BATCHLINE_SLOTS is '%s': it takes a number from 1".formatted(text), cause);
    }

    private String required(String name, String takes) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s is not set: it takes %s".formatted(name, takes));
        }
        return value;
    }
}
