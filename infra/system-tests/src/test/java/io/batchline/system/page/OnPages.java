package io.batchline.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.batchline.system.OnLocalServer;
import io.batchline.system.Rehearsals;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// Tests that share one local mode and one browser. None of them may leave a browser that
/// complains.
abstract class OnPages extends OnLocalServer {
    protected Pages pages;
    protected Rehearsals rehearsals;

    @BeforeAll
    void launch() throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(Pages.PATIENCE);
        rehearsals = Rehearsals.of(api, api, folder);
        pages = Pages.at(server.local().address());
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(pages.troubles()).isEmpty();
    }

    @AfterAll
    void quit() {
        if (pages != null) {
            pages.close();
        }
    }
}
