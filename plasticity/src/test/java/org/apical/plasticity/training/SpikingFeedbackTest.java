package org.apical.plasticity.training;

import static org.apical.plasticity.training.TestLearners.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.EnsembleControl;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.LifFiCurve;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.FiCurveTransfer;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.update.FeedbackUpdate;
import org.junit.jupiter.api.Test;

/**
 * Feedback weights of spiking networks. F2 and F3 get the same noise, number for number, so that their directions differ by the noise of spikes, by synaptic lags and by
 * nothing else. Potentials fluctuate by sigma/sqrt(2 tau_a) = 0.2; tau_u = tau_a = 100 ms.
 */
class SpikingFeedbackTest {
    private static final FeedbackNoise NOISE = new FeedbackNoise(0.28, 1, 0);
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final ControllerParams LAW = new ControllerParams(5, 0, Leak.ON_CONTROL);
    private static final double DT_MS = 1;
    /** What a lag of 5 ms leaves of the correlation of noise of 100 ms. */
    private static final double SYNAPSE = 1 / 1.05;

    private static final UnitCode CODE = new UnitCode(12, 5, new RateCode(300, 100));
    private static final Samples BATCH = new Samples(new double[160][4], new int[160]);

    private static NetworkDescription network(TransferFunction transfer) {
        return new NetworkDescription(List.of(4, 8, 3), transfer, transfer);
    }

    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(8));
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(weights.feedback(l), 0);
        }
        return weights;
    }

    private static Timing timing(int free) {
        return new Timing(free, free / 2, 600, DT_MS / 100, Transmission.INSTANTANEOUS, ControlTiming.REACTIVE);
    }

    private static NeuronSet neurons(PyramidalCell cell, UnitCode code) {
        return new NeuronSet(cell, new RateCode(100, 100), code, code);
    }

    private static Formulation graded(NetworkDescription network, PyramidalCell cell, UnitCode code) {
        return new GradedFormulation(
                network, timing(0), LAW, neurons(cell, code), new ExactIntegration(cell, DT_MS), PRODUCT);
    }

    private static Formulation spiking(
            NetworkDescription network, NeuronSet neurons, ControllerDescription controller, SpikingUnits units) {
        return new SpikingFormulation(network, timing(200), controller, neurons, units, 5, DT_MS, PRODUCT);
    }

    /** 100 neurons a dimension whose synapses are as quick as those of the network. */
    private static ControllerDescription spikingControl() {
        return new EnsembleControl(
                LAW,
                PopulationKind.SPIKING,
                EnsembleParams.of(100, 0.5),
                EnsembleParams.of(100, 1.5),
                new ControlSynapses(20, 5, 5),
                DT_MS,
                7);
    }

    private static FeedbackUpdate direction(Formulation quiet, int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            FeedbackLearner learner = new FeedbackLearner(quiet, NOISE, PRODUCT, 16, blocks, new RandomStreams(72));
            return learner.direction(weights(quiet.network()), BATCH, 0);
        }
    }

    @Test
    void escapeNoiseLearnsAsCompartmentsDo() {
        NetworkDescription network = network(new Linear());
        Formulation spiking = spiking(network, neurons(CELL, CODE), LAW, new EscapeNoiseUnits(60));
        expect(spiking, graded(network, CELL, CODE), SYNAPSE, 1);
    }

    @Test
    void theCouplingOfDendritesToSomataIsOfLittleConsequence() {
        NetworkDescription network = network(new Linear());
        PyramidalCell reciprocal = CELL.withCoupling(Coupling.RECIPROCAL);
        Formulation spiking = spiking(network, neurons(reciprocal, CODE), LAW, new EscapeNoiseUnits(60));
        expect(spiking, graded(network, reciprocal, CODE), SYNAPSE, 1);
    }

    /** Spikes meet a synapse of 5 ms at the error neurons and one at the dendrites. */
    @Test
    void spikesOfTheControllerStayAndNoiseComesBesideThem() {
        NetworkDescription network = network(new Linear());
        Formulation spiking = spiking(network, neurons(CELL, CODE), spikingControl(), new EscapeNoiseUnits(60));
        double twoSynapses = SYNAPSE * SYNAPSE;
        expect(spiking, graded(network, CELL, CODE), twoSynapses * SYNAPSE, twoSynapses);
    }

    /** The spikes of integrate-and-fire neurons answer a current at once, where a graded rate waits for the membrane. */
    @Test
    void integrateAndFireNeuronsLearnAsTheirCurveDoes() {
        LeakyIntegrateAndFire lif = LeakyIntegrateAndFire.standard();
        FiCurve curve = LifFiCurve.sample(lif, 3, CELL.somaticTimeConstantMs(), DT_MS);
        double origin = lif.thresholdMv();
        double hz = curve.rateHz(origin);
        double gain = curve.slopeHzPerMv(origin) * 5;
        UnitCode code = new UnitCode(origin - CELL.restMv(), 5, new RateCode(hz, gain));
        TransferFunction transfer = new FiCurveTransfer("LIF", curve, origin, 5, hz, gain);
        NetworkDescription network = network(transfer);
        Formulation spiking = spiking(network, neurons(CELL, code), LAW, new NeuronUnits(60, lif, 3));
        double membrane = 1 / (1 + CELL.somaticTimeConstantMs() / 100);
        expect(spiking, graded(network, CELL, code), SYNAPSE / (membrane * membrane), 1 / membrane);
    }

    /** Elements scatter by the noise of spikes: 24 products, of which 160 presentations leave 17 % of the direction in the hidden layer, 3.5 % of its slope. */
    private static void expect(Formulation spiking, Formulation graded, double hidden, double output) {
        FeedbackUpdate spikes = direction(spiking, 1);
        FeedbackUpdate rates = direction(graded, 1);
        assertThat(cosine(spikes.feedback(0), rates.feedback(0))).isGreaterThan(0.97);
        assertThat(cosine(spikes.feedback(1), rates.feedback(1))).isGreaterThan(0.99);
        assertThat(slope(spikes.feedback(0), rates.feedback(0))).isCloseTo(hidden, within(0.1));
        assertThat(slope(spikes.feedback(1), rates.feedback(1))).isCloseTo(output, within(0.04));
    }

    private static double slope(double[] y, double[] x) {
        return dot(y, x) / dot(x, x);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        NetworkDescription network = network(new Linear());
        Formulation spiking = spiking(network, neurons(CELL, CODE), spikingControl(), new EscapeNoiseUnits(10));
        FeedbackUpdate one = direction(spiking, 1);
        FeedbackUpdate two = direction(spiking, 2);
        for (int l = 0; l < network.layers(); l++) {
            assertThat(two.feedback(l)).isEqualTo(one.feedback(l));
        }
    }

    private static double cosine(double[] x, double[] y) {
        return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
