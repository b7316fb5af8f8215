package org.apical.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    private static final String HOSTILE = "a\u001b[31mb\u009b2J\u202ec\u2028d\u0000\u007f\ud800";

    @Test
    void nothingThatControlsIsLeft() {
        String escaped = "a\\u001b[31mb\\u009b2J\\u202ec\\u2028d\\u0000\\u007f\\ud800";
        assertThat(Shown.escaped(HOSTILE)).isEqualTo(escaped);
        assertThat(Shown.lines(HOSTILE + "\n\r\n\n" + HOSTILE)).isEqualTo(escaped + "\n\r\n\n" + escaped);
        assertThat(Shown.escaped("a\nb\tc")).isEqualTo("a\\u000ab\\u0009c");
    }

    @Test
    void linesBecomeOne() {
        assertThat(Shown.line("a \r\n  b\n\nc\u0085d\u2029e")).isEqualTo("a b c d e");
    }

    @Test
    void textOfAnyLanguageStays() {
        String text = "Schicht 1 – größer, 層, שכבה, 🧠 = +1 @x -y";
        assertThat(Shown.escaped(text)).isEqualTo(text);
        assertThat(Shown.line(text)).isEqualTo(text);
        assertThat(Shown.lines(text)).isEqualTo(text);
    }
}
