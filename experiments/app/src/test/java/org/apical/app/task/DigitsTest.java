package org.apical.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;

class DigitsTest {
    @Test
    void allImagesAreThereWithRatesBetweenZeroAndOne() {
        Samples all = Digits.load();

        assertThat(all.size()).isEqualTo(Digits.IMAGES);
        assertThat(Arrays.asList(all.rates()))
                .allSatisfy(image -> assertThat(image).hasSize(Digits.PIXELS));
        assertThat(Arrays.stream(all.rates()).flatMapToDouble(Arrays::stream).summaryStatistics())
                .satisfies(s -> assertThat(s.getMin()).isZero())
                .satisfies(s -> assertThat(s.getMax()).isEqualTo(1));
        // the class counts published with the data set
        assertThat(Arrays.stream(all.labels()).filter(c -> c == 0).count()).isEqualTo(178);
        assertThat(Arrays.stream(all.labels()).filter(c -> c == 8).count()).isEqualTo(174);
    }

    @Test
    void heldOutImagesAreNeverLearnedFrom() {
        Task split = new Digits(1297, 500).task(new RandomStreams(3));
        Set<double[]> train = new HashSet<>(Arrays.asList(split.train().rates()));

        assertThat(split.train().size() + split.test().size()).isEqualTo(Digits.IMAGES);
        assertThat(train).hasSize(1297).doesNotContain(split.test().rates());
    }

    @Test
    void fewerTrainingSamplesLeaveTheHeldOutOnesAlone() {
        Samples all = new Digits(1297, 500).task(new RandomStreams(3)).test();
        Samples few = new Digits(10, 500).task(new RandomStreams(3)).test();

        assertThat(few.labels()).isEqualTo(all.labels());
    }

    @Test
    void anotherSeedIsAnotherSplit() {
        assertThat(new Digits(10, 500).task(new RandomStreams(1)).test().labels())
                .isNotEqualTo(
                        new Digits(10, 500).task(new RandomStreams(2)).test().labels());
    }
}
