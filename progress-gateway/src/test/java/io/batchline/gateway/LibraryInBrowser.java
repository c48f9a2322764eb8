package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/// The client library on a page of the gateway's: what it told its user there is in `seen`.
abstract class LibraryInBrowser extends InBrowser {
    private static final String WATCH =
            """
            async ([id, settings]) => {
              const { watchBatch } = await import('/batchline-client.js');
              const said = (line) => window.seen.log.push(line);
              window.seen = { percents: [], ends: [], states: [], log: [] };
              window.watch = watchBatch(id, {
                settings,
                logger: { info: said, warn: said, error: said },
                onProgress: (progress) => window.seen.percents.push(progress.progress_percentage),
                onComplete: (progress) => window.seen.ends.push(progress.stage),
                onError: (error) => window.seen.ends.push(error.kind),
                onConnection: ({ state }) => window.seen.states.push(state),
              });
            }
            """;

    protected Page watching(String settings) {
        return watching(emptyPage(), settings);
    }

    protected Page watching(Page page, String settings) {
        page.evaluate(
                "([id, settings]) => (%s)([id, eval('(' + settings + ')')])".formatted(WATCH),
                List.of(batch.toString(), settings));
        return page;
    }

    protected void sees(Page page, double percent) {
        soon().untilAsserted(() ->
                assertThat(((Number) page.evaluate("seen.percents.at(-1) ?? -1")).doubleValue())
                        .isEqualTo(percent));
    }

    protected void stateIs(Page page, String state) {
        soon().untilAsserted(
                        () -> assertThat(page.evaluate("watch.connection.state")).isEqualTo(state));
    }

    protected static List<Double> percents(Page page) {
        return list(page, "seen.percents.map(String)").stream().map(Double::valueOf).toList();
    }
}
