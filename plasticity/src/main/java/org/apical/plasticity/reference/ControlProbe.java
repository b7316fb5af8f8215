package org.apical.plasticity.reference;

import java.util.Arrays;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.FeedbackPath;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.InversionLoop;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.OptimalControl;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;

/** Measures {@link ControlConditions} on fixed samples with given targets, for direct feedback and for inversion dynamics. */
public final class ControlProbe {
    private static final double TOLERANCE = 1e-8;
    private static final double FLAT = 0.1;
    private static final double SLOW = 1e-3;
    private static final double STEP = 1e-5;

    private final NetworkDescription network;
    private final double[][] inputs;
    private final double[][] targets;

    /**
     * @param inputs r_0, [sample][input]; not modified
     * @param targets r_L*, [sample][output]; not modified
     */
    public ControlProbe(NetworkDescription network, double[][] inputs, double[][] targets) {
        Require.table("ControlProbe.inputs", "sample", inputs);
        Require.table("ControlProbe.targets", "sample", targets);
        Require.that(
                targets.length == inputs.length,
                "ControlProbe.targets",
                "must be as many as inputs, " + inputs.length,
                targets.length);
        this.network = network;
        this.inputs = inputs;
        this.targets = targets;
    }

    /** psi = Q u at Newton's steady states. */
    public ControlConditions direct(NetworkWeights weights, ControllerParams law, double tauV) {
        double alpha = law.steadyLeakAlpha();
        Sum sum = new Sum();
        for (int k = 0; k < inputs.length; k++) {
            SteadyState steady;
            try {
                steady = SteadyState.newton(network, weights, inputs[k], targets[k], alpha, TOLERANCE);
            } catch (ArithmeticException none) {
                sum.unsettled++;
                continue;
            }
            double[][] psi = new double[network.layers()][];
            for (int l = 0; l < psi.length; l++) {
                psi[l] = new double[network.units(l)];
                double[] drive = steady.state().drive(network, weights, l);
                for (int i = 0; i < psi[l].length; i++) {
                    psi[l][i] = steady.state().potential(l)[i] - drive[i];
                }
            }
            LinearisedNetwork linear = new LinearisedNetwork(network, weights, steady.state());
            sum.conditionTwo += linear.conditionTwo();
            sum.add(
                    linear,
                    psi,
                    least(weights, k, alpha),
                    linear.largestRealEigenvalue(alpha, law.proportionalGain(), tauV));
        }
        return sum.mean();
    }

    /**
     * psi of inversion dynamics, where a long presentation ends; settled if u is within a thousandth of what it was at three quarters of it and psi
     * no longer moves: layers may ring by themselves while u rests. Stability is that of the same
     * equilibrium in continuous time under the time constants of learning, which may be less than that of the presentation.
     *
     * @param formulation under which a presentation settles
     * @param learning under which weights learn
     */
    public ControlConditions inversion(NetworkWeights weights, RateFormulation formulation, RateFormulation learning) {
        int lanes = inputs.length;
        double alpha = formulation
                .controller()
                .steadyLeak()
                .orElseThrow(() -> new ParameterException(
                        "ControlProbe.inversion: controller", "must follow a law", formulation.controller()));
        Simulation simulation = formulation.simulation(lanes);
        double[] x = lanes(inputs);
        double[] wanted = lanes(targets);
        int steps = formulation.timing().steps();
        double[] earlier = new double[wanted.length];
        double[][] before = new double[network.layers()][];
        simulation.present(
                formulation.map(weights),
                new Presentation(x, new long[lanes], Presentation.Phase.PROBE, new RandomStreams(0)),
                OutputTarget.fixed(wanted),
                (controlled, step, state) -> {
                    if (step == steps - 2) {
                        for (int l = 0; l < before.length; l++) {
                            before[l] = state.layer(l).apical().clone();
                        }
                    }
                    if (step == 3 * steps / 4) {
                        System.arraycopy(state.control(), 0, earlier, 0, earlier.length);
                    }
                });
        double tauPsi = ((FeedbackPath.Inversion) learning.feedback()).tauPsi();
        InversionLoop loop = new InversionLoop(network, weights, alpha, learning.tauVOverTauU(), tauPsi);
        Sum sum = new Sum();
        for (int k = 0; k < lanes; k++) {
            double[] u = lane(simulation.control(), k);
            boolean settled = near(u, lane(earlier, k), SLOW);
            double[][] psi = new double[network.layers()][];
            for (int l = 0; l < psi.length; l++) {
                psi[l] = lane(simulation.layer(l).apical(), k);
                settled &= near(psi[l], lane(before[l], k), STEP);
            }
            if (!settled) {
                sum.unsettled++;
                continue;
            }
            SampleState state = SampleState.driven(network, weights, inputs[k], psi);
            sum.conditionTwo = Double.NaN;
            sum.add(
                    new LinearisedNetwork(network, weights, state),
                    psi,
                    least(weights, k, alpha),
                    loop.largestRealEigenvalue(state, psi, u));
        }
        return sum.mean();
    }

    /** Whether no element is farther from the other than that share of the largest. */
    private static boolean near(double[] x, double[] y, double share) {
        double size = Arrays.stream(x).map(Math::abs).max().orElse(0);
        boolean near = true;
        for (int k = 0; k < x.length; k++) {
            near &= Math.abs(x[k] - y[k]) <= share * size;
        }
        return near;
    }

    private double least(NetworkWeights weights, int k, double alpha) {
        return norm(OptimalControl.of(network, weights, inputs[k], targets[k], alpha, TOLERANCE)
                .psi());
    }

    private double[] lanes(double[][] samples) {
        int lanes = samples.length;
        double[] x = new double[samples[0].length * lanes];
        for (int k = 0; k < lanes; k++) {
            for (int i = 0; i < samples[k].length; i++) {
                x[i * lanes + k] = samples[k][i];
            }
        }
        return x;
    }

    private double[] lane(double[] x, int lane) {
        double[] y = new double[x.length / inputs.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i * inputs.length + lane];
        }
        return y;
    }

    private static double norm(double[][] psi) {
        double sum = 0;
        for (double[] layer : psi) {
            for (double p : layer) {
                sum += p * p;
            }
        }
        return Math.sqrt(sum);
    }

    private final class Sum {
        private double conditionTwo;
        private double outside;
        private double norm;
        private double least;
        private double flat;
        private double eigenvalue = Double.NEGATIVE_INFINITY;
        private int stable;
        private int count;
        private int unsettled;

        void add(LinearisedNetwork linear, double[][] psi, double leastNorm, double largest) {
            count++;
            outside += linear.outsideRowSpace(psi);
            norm += norm(psi);
            least += leastNorm;
            eigenvalue = Math.max(eigenvalue, largest);
            stable += largest < 0 ? 1 : 0;
            int hidden = 0;
            int few = 0;
            for (int l = 0; l < network.layers() - 1; l++) {
                for (double v : linear.state().potential(l)) {
                    hidden++;
                    few += network.transfer(l).derivative(v) < FLAT ? 1 : 0;
                }
            }
            flat += (double) few / hidden;
        }

        ControlConditions mean() {
            double n = count;
            return new ControlConditions(
                    conditionTwo / n,
                    outside / n,
                    norm / n,
                    least / n,
                    flat / n,
                    eigenvalue,
                    stable / n,
                    (double) unsettled / inputs.length);
        }
    }
}
