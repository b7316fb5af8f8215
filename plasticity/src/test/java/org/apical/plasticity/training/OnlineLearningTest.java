package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apical.network.control.NoControl;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.LayerNeurons;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.Prediction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two layers of single neurons, 40-24-6, that learn while they run; the rule written out is the judge. */
class OnlineLearningTest {
    private static final double DT_MS = 0.25;
    private static final double SOMA_MS = 8;
    private static final int[] SIZES = {40, 24, 6};
    private static final double[] ETA = {2e-3, -5e-3};
    /** Of the largest weight, as the plain sum of four thousand roundings of it allows. */
    private static final double TOLERANCE = 1e-12;

    private static final DendriticPrediction RULE =
            new DendriticPrediction(Teacher.OWN_SPIKES, new Prediction.ThroughSoma(SOMA_MS, DT_MS), PRODUCT);
    private static final OutputTarget ZERO = (free, target, outputs, lanes) -> Arrays.fill(target, 0);

    /** A second of biological time; a baseline rate gives traces that do not rest at zero. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 15})
    void weightsAreThoseOfEveryStep(double baselineHz) {
        SpikingFormulation formulation = formulation(baselineHz, NeuronUnits.standard(1), 4000, 1);
        assertSame(formulation, true);
    }

    /** Nobody knows where populations of several neurons fire: every synapse is looked at in every step. */
    @Test
    void unitsOfSeveralNeuronsLearnToo() {
        assertSame(formulation(15, new EscapeNoiseUnits(4), 800, 1), true);
    }

    /** The free phase teaches nothing where there is a controlled one, and is not counted in the trace's integral. */
    @Test
    void onlyTheControlledPhaseOfAPresentationLearns() {
        assertSame(formulation(0, NeuronUnits.standard(1), 500, 1500), false);
    }

    private static void assertSame(SpikingFormulation formulation, boolean free) {
        SynapticWeights start = weights(formulation);
        OnlineLearning learning = new OnlineLearning(formulation, RULE, ETA, start);
        SynapticWeights plain = start.copy();
        Simulation simulation = formulation.simulation(1);
        PlainRule[] rules = new PlainRule[2];
        int[] spikes = new int[2];
        // twice: a presentation begins where the one before has left the weights
        for (int trial = 0; trial < 2; trial++) {
            for (int l = 0; l < 2; l++) {
                rules[l] = new PlainRule(
                        simulation.synapses(l), ETA[l], plain.forward(l).bySource());
            }
            Presentation presentation = presentation(trial);
            StepObserver every = (controlled, step, state) -> {
                for (PlainRule rule : rules) {
                    rule.step(free || controlled);
                }
            };
            StepObserver counting = (controlled, step, state) -> {
                for (int l = 0; l < 2; l++) {
                    spikes[l] +=
                            (int) Arrays.stream(state.layer(l).transmitted()).sum();
                }
            };
            if (free) {
                simulation.free(plain, presentation, every);
                learning.free(presentation, counting);
            } else {
                simulation.present(plain, presentation, ZERO, every);
                learning.present(presentation, ZERO, counting);
            }
            for (int l = 0; l < 2; l++) {
                plain.forward(l).sourcesChanged();
                double[] expected = plain.forward(l).byUnit();
                double[] actual = learning.weights().forward(l).byUnit();
                double scale = largest(expected);
                assertThat(difference(expected, start.forward(l).byUnit()))
                        .as("there is something to compare")
                        .isGreaterThan(1e-3 * scale);
                assertThat(difference(actual, expected))
                        .as("layer %d, trial %d", l, trial)
                        .isLessThan(TOLERANCE * scale);
            }
        }
        assertThat(spikes[0]).isPositive();
        assertThat(spikes[1]).isPositive();
    }

    @Test
    void theWeightsItWasGivenStay() {
        SpikingFormulation formulation = formulation(0, NeuronUnits.standard(1), 400, 1);
        SynapticWeights start = weights(formulation);
        double[] before = start.forward(0).byUnit().clone();
        OnlineLearning learning = new OnlineLearning(formulation, RULE, ETA, start);
        learning.free(presentation(0));
        assertThat(start.forward(0).byUnit()).isEqualTo(before);
        assertThat(learning.weights().forward(0).byUnit()).isNotEqualTo(before);
    }

    @Test
    void whatCannotLearnOnlineIsRefused() {
        SpikingFormulation formulation = formulation(0, NeuronUnits.standard(1), 400, 1);
        SynapticWeights weights = weights(formulation);
        assertThatThrownBy(() -> new OnlineLearning(formulation, RULE, new double[1], weights))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("eta");
        SpikingFormulation late = formulation(network(0.5, new Connectivity.Dense()), Transmission.PREVIOUS_STEP);
        assertThatThrownBy(() -> new OnlineLearning(late, RULE, ETA, weights))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("input to hidden.delayMs must be at most one step, got 0.5");
        SpikingFormulation sparse =
                formulation(network(DT_MS, new Connectivity.Probability(0.5)), Transmission.PREVIOUS_STEP);
        assertThatThrownBy(() -> new OnlineLearning(sparse, RULE, ETA, weights))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must be dense");
        SpikingFormulation atOnce = formulation(network(DT_MS, new Connectivity.Dense()), Transmission.INSTANTANEOUS);
        assertThatThrownBy(() -> new OnlineLearning(atOnce, RULE, ETA, weights))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("PREVIOUS_STEP");
        DendriteSynapses conductances = new DendriteSynapses.Conductances(0, -80, 5, 0, 100, 1);
        NeuronSet set = formulation.neurons();
        LayerNeurons open = new LayerNeurons(
                set.output().reduction(),
                new LayerSynapses(conductances, new DendriteSynapses.Currents()),
                Optional.empty());
        SpikingFormulation signless = new SpikingFormulation(
                formulation.network(),
                formulation.timing(),
                formulation.controller(),
                new NeuronSet(set.input(), set.hidden(), open, Map.of()),
                formulation.units(),
                formulation.synapseTauMs(),
                DT_MS,
                PRODUCT);
        assertThatThrownBy(() -> new OnlineLearning(signless, RULE, ETA, weights(signless)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("basal synapses of output must be currents")
                .hasMessageContaining("got AMPA, GABA_A");
    }

    @Test
    void divergingWeightsAreReportedWithTheirLayer() {
        SpikingFormulation formulation = formulation(0, NeuronUnits.standard(1), 400, 1);
        OnlineLearning learning = new OnlineLearning(formulation, RULE, new double[] {0, 1e308}, weights(formulation));
        assertThatThrownBy(() -> learning.free(presentation(0)))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("F3: a forward weight of output is");
    }

    @Tag("allocation")
    @Test
    void aStepAllocatesNothing() {
        SpikingFormulation formulation = formulation(15, NeuronUnits.standard(1), 2000, 1);
        OnlineLearning learning = new OnlineLearning(formulation, RULE, new double[2], weights(formulation));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] before = new long[1];
        long[] least = {Long.MAX_VALUE};
        long end = System.nanoTime() + 30_000_000_000L;
        for (int trial = 0; least[0] > 0 && System.nanoTime() < end; trial++) {
            learning.free(presentation(trial), (controlled, step, state) -> {
                if (step % 100 == 0) {
                    long now = threads.getCurrentThreadAllocatedBytes();
                    least[0] = step == -2000 ? least[0] : Math.min(least[0], now - before[0]);
                    before[0] = threads.getCurrentThreadAllocatedBytes();
                }
            });
        }
        assertThat(least[0]).isZero();
    }

    private static double difference(double[] x, double[] y) {
        double[] d = new double[x.length];
        Arrays.setAll(d, k -> x[k] - y[k]);
        return largest(d);
    }

    private static double largest(double[] x) {
        return Arrays.stream(x).map(Math::abs).max().orElse(0);
    }

    private static NetworkDescription network(double delayMs, Connectivity connectivity) {
        return new NetworkDescription(
                "input",
                SIZES[0],
                List.of(
                        new LayerDescription("hidden", SIZES[1], new Sigmoid()),
                        new LayerDescription("output", SIZES[2], new Sigmoid())),
                List.of(),
                List.of(
                        projection("input", "hidden", delayMs, connectivity),
                        projection("hidden", "output", delayMs, connectivity)),
                List.of());
    }

    private static ProjectionDescription projection(String from, String to, double delayMs, Connectivity connectivity) {
        return new ProjectionDescription(
                from, to, Site.BASAL, connectivity, delayMs, new InitialWeights.Normal(0, 0.3));
    }

    private static SpikingFormulation formulation(double baselineHz, SpikingUnits units, int free, int steps) {
        UnitCode code = new UnitCode(13, 3, new RateCode(baselineHz, 80));
        return formulation(
                network(DT_MS, new Connectivity.Dense()),
                new Timing(free, 0, steps, DT_MS / 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE),
                new NeuronSet(PyramidalCell.standard(), new RateCode(baselineHz, 40), code, code),
                units);
    }

    private static SpikingFormulation formulation(NetworkDescription network, Transmission transmission) {
        UnitCode code = new UnitCode(13, 3, new RateCode(0, 80));
        return formulation(
                network,
                new Timing(10, 0, 10, DT_MS / 100, transmission, ControlTiming.PROACTIVE),
                new NeuronSet(PyramidalCell.standard(), new RateCode(0, 40), code, code),
                NeuronUnits.standard(1));
    }

    private static SpikingFormulation formulation(
            NetworkDescription network, Timing timing, NeuronSet neurons, SpikingUnits units) {
        return new SpikingFormulation(network, timing, new NoControl(), neurons, units, 5, DT_MS, PRODUCT);
    }

    private static SynapticWeights weights(SpikingFormulation formulation) {
        return formulation.map(NetworkWeights.draw(formulation.network(), new RandomStreams(5)));
    }

    private static Presentation presentation(long trial) {
        double[] rates = new double[SIZES[0]];
        Arrays.setAll(rates, k -> k % 5 / 4.0);
        return new Presentation(rates, new long[] {trial}, Phase.TRAINING, new RandomStreams(6));
    }

    /** w_ij := w_ij + eta (S_i - phi(v*_i)) x_j, every synapse in every step, in plain loops. */
    private static final class PlainRule {
        private final SynapseView view;
        private final double eta;
        private final double[] bySource;
        private final double[] predicted;
        private boolean started;

        PlainRule(SynapseView view, double eta, double[] bySource) {
            this.view = view;
            this.eta = eta;
            this.bySource = bySource;
            this.predicted = new double[view.post().units()];
        }

        void step(boolean plastic) {
            NeuronConstants neuron = view.post().constants();
            double keep = Math.exp(-DT_MS / SOMA_MS);
            for (int i = 0; i < predicted.length; i++) {
                double v = (view.post().basal()[i] - neuron.basalOrigin()) / neuron.basalScale();
                predicted[i] = started ? keep * predicted[i] + (1 - keep) * v : v;
                double error = view.post().output()[i] - neuron.transfer().value(predicted[i]);
                for (int j = 0; plastic && j < view.pre().units(); j++) {
                    bySource[j * predicted.length + i] +=
                            eta * error * view.pre().trace()[j];
                }
            }
            started = true;
        }
    }
}
