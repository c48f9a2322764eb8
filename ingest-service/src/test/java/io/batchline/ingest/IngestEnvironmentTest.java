package io.batchline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.ingest.batch.UploadLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestEnvironmentTest {
    private final Map<String, String> variables =
            new HashMap<>(
                    Map.of(
                            "BATCHLINE_KAFKA", "broker:9092",
                            "BATCHLINE_DATABASE_URL", "jdbc:postgresql://db:5432/b",
                            "BATCHLINE_DATABASE_USER", "b",
                            "BATCHLINE_DATABASE_PASSWORD", "hush",
                            "BATCHLINE_STORAGE", "/data"));

    @Test
    void what_is_not_said_has_a_default() {
        var environment = new IngestEnvironment(variables);

        assertThat(environment.http().host()).isEqualTo("127.0.0.1");
        assertThat(environment.http().port()).isEqualTo(8081);
        assertThat(environment.ingest().uploads()).isEqualTo(UploadLimits.DEFAULTS);
        assertThat(UploadLimits.DEFAULTS.expiry()).isEqualTo(Duration.ofHours(24));
        assertThat(environment.ingest().adminPassword()).isEmpty();
    }

    @Test
    void what_is_said_counts_and_no_password_is_shown() {
        variables.put("BATCHLINE_HOST", "0.0.0.0");
        variables.put("BATCHLINE_PORT", "9000");
        variables.put("BATCHLINE_LARGEST_SOURCE_BYTES", "1000");
        variables.put("BATCHLINE_TENANT_SOURCE_BYTES", "5000");
        variables.put("BATCHLINE_UNFINISHED_UPLOADS", "3");
        variables.put("BATCHLINE_UPLOAD_EXPIRES_SECONDS", "60");
        variables.put("BATCHLINE_UPLOAD_SILENCE_SECONDS", "9");
        variables.put("BATCHLINE_ADMIN_PASSWORD", "secret");
        var environment = new IngestEnvironment(variables);

        assertThat(environment.http().host()).isEqualTo("0.0.0.0");
        assertThat(environment.http().port()).isEqualTo(9000);
        assertThat(environment.ingest().uploads())
                .isEqualTo(
                        new UploadLimits(
                                1000, 5000, 3, Duration.ofSeconds(60), Duration.ofSeconds(9)));
        assertThat(environment.ingest().adminPassword()).hasValue("secret");
        assertThat(environment.ingest().toString()).doesNotContain("secret").doesNotContain("hush");
    }

    @Test
    void a_bad_value_is_named_with_its_variable() {
        variables.put("BATCHLINE_PORT", "ninety");
        assertThatThrownBy(() -> new IngestEnvironment(variables).http())
                .hasMessageContaining("BATCHLINE_PORT")
                .hasMessageContaining("ninety");

        variables.put("BATCHLINE_PORT", "70000");
        assertThatThrownBy(() -> new IngestEnvironment(variables).http())
                .hasMessageContaining("65535");

        variables.remove("BATCHLINE_STORAGE");
        assertThatThrownBy(() -> new IngestEnvironment(variables).ingest())
                .hasMessageContaining("BATCHLINE_STORAGE is not set");
    }
}
