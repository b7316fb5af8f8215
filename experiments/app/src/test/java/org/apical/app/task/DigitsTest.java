package org.apical.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apical.app.data.Amount;
import org.apical.app.data.DataSet;
import org.apical.app.data.Scaling;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private static Task split(int train, int test, long seed) {
        return new Digits(Split.of(train, test)).task(new RandomStreams(seed));
    }

    @Test
    void allImagesAreThereWithRatesBetweenZeroAndOne() {
        Task all = split(1297, 500, 1);
        int[] labels = IntStream.concat(
                        Arrays.stream(all.train().labels()),
                        Arrays.stream(all.test().labels()))
                .toArray();

        assertThat(labels).hasSize(Digits.IMAGES);
        assertThat(Arrays.asList(all.train().all().rates()))
                .allSatisfy(image -> assertThat(image).hasSize(Digits.PIXELS));
        assertThat(Arrays.stream(all.train().all().rates())
                        .flatMapToDouble(Arrays::stream)
                        .summaryStatistics())
                .satisfies(s -> assertThat(s.getMin()).isZero())
                .satisfies(s -> assertThat(s.getMax()).isEqualTo(1));
        // the class counts published with the data set
        assertThat(Arrays.stream(labels).filter(c -> c == 0).count()).isEqualTo(178);
        assertThat(Arrays.stream(labels).filter(c -> c == 8).count()).isEqualTo(174);
        assertThat(all.outputs()).hasSize(10).startsWith("0", "1");
    }

    /** Numbers of published runs depend on it: the first 500 of the shuffled images are held out, those learned from come after them. */
    @Test
    void theSplitIsThatOfEarlierVersions() {
        DataSet all = Digits.load();
        int[] order = Training.order(Digits.IMAGES, new RandomStreams(3).stream(Purpose.DATA_SPLIT));
        Task split = split(10, 7, 3);
        for (int k = 0; k < 10; k++) {
            assertThat(split.train().range(k, 1).rates()[0][20])
                    .isEqualTo(all.inputs().at(order[500 + k], 20) / 16);
        }
        for (int k = 0; k < 7; k++) {
            assertThat(split.test().labels()[k])
                    .isEqualTo(all.labels().orElseThrow().of()[order[k]]);
        }
    }

    @Test
    void heldOutImagesAreNeverLearnedFrom() {
        Task split = split(1297, 500, 3);
        Set<List<Double>> train = new HashSet<>();
        for (double[] image : split.train().all().rates()) {
            train.add(Arrays.stream(image).boxed().toList());
        }

        assertThat(split.train().size() + split.test().size()).isEqualTo(Digits.IMAGES);
        assertThat(train).hasSize(1297);
        for (double[] image : split.test().all().rates()) {
            assertThat(train).doesNotContain(Arrays.stream(image).boxed().toList());
        }
    }

    @Test
    void fewerTrainingSamplesLeaveTheHeldOutOnesAlone() {
        Samples all = split(1297, 500, 3).test().all();

        assertThat(split(10, 500, 3).test().labels()).isEqualTo(all.labels());
        assertThat(new Digits(Split.of(1297, 500))
                        .limited(10, 20)
                        .task(new RandomStreams(3))
                        .test()
                        .labels())
                .isEqualTo(Arrays.copyOf(all.labels(), 20));
    }

    /** Whatever the samples are of, an autoencoder wants its inputs as they are scaled, and its score is a loss. */
    @Test
    void anAutoencoderWantsItsInputs() {
        Split split = new Split(
                Optional.of(new Amount(40)),
                Optional.of(new Amount(10)),
                Optional.of(new Amount(20)),
                false,
                Optional.of(new Scaling.Standardised()),
                Optional.empty(),
                true);
        Digits described = new Digits(split);
        Task task = described.task(new RandomStreams(3));
        assertThat(described.outputs()).isEqualTo(Digits.PIXELS);
        assertThat(described.regression()).isTrue();
        assertThat(task.score()).isEqualTo(Score.LOSS);
        assertThat(task.outputs()).isEmpty();
        for (SampleSet part : List.of(task.train(), task.validation().orElseThrow(), task.test())) {
            Samples all = part.all();
            assertThat(all.labels()).isEmpty();
            assertThat(all.wanted()).isDeepEqualTo(all.rates());
            assertThat(part.wanted()).isDeepEqualTo(all.rates());
        }
        assertThatThrownBy(() -> new Split(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.of(new Scaling.None()),
                        true))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("data.targetScaling must be left out of an autoencoder");
    }

    @Test
    void anotherSeedIsAnotherSplit() {
        assertThat(split(10, 500, 1).test().labels())
                .isNotEqualTo(split(10, 500, 2).test().labels());
    }
}
