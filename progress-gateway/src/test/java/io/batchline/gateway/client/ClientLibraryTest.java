package io.batchline.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The tests in `src/test/js`: the client's, in a world whose clock they turn, and those of what
/// the dashboard decides without a page.
@Timeout(150)
class ClientLibraryTest {
    @Test
    void the_client_does_what_its_own_tests_say() throws Exception {
        Node.require();
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "js"))) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .forEach(command::add);
        }

        Node.Run run = Node.run(Path.of("."), command);

        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.said()).contains("fail 0");
    }
}
