package org.apical.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;

class NoisyXorTest {
    private static Task task(double noise) {
        return new NoisyXor(2000, 500, noise).task(new RandomStreams(1));
    }

    @Test
    void aSampleIsOfClassOneIfOneOfItsInputsIsHigh() {
        Samples train = task(0.05).train();
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
        Samples train = task(0.05).train();
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
        assertThat(task(0.1).train().rates()).isDeepEqualTo(task(0.1).train().rates());
        assertThat(task(0.1).test().rates()[0]).isNotEqualTo(task(0.1).train().rates()[0]);
        assertThat(new NoisyXor(10, 5, 0.1).limited(4, 100)).isEqualTo(new NoisyXor(4, 5, 0.1));
    }
}
