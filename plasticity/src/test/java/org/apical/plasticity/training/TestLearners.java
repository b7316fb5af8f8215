package org.apical.plasticity.training;

import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.Prediction;

/** A 12-10-5 tanh network, random samples, and learners under the three formulations; tau_u = 100 ms, tau_v = 20 ms, dt = 0.5 ms. */
final class TestLearners {
    static final NetworkDescription NETWORK = new NetworkDescription(List.of(12, 10, 5), new Tanh(), new Linear());
    static final NetworkWeights WEIGHTS = NetworkWeights.draw(NETWORK, new RandomStreams(61));
    static final MatrixProduct PRODUCT = MatrixProduct.detect();
    static final Prediction INSTANTANEOUS = new Prediction.Instantaneous();
    static final Prediction THROUGH_SOMA = new Prediction.ThroughSoma(20, 0.5);

    private static final double DT_MS = 0.5;
    private static final ControllerParams CONTROLLER = new ControllerParams(0.1, 0, Leak.ON_CONTROL);

    private TestLearners() {}

    static Samples samples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rates = new double[count][NETWORK.inputs()];
        int[] labels = new int[count];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < rates[k].length; i++) {
                rates[k][i] = random.nextDouble(-1, 1);
            }
            labels[k] = random.nextInt(NETWORK.outputs());
        }
        return new Samples(rates, labels);
    }

    /** The same samples, labelled by the largest of their first five inputs: linearly separable. */
    static Samples learnable(int count, long seed) {
        Samples samples = samples(count, seed);
        int[] labels = new int[count];
        for (int k = 0; k < count; k++) {
            double[] x = samples.rates()[k];
            for (int o = 1; o < NETWORK.outputs(); o++) {
                labels[k] = x[o] > x[labels[k]] ? o : labels[k];
            }
        }
        return new Samples(samples.rates(), labels);
    }

    static Timing timing(int free, int steps) {
        return new Timing(free, free / 2, steps, DT_MS / 100, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
    }

    static Formulation rates(int steps) {
        return RateFormulation.of(NETWORK, timing(0, steps), CONTROLLER, 0.2, PRODUCT);
    }

    static Formulation graded(int steps, Coupling coupling) {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(coupling);
        return new GradedFormulation(
                NETWORK, timing(0, steps), CONTROLLER, neurons(cell), new ExactIntegration(cell, DT_MS), PRODUCT);
    }

    /**
     * 400 ms without feedback, then the controlled steps. The output is read in the second half: two layers of 20 ms forget their start as
     * (1 + t / 20 ms) e^(-t / 20 ms), 5e-4 after 200 ms; 4e-2 after 100 ms would shift every target and show in the updates.
     */
    static Formulation spiking(int neurons, int steps) {
        return spiking(new EscapeNoiseUnits(neurons), steps);
    }

    static Formulation spiking(SpikingUnits units, int steps) {
        return new SpikingFormulation(
                NETWORK, timing(800, steps), CONTROLLER, neurons(PyramidalCell.standard()), units, 5, DT_MS, PRODUCT);
    }

    private static NeuronSet neurons(PyramidalCell cell) {
        return new NeuronSet(
                cell,
                new RateCode(100, 100),
                new UnitCode(12, 5, new RateCode(100, 100)),
                new UnitCode(12, 5, new RateCode(300, 100)));
    }

    static Learner learner(
            Formulation formulation, Prediction prediction, double lambda, int lanes, LaneBlocks threads) {
        return new Learner(
                formulation,
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, prediction, PRODUCT),
                samples -> new SoftmaxNudge(lambda, 1, samples.labels()),
                lanes,
                threads,
                new RandomStreams(62));
    }
}
