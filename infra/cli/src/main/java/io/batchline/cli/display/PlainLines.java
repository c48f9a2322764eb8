package io.batchline.cli.display;

import io.batchline.cli.client.ProgressView;
import io.batchline.contract.progress.ProgressStage;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// One line for every tenth of a stage, for its start and for its end.
final class PlainLines implements ProgressDisplay {
    private final PrintStream out;
    private final Map<ProgressStage, Integer> shownTenths = new EnumMap<>(ProgressStage.class);

    PlainLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(ProgressView event) {
        int tenths = (int) (event.progressPercentage() / 10);
        Integer shown = shownTenths.put(event.stage(), tenths);
        if (shown == null || tenths > shown || event.stage().isTerminal()) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%5.1f %%  %-20s %5.1f %%  %s",
                            event.batchPercentage(),
                            event.stageLabel(),
                            event.progressPercentage(),
                            event.message()));
        }
    }
}
