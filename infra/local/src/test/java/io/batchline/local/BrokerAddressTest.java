package io.batchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAddressTest {
    private static final KafkaConnection BROKER = KafkaConnection.plain("127.0.0.1:40123");

    @TempDir private Path data = Path.of("");

    @Test
    void it_is_found_while_the_owner_has_it_open() throws IOException {
        try (var _ = BrokerAddress.write(data, BROKER)) {
            assertThat(BrokerAddress.read(data)).isEqualTo(BROKER);
        }
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void the_address_of_a_killed_process_is_forgotten_by_the_next() throws IOException {
        BrokerAddress.write(data, BROKER);

        BrokerAddress.forget(data);

        assertThatThrownBy(() -> BrokerAddress.read(data))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(data.toString());
    }
}
