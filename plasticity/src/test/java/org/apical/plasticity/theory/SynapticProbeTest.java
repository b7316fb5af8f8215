package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.theory.BurstCcnParams.Bursts;
import org.apical.plasticity.theory.BurstCcnParams.Events;
import org.apical.plasticity.theory.CounterCurrent.Agreement;
import org.apical.plasticity.theory.DisinhibitionParams.Inhibition;
import org.apical.plasticity.theory.DisinhibitionParams.Rule;
import org.apical.plasticity.theory.EquilibriumParams.Backward;
import org.apical.plasticity.theory.EquilibriumParams.Nudges;
import org.apical.plasticity.theory.ForwardForward.Goodness;
import org.apical.plasticity.theory.MicrocircuitParams.Interneurons;
import org.apical.plasticity.theory.MicrocircuitParams.TopDown;
import org.apical.plasticity.theory.SynapticProbe.Locality;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Synapses of every theory change by what they declare and nothing else. */
class SynapticProbeTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Settling FINE = new Settling(1e-10, 20_000);
    private static final Targets TARGETS = samples -> new SquaredErrorNudge(0.5, samples.wanted());
    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(5, 6, 4, 3), new Tanh(), new Linear());
    private static final Samples SAMPLES = samples();

    /** With outputs wanted and classes, of which a theory takes what it needs. */
    private static Samples samples() {
        Samples taught = new StudentTeacher(5, List.of(20), 3, 1).samples(0, 6, new RandomStreams(3), PRODUCT);
        return new Samples(taught.rates(), new int[] {0, 2, 1, 1, 0, 2}, taught.wanted());
    }

    private static NetworkWeights weights() {
        NetworkWeights weights = NetworkWeights.draw(NETWORK, new RandomStreams(6));
        enterOwn(weights);
        for (int l = 0; l < NETWORK.layers(); l++) {
            for (double[] w : List.of(weights.forward(l), weights.backward(l))) {
                Arrays.setAll(w, k -> 0.5 * w[k]);
            }
        }
        return weights;
    }

    private static void enterOwn(NetworkWeights weights) {
        weights.setFeedbackToRandom(NETWORK, new RandomStreams(8));
        weights.setBackwardToRandom(NETWORK, new RandomStreams(7));
        weights.setOwnToRandom(
                DendriticMicrocircuit.INTERNEURONS, NETWORK, new RandomStreams(1), Purpose.INTERNEURON_WEIGHTS);
        weights.setOwnToRandom(
                DendriticMicrocircuit.INHIBITION, NETWORK, new RandomStreams(1), Purpose.INHIBITION_WEIGHTS);
        weights.setOwnToRandom(BurstCcn.EVENTS, NETWORK, new RandomStreams(1), Purpose.EVENT_FEEDBACK);
    }

    private static SynapticTheory equilibrium(Nudges nudges, Backward backward, double homeostasis) {
        return new EquilibriumPropagation(
                NETWORK, TARGETS, PRODUCT, new EquilibriumParams(0.1, nudges, backward, 0.7, homeostasis, FINE));
    }

    private static SynapticTheory microcircuit(Interneurons interneurons) {
        return new DendriticMicrocircuit(
                NETWORK, TARGETS, PRODUCT, new MicrocircuitParams(0.2, 0.4, 0.3, TopDown.OWN, interneurons, FINE));
    }

    private static SynapticTheory bursts(Events events) {
        return new BurstCcn(NETWORK, TARGETS, PRODUCT, new BurstCcnParams(0.5, 1, Bursts.OWN, events));
    }

    private static SynapticTheory disinhibition(Rule rule) {
        return new DisinhibitoryControl(
                NETWORK, TARGETS, PRODUCT, new DisinhibitionParams(0.6, Inhibition.SOFT_RECTIFIED, rule, 0.1, FINE));
    }

    static Stream<SynapticTheory> theories() {
        return Stream.of(
                new GradientSignal(NETWORK, Descent.towards(TARGETS), Way.TRANSPOSED, PRODUCT),
                new GradientSignal(NETWORK, Descent.towards(TARGETS), Way.DIRECT, PRODUCT),
                new GradientSignal(NETWORK, Descent.towards(TARGETS), Way.BACKWARD, PRODUCT),
                new PredictiveCoding(NETWORK, TARGETS, OptionalDouble.empty(), PRODUCT, FINE),
                new PredictiveCoding(NETWORK, TARGETS, OptionalDouble.of(0.1), PRODUCT, FINE),
                equilibrium(Nudges.CENTRED, Backward.TRANSPOSED, 0),
                equilibrium(Nudges.ONE, Backward.TRANSPOSED, 0),
                equilibrium(Nudges.CENTRED, Backward.OWN, 0),
                equilibrium(Nudges.ONE, Backward.OWN, 0.3),
                new WeightMirror(
                        NETWORK,
                        new GradientSignal(NETWORK, Descent.towards(TARGETS), Way.BACKWARD, PRODUCT),
                        new WeightMirror.Params(0.1, 2, 0.5),
                        PRODUCT,
                        new RandomStreams(4)),
                new PhaselessAlignment(
                        NETWORK,
                        TARGETS,
                        new PhaselessAlignment.Params(0.1, 2, 10, 5, 0.25, 0.5),
                        PRODUCT,
                        new RandomStreams(4)),
                microcircuit(Interneurons.SELF_PREDICTING),
                microcircuit(Interneurons.DRAWN),
                bursts(Events.ALIGNED),
                bursts(Events.LEARNED),
                disinhibition(Rule.EXACT_INVERSE),
                disinhibition(Rule.LINEAR_THRESHOLD),
                new InputModulation(
                        NETWORK, TARGETS, PRODUCT, InputModulation.draw(NETWORK, 0.1, new RandomStreams(2))),
                new ForwardForward(NETWORK, TARGETS, PRODUCT, new Goodness(0.5, 3, 1), new RandomStreams(2)),
                new CounterCurrent(NETWORK, TARGETS, PRODUCT, Agreement.CLASS),
                new CounterCurrent(NETWORK, TARGETS, PRODUCT, Agreement.DIFFERENCE),
                new AlignmentSupport(NETWORK, TARGETS, PRODUCT),
                new TargetPropagation(NETWORK, TARGETS, PRODUCT, 1, 0.05));
    }

    @ParameterizedTest
    @MethodSource("theories")
    void synapsesChangeByWhatTheyDeclare(SynapticTheory theory) {
        List<Locality> layers = new SynapticProbe(theory, weights(), SAMPLES).layers();
        assertThat(layers).hasSize(NETWORK.layers()).allSatisfy(layer -> {
            assertThat(layer.weights()).isPositive();
            assertThat(layer.differ()).isZero();
            assertThat(layer.unreached()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("theories")
    void synapsesThatDoNotExistDoNotChange(SynapticTheory theory) {
        NetworkWeights dense = weights();
        double[][] masks = new double[NETWORK.layers()][];
        for (int l = 0; l < masks.length; l++) {
            masks[l] = new double[dense.forward(l).length];
            Arrays.setAll(masks[l], k -> k % 5 == 0 ? 0 : 1);
        }
        NetworkWeights sparse = NetworkWeights.masked(NETWORK, masks);
        enterOwn(sparse);
        for (int l = 0; l < masks.length; l++) {
            double[] w = sparse.forward(l);
            double[] from = dense.forward(l);
            double[] exists = masks[l];
            Arrays.setAll(w, k -> from[k] * exists[k]);
        }
        WeightUpdate update = theory.direction(sparse, SAMPLES, 0);
        for (int l = 0; l < masks.length; l++) {
            for (int k = 0; k < masks[l].length; k += 5) {
                assertThat(update.forward(l)[k]).isZero();
            }
        }
        assertThat(update.forward(0)[1]).isNotZero();
    }

    /** Hebbian in words, with other readings than it has. */
    private record Misdeclared(Set<SynapticReading> declared, boolean neighbours) {
        SynapticTheory theory() {
            return new SynapticTheory(NETWORK, PRODUCT, 64) {
                @Override
                public Set<SynapticReading> reads(int layer) {
                    return declared;
                }

                @Override
                public void present(
                        NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
                    double[][] rate = new double[NETWORK.layers()][];
                    Arrays.setAll(rate, l -> new double[NETWORK.units(l) * block.size()]);
                    Arrays.stream(rate).forEach(r -> Arrays.fill(r, 0.3));
                    moments.accept(new BatchActivity(block.size(), 0).with("rate", block.lanes(0, block.size()), rate));
                }

                @Override
                protected void change(SynapseActivity here, int of, WeightUpdate update) {
                    update.forward(here.layer())[0] += here.post("rate")[0] + (neighbours ? here.pre("rate")[0] : 0);
                }
            };
        }
    }

    @Test
    void whatIsNotDeclaredIsNotHandedOut() {
        SynapticTheory theory = new Misdeclared(Set.of(SynapticReading.post("rate")), true).theory();
        assertThatThrownBy(() -> theory.direction(weights(), SAMPLES, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("presynaptic rate");
    }

    @Test
    void whatExistsAndIsNotReadIsNamed() {
        SynapticTheory theory = new Misdeclared(Set.of(SynapticReading.post("rate")), false).theory();
        List<Locality> layers = new SynapticProbe(theory, weights(), SAMPLES).layers();
        assertThat(layers.get(0).unread()).containsExactly(SynapticReading.pre("rate"), SynapticReading.WEIGHT);
        assertThat(layers.get(1).unread())
                .containsExactly(
                        SynapticReading.pre("rate"), SynapticReading.WEIGHT, SynapticReading.RECIPROCAL_WEIGHT);
    }

    @Test
    void whatIsDeclaredAndNotReadIsNamed() {
        Set<SynapticReading> both = Set.of(SynapticReading.pre("rate"), SynapticReading.post("rate"));
        SynapticTheory theory = new Misdeclared(both, false).theory();
        assertThat(new SynapticProbe(theory, weights(), SAMPLES).layers())
                .allSatisfy(layer -> assertThat(layer.unreached()).containsExactly(SynapticReading.pre("rate")));
    }
}
