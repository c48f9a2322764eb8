package io.batchline.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void visible_ascii_stays_and_every_other_byte_shows_its_number() {
        byte[] bytes = {'{', '"', 'a', ' ', '\n', 0, (byte) 0xff, 27, '\\', '~'};

        assertThat(Printable.bytes(bytes, 60)).isEqualTo("{\"a \\x0a\\x00\\xff\\x1b\\\\~");
    }

    @Test
    void what_is_left_out_is_said() {
        assertThat(Printable.bytes("abcdef".getBytes(UTF_8), 3)).isEqualTo("abc…");
        assertThat(Printable.bytes("abc".getBytes(UTF_8), 3)).isEqualTo("abc");
        assertThat(Printable.text("äöü!", 3)).isEqualTo("äöü…");
    }

    @Test
    void no_bytes_are_not_the_same_as_none_at_all() {
        assertThat(Printable.bytes(null, 3)).isEqualTo("-");
        assertThat(Printable.bytes(new byte[0], 3)).isEmpty();
    }

    @Test
    void a_text_keeps_to_its_line_and_does_nothing_to_a_terminal() {
        String bell = Character.toString(7);
        String rightToLeft = Character.toString(0x202e);

        assertThat(Printable.text("Prüfung\n\tB" + bell + rightToLeft, 60))
                .isEqualTo("Prüfung  B\\u0007\\u202e");
    }
}
