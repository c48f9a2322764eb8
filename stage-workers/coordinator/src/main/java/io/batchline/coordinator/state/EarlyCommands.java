package io.batchline.coordinator.state;

import io.batchline.contract.batch.BatchCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Commands that came before their batch was created, oldest first. The create command may be the
/// one that had to be sent again.
public record EarlyCommands(List<BatchCommand> commands) {
    /// No client gives more than a few; what comes beyond is refused.
    public static final int MOST = 16;

    public static final EarlyCommands NONE = new EarlyCommands(List.of());

    public EarlyCommands {
        commands =
                commands.stream()
                        .sorted(Comparator.comparing(BatchCommand::at))
                        .distinct()
                        .toList();
    }

    public boolean isFull() {
        return commands.size() >= MOST;
    }

    public EarlyCommands and(BatchCommand command) {
        var all = new ArrayList<BatchCommand>(commands);
        all.add(command);
        return new EarlyCommands(all);
    }
}
