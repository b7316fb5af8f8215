package org.apical.neuron.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void productsDoNotOverflow() {
        assertThat(Sizes.elements("w", 3, 4, 5)).isEqualTo(60);
        assertThat(Sizes.elements("w", 0, 4)).isZero();
        assertThat(Sizes.elements("w", Sizes.MOST)).isEqualTo(Sizes.MOST);
        assertThatThrownBy(() -> Sizes.elements("weights", 65_536, 65_536))
                .isInstanceOf(ParameterException.class)
                .hasMessage("weights must be at most 2147483639 numbers, got 65536 x 65536 = 4294967296");
        assertThatThrownBy(() -> Sizes.elements("w", 1 << 30, 1 << 30, 1 << 30)).isInstanceOf(ParameterException.class);
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsSize() {
        double fits = Runtime.getRuntime().maxMemory() / 80.0;
        assertThatCode(() -> Sizes.requireRoom("lines", fits)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Sizes.requireRoom("lines", 1e12))
                .isInstanceOf(ParameterException.class)
                .hasMessageMatching(
                        "lines must fit into the .* GB of memory that are left to this JVM \\(java -Xmx\\), got 1000000000000 numbers = 8000.0 GB");
    }
}
