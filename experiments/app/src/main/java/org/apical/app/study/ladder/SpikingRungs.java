package org.apical.app.study.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.compare.SteadyStates;
import org.apical.app.experiment.Form;
import org.apical.app.study.StudyNetwork;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.AbstractPotentials;
import org.apical.network.formulation.Formulation;
import org.apical.network.theory.LoopResponse;
import org.apical.network.theory.LoopResponse.Noise;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.training.Samples;

/** F3 with escape noise beside F1. */
record SpikingRungs(LadderPlan plan, MatrixProduct product) {
    private static final double SLOPE_STEP = 1e-5;
    private static final int LEAST_WINDOWS = 2;

    /** The network with N neurons a unit under a kind of controller. */
    StudyNetwork network(String controller, double neurons, int repetition) {
        return plan.network(repetition)
                .with("controller.kind", controller)
                .with("spikes.neuronsPerUnit", Math.round(neurons));
    }

    /** Cosine of the first update to F1 after presentations of so long. */
    double[] cosine(String controller, double neurons, double presentedMs, int repetition) {
        StudyNetwork variant = network(controller, neurons, repetition).with("timing.controlledMs", presentedMs - 1);
        return new double[] {LadderNetwork.of(variant, product).cosine(Form.F3)};
    }

    /**
     * Scatter of means over a time, rms in units of the layer's rms of v_F1; the same from the linearised loop under the ideal law; distance of the mean of all from the steady state of F1;
     * distance of the time course of the output from F1's, rms relative to F1's output error; the same from the variance of v_L.
     */
    double[] scatter(String controller, double neurons, double windowMs, int trials, int repetition) {
        LadderNetwork net = LadderNetwork.of(network(controller, neurons, repetition), product);
        Samples samples = net.samples(plan.samples());
        SteadyStates steady = net.steady(samples);
        int settle = Grid.steps("settleMs", plan.settleMs(), 1);
        int window = Grid.steps("windowMs", windowMs, 1);
        int windows = Math.max(LEAST_WINDOWS, (int) Math.round(plan.averagedMs() / windowMs));
        Formulation spiking = net.formulations().of(Form.F3);
        int shown = spiking.timing().steps();
        double[][] course = course(net, samples, steady, shown);
        Windows means = new Windows(net, settle, window, plan.samples(), trials);
        double[] squares = new double[1];
        TransferFunction phi = net.network().transfer(net.network().layers() - 1);
        AbstractPotentials potentials =
                new AbstractPotentials(net.network(), net.formulations().neurons());
        StepObserver along = (on, step, state) -> {
            if (on && step < shown) {
                double[] v = new double[net.network().outputs() * plan.samples() * trials];
                potentials.add(state, net.network().layers() - 1, 1, v);
                for (int k = 0; k < v.length; k++) {
                    double d = phi.value(v[k]) - course[step][k / trials];
                    squares[0] += d * d / v.length / shown;
                }
            }
        };
        Timing timing = spiking.timing();
        Formulation longer = spiking.withTiming(
                timing.withSteps(timing.freeSteps(), timing.warmupSteps(), settle + windows * window));
        longer.simulation(plan.samples() * trials)
                .present(
                        longer.map(net.weights()),
                        net.repeated(samples, trials),
                        LadderNetwork.target(steady, trials),
                        means,
                        along);
        double error = error(steady, course);
        double[] predicted = predicted(net, steady, spiking, window);
        return new double[] {
            means.scatter(steady, windows),
            predicted[0],
            means.shift(steady, windows),
            Math.sqrt(squares[0]) / error,
            predicted[1] / error
        };
    }

    /** The output of F1 in its controlled phase, [step][output x sample]. */
    private static double[][] course(LadderNetwork net, Samples samples, SteadyStates steady, int steps) {
        double[][] course = new double[steps][];
        Formulation rates = net.formulations().of(Form.F1);
        Timing timing = rates.timing();
        Formulation shown = rates.withTiming(timing.withSteps(timing.freeSteps(), timing.warmupSteps(), steps));
        shown.simulation(samples.size())
                .present(
                        shown.map(net.weights()),
                        net.repeated(samples, 1),
                        LadderNetwork.target(steady, 1),
                        (on, step, state) -> course[step] =
                                state.layer(state.layers() - 1).output().clone());
        return course;
    }

    private static double error(SteadyStates steady, double[][] course) {
        double squares = 0;
        for (double[] r : course) {
            for (int k = 0; k < r.length; k++) {
                double e = steady.target()[k] - r[k];
                squares += e * e / r.length / course.length;
            }
        }
        return Math.sqrt(squares);
    }

    /** Scatter of means over a window in units of the rms of v_F1, and that of v_L itself. */
    private static double[] predicted(LadderNetwork net, SteadyStates steady, Formulation spiking, int window) {
        NetworkDescription network = net.network();
        Noise noise = new Noise(
                net.formulations().neurons().rateCodes(network),
                net.formulations().neuronsPerUnit(),
                true);
        Formulation ideal = spiking.withController(spiking.controller().deterministic());
        double[] variance = new double[network.layers()];
        double output = 0;
        for (SampleState state : steady.states()) {
            double[][][] of = new LoopResponse(
                            network, net.weights(), state, ideal.loop().orElseThrow())
                    .variance(noise, window, 1);
            for (int l = 0; l < variance.length; l++) {
                variance[l] += Arrays.stream(of[0][l]).sum() / steady.states().size();
            }
            output += Arrays.stream(of[1][variance.length - 1]).average().orElse(0)
                    / steady.states().size();
        }
        return new double[] {relative(network, steady, variance), Math.sqrt(output)};
    }

    /** rms over units of something whose squares are summed over the units of each layer, in units of the rms of v_F1 of the layer. */
    private static double relative(NetworkDescription network, SteadyStates steady, double[] squares) {
        double sum = 0;
        int units = 0;
        for (int l = 0; l < squares.length; l++) {
            double power = 0;
            for (SampleState state : steady.states()) {
                power += Arrays.stream(state.potential(l))
                                .map(v -> v * v)
                                .average()
                                .orElse(0)
                        / steady.states().size();
            }
            sum += squares[l] / power;
            units += network.units(l);
        }
        return Math.sqrt(sum / units);
    }

    /**
     * E[phi(v)] - phi(E[v]) of the hidden layer without feedback, rms over units and samples: measured, the first-order fluctuation phi' (v - E[v]), whose mean is zero, taken out; and
     * phi'' Var(v)/2 with the variance of the linear filters of the neuron.
     */
    double[] bias(double neurons, int repetition) {
        LadderNetwork net = LadderNetwork.of(network("ideal", neurons, repetition), product);
        NetworkDescription network = net.network();
        Samples samples = net.samples(plan.samples());
        int trials = plan.trials();
        int units = network.units(0);
        TransferFunction phi = network.transfer(0);
        Formulation spiking = net.formulations().of(Form.F3);
        int settle =
                Grid.steps("freeMs", net.formulations().experiment().timing().freeMs(), 1);
        int steps = Grid.steps("averagedMs", plan.averagedMs(), 1);
        Formulation free = spiking.withTiming(spiking.timing().withSteps(settle + steps, settle, 1));
        List<SampleState> states = new ArrayList<>();
        for (double[] input : samples.rates()) {
            states.add(SampleState.feedforward(network, net.weights(), input));
        }
        double[][] measured = new double[samples.size()][units];
        double[] v = new double[units * samples.size() * trials];
        AbstractPotentials potentials =
                new AbstractPotentials(network, net.formulations().neurons());
        free.simulation(samples.size() * trials)
                .free(free.map(net.weights()), net.repeated(samples, trials), (on, step, state) -> {
                    if (on || step < -steps) {
                        return;
                    }
                    Arrays.fill(v, 0);
                    potentials.add(state, 0, 1, v);
                    for (int k = 0; k < v.length; k++) {
                        int sample = k / trials % samples.size();
                        int unit = k / trials / samples.size();
                        double mean = states.get(sample).potential(0)[unit];
                        double d = v[k] - mean;
                        double curved = phi.value(mean + d) - phi.value(mean) - phi.derivative(mean) * d;
                        measured[sample][unit] += curved / steps / trials;
                    }
                });
        Noise noise = new Noise(
                net.formulations().neurons().rateCodes(network),
                net.formulations().neuronsPerUnit(),
                false);
        double[] squares = new double[2];
        for (int s = 0; s < samples.size(); s++) {
            double[] variance = new LoopResponse(
                            network,
                            net.weights(),
                            states.get(s),
                            spiking.loop().orElseThrow())
                    .variance(noise, 1)[0][0];
            for (int i = 0; i < units; i++) {
                double mean = states.get(s).potential(0)[i];
                double second =
                        (phi.derivative(mean + SLOPE_STEP) - phi.derivative(mean - SLOPE_STEP)) / (2 * SLOPE_STEP);
                double predicted = second * variance[i] / 2;
                squares[0] += measured[s][i] * measured[s][i] / (units * samples.size());
                squares[1] += predicted * predicted / (units * samples.size());
            }
        }
        return new double[] {Math.sqrt(squares[0]), Math.sqrt(squares[1])};
    }

    /** Means of v over windows that follow each other. */
    private static final class Windows implements StepObserver {
        private final LadderNetwork net;
        private final AbstractPotentials potentials;
        private final int from;
        private final int length;
        private final int samples;
        private final int trials;
        private final double[][] current;
        private final double[][] sum;
        private final double[][] squares;

        Windows(LadderNetwork net, int from, int length, int samples, int trials) {
            this.net = net;
            this.potentials =
                    new AbstractPotentials(net.network(), net.formulations().neurons());
            this.from = from;
            this.length = length;
            this.samples = samples;
            this.trials = trials;
            int layers = net.network().layers();
            this.current = new double[layers][];
            this.sum = new double[layers][];
            this.squares = new double[layers][];
            for (int l = 0; l < layers; l++) {
                current[l] = new double[net.network().units(l) * samples * trials];
                sum[l] = new double[net.network().units(l) * samples];
                squares[l] = new double[sum[l].length];
            }
        }

        @Override
        public void onStep(boolean controlled, int step, Simulation state) {
            if (!controlled || step < from) {
                return;
            }
            boolean ends = (step - from) % length == length - 1;
            for (int l = 0; l < current.length; l++) {
                potentials.add(state, l, 1.0 / length, current[l]);
                for (int k = 0; ends && k < current[l].length; k++) {
                    sum[l][k / trials] += current[l][k];
                    squares[l][k / trials] += current[l][k] * current[l][k];
                    current[l][k] = 0;
                }
            }
        }

        /** About the mean of each unit and sample. */
        double scatter(SteadyStates steady, int windows) {
            int n = windows * trials;
            double[] variance = new double[sum.length];
            for (int l = 0; l < sum.length; l++) {
                for (int k = 0; k < sum[l].length; k++) {
                    variance[l] += (squares[l][k] - sum[l][k] * sum[l][k] / n) / (n - 1) / samples;
                }
            }
            return relative(net.network(), steady, variance);
        }

        /** Of the mean of each unit and sample from where F1 settles. */
        double shift(SteadyStates steady, int windows) {
            double[] distance = new double[sum.length];
            for (int l = 0; l < sum.length; l++) {
                for (int k = 0; k < sum[l].length; k++) {
                    double d = sum[l][k] / (windows * trials)
                            - steady.states().get(k % samples).potential(l)[k / samples];
                    distance[l] += d * d / samples;
                }
            }
            return relative(net.network(), steady, distance);
        }
    }
}
