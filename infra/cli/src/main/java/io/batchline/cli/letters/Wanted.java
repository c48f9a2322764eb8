package io.batchline.cli.letters;

import io.batchline.contract.topic.DeadLetter;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Which letters are to be written back.
public sealed interface Wanted {
    /// Hears what lies there, before anything is chosen.
    void learn(Found found);

    /// The letter, when it is wanted.
    Optional<DeadLetter> choose(Found found);

    /// Those that were asked for and that no letter was found for.
    Set<DeadLetter.Position> missing();

    /// @param topic only those that came from there
    static Wanted all(Optional<String> topic) {
        return new All(topic, new HashSet<>());
    }

    static Wanted only(Collection<DeadLetter.Position> positions) {
        return new Only(new LinkedHashSet<>(positions));
    }

    /// All that are not marked as written back.
    record All(Optional<String> topic, Set<DeadLetter.Position> marked) implements Wanted {
        @Override
        public void learn(Found found) {
            if (found instanceof Found.Mark(var position, _)) {
                marked.add(position);
            }
        }

        @Override
        public Optional<DeadLetter> choose(Found found) {
            return found instanceof Found.Letter(var letter)
                            && !marked.contains(letter.position())
                            && topic.map(letter.origin().topic()::equals).orElse(true)
                    ? Optional.of(letter)
                    : Optional.empty();
        }

        @Override
        public Set<DeadLetter.Position> missing() {
            return Set.of();
        }
    }

    /// These, also when they were written back before.
    record Only(Set<DeadLetter.Position> open) implements Wanted {
        @Override
        public void learn(Found found) {
            // Nothing that lies there changes what was asked for.
        }

        @Override
        public Optional<DeadLetter> choose(Found found) {
            return found instanceof Found.Letter(var letter) && open.remove(letter.position())
                    ? Optional.of(letter)
                    : Optional.empty();
        }

        @Override
        public Set<DeadLetter.Position> missing() {
            return Set.copyOf(open);
        }
    }
}
