package io.batchline.workers;

import io.batchline.contract.stage.Stage;
import io.batchline.contract.worker.WorkerInfo.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a process runs: the value of `--stages`.
///
/// @param webhooks whether it sends webhooks. No batch waits for that, so it is no role that others
///   look out for
public record Duties(Set<Stage> stages, Set<Role> roles, boolean webhooks) {
    public static final Duties ALL =
            new Duties(EnumSet.allOf(Stage.class), EnumSet.allOf(Role.class), true);

    private static final String WEBHOOKS = "webhooks";

    private static final String EVERYTHING = "all";

    public Duties {
        stages = Set.copyOf(stages);
        roles = Set.copyOf(roles);
        if (stages.isEmpty() && roles.isEmpty() && !webhooks) {
            throw new IllegalArgumentException("--stages names nothing: it takes " + allowed());
        }
    }

    /// Reads `all`, or names divided by commas.
    ///
    /// @throws IllegalArgumentException when a name is none, with the names there are
    public static Duties parse(String text) {
        if (text.strip().equals(EVERYTHING)) {
            return ALL;
        }
        var stages = EnumSet.noneOf(Stage.class);
        var roles = EnumSet.noneOf(Role.class);
        boolean webhooks = false;
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            Optional<Stage> stage = Stage.ofShortName(name);
            Optional<Role> role = role(name);
            stage.ifPresent(stages::add);
            role.ifPresent(roles::add);
            webhooks |= name.equals(WEBHOOKS);
            if (stage.isEmpty() && role.isEmpty() && !name.equals(WEBHOOKS)) {
                throw new IllegalArgumentException(
                        "--stages names '%s': it takes %s".formatted(name, allowed()));
            }
        }
        return new Duties(stages, roles, webhooks);
    }

    private static Optional<Role> role(String name) {
        return Arrays.stream(Role.values()).filter(r -> r.shortName().equals(name)).findFirst();
    }

    private static String allowed() {
        return "all, or divided by commas: "
                + Stream.of(
                                Arrays.stream(Stage.values()).map(Stage::shortName),
                                Arrays.stream(Role.values()).map(Role::shortName),
                                Stream.of(WEBHOOKS))
                        .flatMap(names -> names)
                        .collect(Collectors.joining(", "));
    }
}
