package org.apical.neuron.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparseProjectionTest {
    private static final int SOURCES = 7;
    private static final int UNITS = 11;
    private static final int STEPS = 60;

    /** A synapse of the plain form. */
    private record Synapse(int unit, int delay, double weight) {}

    /** Where every pair has one synapse and all have the same delay, both projections exist. Weights are quarters, so that sums are exact in any order. */
    @ParameterizedTest
    @CsvSource({"0, 1, 100", "1, 1, 4", "5, 1, 1", "3, 3, 4"})
    void equalsTheDenseProjectionBitForBit(int delay, int lanes, int tile) {
        SplittableRandom random = new SplittableRandom(1);
        double[] weight = new double[SOURCES * UNITS];
        Arrays.setAll(weight, k -> 0.25 * random.nextInt(-100, 100));
        NeuronPopulation dense = target(UNITS, lanes);
        Projection all = new Projection(dense, new Weights.Signed(SOURCES, "I", weight), delay);
        NeuronPopulation sparse = target(UNITS, lanes);
        SparseWeights.Builder rows = new SparseWeights.Builder(SOURCES, UNITS, tile, delay, weight.length);
        for (int source = 0; source < SOURCES; source++) {
            double[] row = Arrays.copyOfRange(weight, source * UNITS, (source + 1) * UNITS);
            int[] delays = new int[UNITS];
            Arrays.fill(delays, delay);
            rows.row(IntStream.range(0, UNITS).toArray(), delays, row, UNITS);
        }
        SparseProjection some = new SparseProjection(sparse, "I", rows.build());
        for (int step = 0; step < STEPS; step++) {
            SpikeList spikes = draw(random, lanes);
            all.transmit(spikes);
            some.transmit(spikes);
            assertThat(sparse.input("I")).isEqualTo(dense.input("I"));
        }
        assertThat(Arrays.stream(sparse.input("I")).map(Math::abs).min().orElseThrow())
                .isPositive();
    }

    /** Every synapse written out, several of a pair among them. Rows come in one piece, or where they are long in several. Weights are quarters, so that sums are exact in any order. */
    @ParameterizedTest
    @CsvSource({"1, 100, 40", "1, 11, 40", "1, 4, 40", "1, 1, 40", "2, 3, 40", "1, 11, 500", "2, 3, 500"})
    void everySynapseActsAfterItsOwnDelay(int lanes, int tile, int most) {
        SplittableRandom random = new SplittableRandom(2);
        List<List<Synapse>> synapses = synapses(random, most, r -> 0.25 * r.nextInt(-100, 100));
        SparseWeights weights = weights(synapses, tile);
        NeuronPopulation target = target(UNITS, lanes);
        SparseProjection projection = new SparseProjection(target, "I", weights);
        List<SpikeList> sent = new ArrayList<>();
        double[] expected = new double[UNITS * lanes];
        for (int step = 0; step < STEPS; step++) {
            sent.add(draw(random, lanes));
            double[] due = new double[UNITS * lanes];
            for (int before = 0; before <= step; before++) {
                SpikeList spikes = sent.get(before);
                for (int k = 0; k < spikes.size(); k++) {
                    for (Synapse s : synapses.get(spikes.neuron(k))) {
                        if (before + s.delay == step) {
                            due[s.unit * lanes + spikes.lane(k)] += s.weight;
                        }
                    }
                }
            }
            for (int k = 0; k < due.length; k++) {
                expected[k] += due[k];
            }
            projection.transmit(sent.get(step));
            assertThat(target.input("I")).isEqualTo(expected);
        }
    }

    /** Weights whose sums depend on their order. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 100})
    void noBitDependsOnTiles(int tile) {
        SplittableRandom random = new SplittableRandom(7);
        List<List<Synapse>> synapses = synapses(random, 500, r -> r.nextDouble(-1, 1));
        NeuronPopulation one = target(UNITS, 2);
        NeuronPopulation other = target(UNITS, 2);
        SparseProjection whole = new SparseProjection(one, "I", weights(synapses, UNITS));
        SparseProjection cut = new SparseProjection(other, "I", weights(synapses, tile));
        for (int step = 0; step < STEPS; step++) {
            SpikeList spikes = draw(random, 2);
            whole.transmit(spikes);
            cut.transmit(spikes);
            assertThat(other.input("I")).isEqualTo(one.input("I"));
        }
    }

    @Test
    void populationsThatHaveTheTilesBetweenThemAreTheWhole() {
        SplittableRandom random = new SplittableRandom(3);
        SparseWeights weights = weights(synapses(random), 4);
        NeuronPopulation whole = target(UNITS, 1);
        NeuronPopulation first = target(8, 1);
        NeuronPopulation last = target(3, 1);
        SparseProjection one = new SparseProjection(whole, "I", weights);
        SparseProjection two = new SparseProjection(first, "I", weights, 0);
        SparseProjection three = new SparseProjection(last, "I", weights, 8);
        for (int step = 0; step < STEPS; step++) {
            SpikeList spikes = draw(random, 1);
            one.transmit(spikes);
            two.transmit(spikes);
            three.transmit(spikes);
            double[] parts = Arrays.copyOf(first.input("I"), UNITS);
            System.arraycopy(last.input("I"), 0, parts, 8, 3);
            assertThat(parts).isEqualTo(whole.input("I"));
        }
    }

    @Test
    void resetForgetsSpikesUnderWay() {
        NeuronPopulation target = target(UNITS, 1);
        SplittableRandom random = new SplittableRandom(4);
        SparseProjection projection = new SparseProjection(target, "I", weights(synapses(random), 4));
        projection.transmit(draw(random, 1));
        projection.reset();
        Arrays.fill(target.input("I"), 0);
        for (int step = 0; step < STEPS; step++) {
            projection.transmit(new SpikeList(1));
            assertThat(target.input("I")).containsOnly(0);
        }
    }

    @Test
    void countsWhatThereIs() {
        SplittableRandom random = new SplittableRandom(5);
        List<List<Synapse>> synapses = synapses(random);
        SparseWeights weights = weights(synapses, 4);
        assertThat(weights.synapses())
                .isEqualTo(synapses.stream().mapToInt(List::size).sum());
        for (int source = 0; source < SOURCES; source++) {
            assertThat(weights.synapses(source)).isEqualTo(synapses.get(source).size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, UNITS})
    void unitsThatAreNotThereAreRejected(int unit) {
        assertRejected(
                () -> builder(1).row(new int[] {unit}, new int[1], new double[1], 1),
                "SparseWeights row 0, synapse 0, must end on a unit of 0 to 10 after 0 to 9 steps with a finite weight, got "
                        + unit + ", 0, 0.0");
    }

    @Test
    void whatDoesNotFitIsRejectedBeforeItIsBelieved() {
        assertRejected(
                () -> builder(1).row(new int[1], new int[] {10}, new double[1], 1),
                "SparseWeights row 0, synapse 0, must end on a unit of 0 to 10 after 0 to 9 steps with a finite weight, got 0, 10, 0.0");
        assertRejected(
                () -> builder(1).row(new int[1], new int[1], new double[] {Double.NaN}, 1),
                "SparseWeights row 0, synapse 0, must end on a unit of 0 to 10 after 0 to 9 steps with a finite weight, got 0, 0, NaN");
        assertRejected(
                () -> builder(1).row(new int[2], new int[2], new double[2], 2),
                "SparseWeights row 0 must have at most the 1 synapses left, got 2");
        assertRejected(
                () -> builder(1).build(),
                "SparseWeights must be given the rows of 7 sources with 1 synapses, got 0 with 0");
        assertRejected(
                () -> builder(3_000_000_000L),
                "SparseWeights.synapses must be >= 0 and at most 2147483639, got 3000000000");
        assertRejected(
                () -> new SparseWeights.Builder(1, 1 << 20, 1 << 10, 1 << 12, 0),
                "SparseWeights: delays x units must be at most 2147483639 numbers, got 4097 x 1048576 = 4296015872");
        assertThatThrownBy(() -> builder(2_000_000_000L))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("SparseWeights must fit into the ");
    }

    @Test
    void populationsThatDoNotFitAreRejected() {
        SparseWeights weights = weights(synapses(new SplittableRandom(6)), 4);
        assertRejected(
                () -> new SparseProjection(target(10, 1), "I", weights),
                "SparseProjection units must be whole tiles of 4 of 11, got 0 to 9");
        assertRejected(() -> new SparseProjection(target(8, 1), "I", weights), "SparseWeights.units must be 8, got 11");
        assertRejected(
                () -> new SparseProjection(target(4, 1), "I", weights, 2),
                "SparseProjection units must be whole tiles of 4 of 11, got 2 to 5");
        assertThatThrownBy(() -> new SparseProjection(target(UNITS, 1), "g", weights))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("SparseWeights onto g (nS) must be >= 0, got -");
        SpikeList strange = new SpikeList(1);
        strange.add(SOURCES);
        assertRejected(
                () -> new SparseProjection(target(UNITS, 1), "I", weights).transmit(strange),
                "SparseProjection spike must be of one of 7 presynaptic neurons in 1 lanes, got 7 in lane 0");
    }

    private static SparseWeights.Builder builder(long synapses) {
        return new SparseWeights.Builder(SOURCES, UNITS, 4, 9, synapses);
    }

    private static List<List<Synapse>> synapses(SplittableRandom random) {
        return synapses(random, 40, r -> r.nextDouble(-1, 1));
    }

    /** Fewer than {@code most} synapses a source, one source without any; several onto one unit. */
    private static List<List<Synapse>> synapses(
            SplittableRandom random, int most, ToDoubleFunction<SplittableRandom> weight) {
        List<List<Synapse>> synapses = new ArrayList<>();
        for (int source = 0; source < SOURCES; source++) {
            List<Synapse> row = new ArrayList<>();
            int count = source == 2 ? 0 : random.nextInt(1, most);
            for (int k = 0; k < count; k++) {
                row.add(new Synapse(random.nextInt(UNITS), random.nextInt(10), weight.applyAsDouble(random)));
            }
            synapses.add(row);
        }
        return synapses;
    }

    private static SparseWeights weights(List<List<Synapse>> synapses, int tile) {
        int count = synapses.stream().mapToInt(List::size).sum();
        SparseWeights.Builder rows = new SparseWeights.Builder(SOURCES, UNITS, tile, 9, count);
        for (List<Synapse> row : synapses) {
            rows.row(
                    row.stream().mapToInt(Synapse::unit).toArray(),
                    row.stream().mapToInt(Synapse::delay).toArray(),
                    row.stream().mapToDouble(Synapse::weight).toArray(),
                    row.size());
        }
        return rows.build();
    }

    /** Ascending, some neurons twice. */
    private static SpikeList draw(SplittableRandom random, int lanes) {
        SpikeList spikes = new SpikeList(lanes);
        random.ints(random.nextInt(4), 0, SOURCES * lanes).sorted().forEach(spikes::add);
        return spikes;
    }

    private static NeuronPopulation target(int units, int lanes) {
        NeuronModel model = new NeuronModel(
                PyramidalCell.standard(),
                List.of(
                        new CurrentSynapse("I", PyramidalCell.BASAL, 5),
                        new ConductanceSynapse("g", PyramidalCell.BASAL, 5, 0)),
                new Graded(mv -> 0));
        return new NeuronPopulation(model, Stepping.of(model, 0.5), Layout.of(units, lanes));
    }

    private static void assertRejected(ThrowingCallable make, String message) {
        assertThatThrownBy(make).isInstanceOf(ParameterException.class).hasMessage(message);
    }
}
