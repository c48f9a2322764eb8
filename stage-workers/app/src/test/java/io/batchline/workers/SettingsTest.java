package io.batchline.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.contract.stage.Stage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "BATCHLINE_KAFKA", "localhost:9092",
                    "BATCHLINE_DATABASE_URL", "jdbc:postgresql://localhost/batchline",
                    "BATCHLINE_DATABASE_USER", "batchline",
                    "BATCHLINE_STORAGE", "storage",
                    "BATCHLINE_STATE", "state",
                    "BATCHLINE_SLOTS", "5");

    @Test
    void the_environment_and_the_stages_are_a_config() {
        StageWorkersConfig config = new Settings(ENVIRONMENT).config(arguments("--stages=process"));
        assertThat(config.slots()).isEqualTo(5);
        assertThat(config.duties().stages()).containsExactly(Stage.PROCESS);
        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    }

    @Test
    void what_is_missing_or_wrong_is_named_with_what_it_takes() {
        assertRefused("BATCHLINE_STORAGE", "", "BATCHLINE_STORAGE is not set: it takes a folder");
        assertRefused("BATCHLINE_SLOTS", "0", "BATCHLINE_SLOTS is '0': it takes a number from 1");
        assertRefused("BATCHLINE_SLOTS", "x", "BATCHLINE_SLOTS is 'x': it takes a number from 1");
    }

    @Test
    void only_a_coordinator_needs_a_folder_for_its_state() {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.remove("BATCHLINE_STATE");
        var settings = new Settings(environment);
        assertThat(settings.config(arguments("--stages=process")).duties().stages()).hasSize(1);
        assertThatThrownBy(() -> settings.config(arguments("--stages=coordinator")))
                .hasMessageStartingWith("BATCHLINE_STATE is not set");
    }

    @Test
    void other_arguments_than_the_stages_are_refused() {
        var settings = new Settings(ENVIRONMENT);
        assertThatThrownBy(() -> settings.config(arguments()))
                .hasMessageContaining("--stages= is missing");
        assertThatThrownBy(() -> settings.config(arguments("--stage=all")))
                .hasMessage("argument '--stage=all': there is only --stages=");
    }

    private static void assertRefused(String name, String value, String message) {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.put(name, value);
        assertThatThrownBy(() -> new Settings(environment).config(arguments("--stages=all")))
                .hasMessage(message);
    }

    private static String[] arguments(String... arguments) {
        return arguments;
    }
}
