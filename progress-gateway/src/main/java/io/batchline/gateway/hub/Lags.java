package io.batchline.gateway.hub;

import io.batchline.contract.stage.Stage;
import java.util.Map;

/// How many records wait for each stage's workers, as the broker knows it. For any thread.
@FunctionalInterface
public interface Lags {
    /// A few seconds old at most; without the stages of which the broker did not say it.
    Map<Stage, Long> now() throws InterruptedException;
}
