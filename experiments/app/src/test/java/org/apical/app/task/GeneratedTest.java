package org.apical.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;

class GeneratedTest {
    private static Task xor(double noise) {
        return new Xor(2500, noise, Split.of(2000, 500)).task(new RandomStreams(1));
    }

    @Test
    void aSampleOfXorIsOfClassOneIfOneOfItsInputsIsHigh() {
        Samples train = xor(0.05).train().all();
        for (int k = 0; k < train.size(); k++) {
            boolean one = train.rates()[k][0] > 0.5 ^ train.rates()[k][1] > 0.5;
            assertThat(train.labels()[k]).isEqualTo(one ? 1 : 0);
        }
        // four corners alike: a quarter of the variance of a coin a sample
        assertThat(Arrays.stream(train.labels()).average().orElseThrow())
                .isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(2000)));
    }

    /** The least-squares plane through the labels is flat: what one layer sees of the classes is chance. */
    @Test
    void noInputSaysAnythingOfTheClassByItself() {
        Samples train = xor(0.05).train().all();
        for (int i = 0; i < 2; i++) {
            double covariance = 0;
            for (int k = 0; k < train.size(); k++) {
                covariance += (train.rates()[k][i] - 0.5) * (train.labels()[k] - 0.5) / train.size();
            }
            assertThat(covariance).isCloseTo(0, within(4 * 0.25 * 0.5 / Math.sqrt(2000)));
        }
    }

    @Test
    void theSameSeedMakesTheSameSamplesAndTestsAreOthers() {
        assertThat(xor(0.1).train().all().rates())
                .isDeepEqualTo(xor(0.1).train().all().rates());
        assertThat(xor(0.1).test().range(0, 1).rates()[0])
                .isNotEqualTo(xor(0.1).train().range(0, 1).rates()[0]);
        assertThat(new Xor(15, 0.1, Split.of(10, 5)).limited(4, 100)).isEqualTo(new Xor(15, 0.1, Split.of(4, 5)));
    }

    @Test
    void theTargetOfASineIsTheSineOfItsInput() {
        Samples train = new Sine(50, 0, Split.of(40, 10))
                .task(new RandomStreams(2))
                .train()
                .all();
        for (int k = 0; k < 40; k++) {
            assertThat(train.wanted()[k][0]).isCloseTo(Math.sin(2 * Math.PI * train.rates()[k][0]), within(1e-15));
        }
        assertThat(new Sine(50, 0, Split.of(40, 10)).task(new RandomStreams(2)).score())
                .isEqualTo(Score.LOSS);
    }

    @Test
    void noiseMovesWhatATeacherWantsAndNothingElse() {
        TaughtRegression exact = new TaughtRegression(3000, 0, 4, List.of(10), 2, 1, Split.of(2400, 600));
        TaughtRegression noisy = new TaughtRegression(3000, 0.5, 4, List.of(10), 2, 1, Split.of(2400, 600));
        Samples a = exact.task(new RandomStreams(4)).train().all();
        Samples b = noisy.task(new RandomStreams(4)).train().all();
        assertThat(b.rates()).isDeepEqualTo(a.rates());
        double squares = 0;
        for (int k = 0; k < 2400; k++) {
            for (int o = 0; o < 2; o++) {
                squares += Math.pow(b.wanted()[k][o] - a.wanted()[k][o], 2) / 4800;
            }
        }
        // variance of a normal sample of 4800: relative deviation sqrt(2 / 4800)
        assertThat(squares).isCloseTo(0.25, within(4 * 0.25 * Math.sqrt(2.0 / 4800)));
        assertThatThrownBy(() -> new TaughtRegression(1_000_000, 0, 4, List.of(10_000), 2, 1, Split.of(1, 1)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("data.samples must be at most");
    }
}
