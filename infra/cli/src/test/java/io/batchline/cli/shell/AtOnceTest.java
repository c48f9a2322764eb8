package io.batchline.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    private final List<String> complaints = new ArrayList<>();

    @Test
    void what_fails_is_told_and_leaves_the_others_alone() throws Exception {
        List<AtOnce.Work> works =
                List.of(
                        () -> {
                            throw new IOException("no line");
                        },
                        () -> ExitCode.DONE);

        assertThat(AtOnce.run(works, this::complain)).isEqualTo(ExitCode.ERROR);
        assertThat(complaints).containsExactly("0 no line");
    }

    @Test
    void a_bug_is_no_sentence_and_comes_after_what_failed() {
        List<AtOnce.Work> works =
                List.of(
                        () -> {
                            throw new ClassCastException("a bug");
                        },
                        () -> {
                            throw new IOException("no line");
                        });

        assertThatThrownBy(() -> AtOnce.run(works, this::complain))
                .isInstanceOf(ClassCastException.class);
        assertThat(complaints).containsExactly("1 no line");
    }

    private void complain(int index, String sentence) {
        complaints.add(index + " " + sentence);
    }
}
