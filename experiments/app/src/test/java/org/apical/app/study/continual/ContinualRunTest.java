package org.apical.app.study.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apical.app.experiment.Formulations;
import org.apical.network.description.Competition;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContinualRunTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final ContinualSettings SETTINGS =
            new ContinualSettings(List.of(12, 10), List.of(0.6, 0.3), 6, 8, 3e-3, 3e-3);

    /** Ten clusters of 24 points in 16 dimensions. */
    private static Samples clusters(long seed) {
        SplittableRandom centres = new SplittableRandom(1);
        double[][] centre = new double[10][16];
        for (double[] c : centre) {
            for (int i = 0; i < c.length; i++) {
                c[i] = centres.nextDouble();
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rates = new double[240][16];
        int[] labels = new int[rates.length];
        for (int k = 0; k < rates.length; k++) {
            labels[k] = k % 10;
            for (int i = 0; i < 16; i++) {
                rates[k][i] = centre[labels[k]][i] + 0.1 * random.nextGaussian();
            }
        }
        return new Samples(rates, labels);
    }

    private static ContinualResult run(ContinualMethod method, ContinualProtocol protocol) {
        return new ContinualRun(SETTINGS, protocol, clusters(2), clusters(3), PRODUCT)
                .run(method, new RandomStreams(4));
    }

    /** Each task is two clusters that lie apart, 24 points each. */
    @ParameterizedTest
    @EnumSource
    void everyMethodLearnsATaskAtATime(ContinualMethod method) {
        ContinualResult result = run(method, ContinualProtocol.DOMAIN);
        assertThat(result.learned()).isGreaterThan(0.8);
        assertThat(result.lateralSize() > 0).isEqualTo(method.recurrent());
        for (int l = 0; l < 2; l++) {
            assertThat(result.freeOverlap()[l]).isBetween(0.0, 1.0);
            assertThat(result.controlledOverlap()[l]).isBetween(0.0, 1.0);
        }
    }

    /** Which tells the next task from the last: the outputs of earlier classes are asked for by nobody, and go. */
    @Test
    void tenOutputsForgetMoreThanTwo() {
        ContinualResult two = run(ContinualMethod.BACKPROP, ContinualProtocol.DOMAIN);
        ContinualResult ten = run(ContinualMethod.BACKPROP, ContinualProtocol.CLASS);
        assertThat(ten.forgetting()).isGreaterThan(two.forgetting());
        assertThat(ten.accuracy()[0][1]).isZero();
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        ContinualResult a = run(ContinualMethod.SPARSE_RECURRENT, ContinualProtocol.DOMAIN);
        ContinualResult b = run(ContinualMethod.SPARSE_RECURRENT, ContinualProtocol.DOMAIN);
        assertThat(a.accuracy()).isDeepEqualTo(b.accuracy());
        assertThat(a.controlledOverlap()).isEqualTo(b.controlledOverlap());
        assertThat(a.lateralSize()).isEqualTo(b.lateralSize());
    }

    @Test
    void networksAreWhatTheirMethodsSay() {
        for (ContinualMethod method : ContinualMethod.values()) {
            Formulations formulations = SETTINGS.formulations(method, 16, 2, PRODUCT);
            NetworkDescription network = formulations.network();
            assertThat(network.others()).hasSize(method.recurrent() ? 2 : 0);
            assertThat(network.chain().get(1).competition() instanceof Competition.WinnerTakeAll)
                    .isEqualTo(method.sparse());
            assertThat(network.chain().get(2).competition()).isEqualTo(new Competition.None());
            assertThat(ContinualSettings.formulation(method, formulations).id())
                    .isEqualTo(method.compartments() ? "F2" : "F1");
        }
    }

    @Test
    void tasksAreTwoClassesEach() {
        Samples all = clusters(2);
        for (int task = 0; task < 5; task++) {
            Samples domain = ContinualProtocol.DOMAIN.task(all, task);
            Samples classes = ContinualProtocol.CLASS.task(all, task);
            assertThat(domain.size()).isEqualTo(48);
            for (int k = 0; k < 48; k++) {
                assertThat(classes.labels()[k] / 2).isEqualTo(task);
                assertThat(domain.labels()[k]).isEqualTo(classes.labels()[k] % 2);
            }
        }
    }

    @Test
    void whatIsLostIsForgotten() {
        double[][] accuracy = {{1, 0.5}, {0.7, 0.9}};
        ContinualResult result = new ContinualResult(accuracy, new double[1], new double[1], 0);
        assertThat(result.average()).isCloseTo(0.8, within(1e-15));
        assertThat(result.average(0)).isEqualTo(1);
        assertThat(result.learned()).isCloseTo(0.95, within(1e-15));
        assertThat(result.forgetting()).isCloseTo(0.3, within(1e-15));
    }

    /** Classes with units of their own do not overlap, those with the same ones do altogether; classes of one task are not compared. */
    @Test
    void overlapIsTheCosineBetweenClassesOfDifferentTasks() {
        int[] labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] own = new double[100];
        double[] shared = new double[100];
        for (int k = 0; k < 10; k++) {
            own[k * 10 + k] = k % 2 == 0 ? -1 : 2;
            for (int unit = 0; unit < 10; unit++) {
                shared[unit * 10 + k] = (k + 1) * (unit % 3 - 1);
            }
        }
        assertThat(Overlap.overlap(own, labels)).isZero();
        assertThat(Overlap.overlap(shared, labels)).isCloseTo(1, within(1e-14));
        double[] pairs = new double[100];
        for (int k = 0; k < 10; k++) {
            pairs[k / 2 * 10 + k] = 1;
        }
        assertThat(Overlap.overlap(pairs, labels)).isZero();
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new ContinualSettings(List.of(3, 3), List.of(0.5), 1, 1, 1, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must be one for each of 2 hidden layers");
    }
}
