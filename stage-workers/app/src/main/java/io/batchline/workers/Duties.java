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
public record Duties(Set<Stage> stages, Set<Role> roles) {
    public static final Duties ALL =
            new Duties(EnumSet.allOf(Stage.class), EnumSet.allOf(Role.class));

    private static final String EVERYTHING = "all";

    public Duties {
        stages = Set.copyOf(stages);
        roles = Set.copyOf(roles);
        if (stages.isEmpty() && roles.isEmpty()) {
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
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            Optional<Stage> stage = Stage.ofShortName(name);
            Optional<Role> role = role(name);
            stage.ifPresent(stages::add);
            role.ifPresent(roles::add);
            if (stage.isEmpty() && role.isEmpty()) {
                throw new IllegalArgumentException(
                        "--stages names '%s': it takes %s".formatted(name, allowed()));
            }
        }
        return new Duties(stages, roles);
    }

    private static Optional<Role> role(String name) {
        return Arrays.stream(Role.values()).filter(r -> r.shortName().equals(name)).findFirst();
    }

    private static String allowed() {
        return "all, or divided by commas: "
                + Stream.concat(
                                Arrays.stream(Stage.values()).map(Stage::shortName),
                                Arrays.stream(Role.values()).map(Role::shortName))
                        .collect(Collectors.joining(", "));
    }
}
