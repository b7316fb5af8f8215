package org.apical.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.EnsembleControl;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.LayerNeurons;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;

/** Small seeded networks and runs that the suites of this module share. */
public final class TestNetworks {
    public static final MatrixProduct PRODUCT = MatrixProduct.detect();

    private TestNetworks() {}

    public static NetworkDescription tanh(Integer... sizes) {
        return new NetworkDescription(List.of(sizes), new Tanh(), new Linear());
    }

    public static NetworkDescription linear(Integer... sizes) {
        return new NetworkDescription(List.of(sizes), new Linear(), new Linear());
    }

    /** Xavier weights, biases N(0, 0.1^2), feedback the weight product. */
    public static NetworkWeights weights(NetworkDescription network, long seed) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(seed));
        RandomGenerator random = random(seed + 1);
        for (int l = 0; l < network.layers(); l++) {
            double[] b = weights.bias(l);
            for (int i = 0; i < b.length; i++) {
                b[i] = 0.1 * random.nextGaussian();
            }
        }
        return weights;
    }

    public static RandomGenerator random(long seed) {
        return new SplittableRandom(seed);
    }

    /** Uniform in (-1, 1). */
    public static double[] uniform(long seed, int n) {
        RandomGenerator random = random(seed);
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = random.nextDouble(-1, 1);
        }
        return x;
    }

    /** A target of r_L^- plus {@code shift}, [output][lane]. */
    public static OutputTarget shifted(double[] shift) {
        return (free, target, outputs, lanes) -> {
            for (int k = 0; k < outputs * lanes; k++) {
                target[k] = free[k] + shift[k];
            }
        };
    }

    public static Presentation presentation(double[] rates, int lanes, long firstTrial) {
        long[] trials = new long[lanes];
        Arrays.setAll(trials, lane -> firstTrial + lane);
        return new Presentation(rates, trials, Presentation.Phase.PROBE, new RandomStreams(5));
    }

    public static Timing timing(int steps, double dt) {
        return new Timing(0, 0, steps, dt, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
    }

    public static ControllerParams controller(double alpha, double kp) {
        return new ControllerParams(alpha, kp, Leak.ON_CONTROL);
    }

    /** A controller of neurons, radii 2 and 1, standard synapses. */
    public static EnsembleControl ensembleControl(PopulationKind kind, int neurons, double dtMs) {
        return new EnsembleControl(
                controller(0.1, 0),
                kind,
                EnsembleParams.of(neurons, 2),
                EnsembleParams.of(neurons, 1),
                ControlSynapses.standard(),
                dtMs,
                3);
    }

    public static RateFormulation rates(
            NetworkDescription network, Timing timing, ControllerParams controller, double tauV) {
        return RateFormulation.of(network, timing, controller, tauV, PRODUCT);
    }

    /** Baselines far enough from zero that rates in (-1, 1), and linear rates in (-5, 5), need no rectification. */
    public static NeuronSet neurons(PyramidalCell cell) {
        return new NeuronSet(
                cell,
                new RateCode(100, 100),
                new UnitCode(12, 5, new RateCode(500, 100)),
                new UnitCode(12, 5, new RateCode(500, 100)));
    }

    /** The same with conductances on all dendrites, reversals 0 and -80 mV, NMDA for a share of the excitation of apical ones. */
    public static NeuronSet withConductances(NeuronSet neurons, double nmda) {
        LayerSynapses synapses = new LayerSynapses(
                new DendriteSynapses.Conductances(0, -80, 8, 0, 100, 1),
                new DendriteSynapses.Conductances(0, -80, 8, nmda, 50, 1));
        return new NeuronSet(
                neurons.input(), with(neurons.hidden(), synapses), with(neurons.output(), synapses), Map.of());
    }

    private static LayerNeurons with(LayerNeurons layer, LayerSynapses synapses) {
        return new LayerNeurons(layer.reduction(), synapses, layer.units());
    }

    /** The same of units that differ. */
    public static NeuronSet scattered(NetworkDescription network, NeuronSet neurons, Scatter scatter) {
        Map<Integer, LayerNeurons> own = new HashMap<>();
        for (int l = 0; l < network.layers(); l++) {
            LayerNeurons layer = neurons.layer(network, l);
            own.put(
                    l,
                    new LayerNeurons(
                            layer.reduction(),
                            layer.synapses(),
                            layer.units(),
                            scatter.draw(layer.reduction().cell(), network.units(l), l, new RandomStreams(12))));
        }
        return new NeuronSet(neurons.input(), neurons.hidden(), neurons.output(), own);
    }

    /** Runs one presentation. */
    public static Simulation run(
            Formulation formulation,
            NetworkWeights weights,
            double[] rates,
            int lanes,
            OutputTarget target,
            StepObserver... observers) {
        Simulation simulation = formulation.simulation(lanes);
        simulation.present(formulation.map(weights), presentation(rates, lanes, 0), target, observers);
        return simulation;
    }

    /** v of every layer, mapped to abstract units, [layer][unit x lane]. */
    public static double[][] potentials(Simulation simulation) {
        double[][] v = new double[simulation.layers()][];
        for (int l = 0; l < v.length; l++) {
            var post = simulation.layer(l).postsynaptic();
            v[l] = post.soma().clone();
            for (int k = 0; k < v[l].length; k++) {
                v[l][k] = (v[l][k] - post.constants().somaOrigin())
                        / post.constants().somaScale();
            }
        }
        return v;
    }

    /** Keeps the potentials of every controlled step. */
    public static final class Trajectory implements StepObserver {
        public final List<double[][]> v = new ArrayList<>();

        @Override
        public void onStep(boolean controlled, int step, Simulation state) {
            if (controlled) {
                v.add(potentials(state));
            }
        }
    }

    /** One lane of [unit][lane]. */
    public static double[] lane(double[] x, int lanes, int lane) {
        double[] y = new double[x.length / lanes];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i * lanes + lane];
        }
        return y;
    }

    public static double rms(double[] x) {
        double sum = 0;
        for (double a : x) {
            sum += a * a;
        }
        return Math.sqrt(sum / x.length);
    }

    public static double largestDifference(double[] x, double[] y) {
        double largest = 0;
        for (int k = 0; k < x.length; k++) {
            largest = Double.isNaN(x[k] - y[k]) ? Double.NaN : Math.max(largest, Math.abs(x[k] - y[k]));
        }
        return largest;
    }

    /** Least-squares slope of log y against log x. */
    public static double logLogSlope(double[] x, double[] y) {
        double mx = 0;
        double my = 0;
        for (int k = 0; k < x.length; k++) {
            mx += Math.log(x[k]) / x.length;
            my += Math.log(y[k]) / x.length;
        }
        double above = 0;
        double below = 0;
        for (int k = 0; k < x.length; k++) {
            above += (Math.log(x[k]) - mx) * (Math.log(y[k]) - my);
            below += (Math.log(x[k]) - mx) * (Math.log(x[k]) - mx);
        }
        return above / below;
    }
}
