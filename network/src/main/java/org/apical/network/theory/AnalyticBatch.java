package org.apical.network.theory;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Steady states of the controlled network for a block of lanes at once (physics.md 2), as {@link SteadyState} computes them one by one: the analytic one,
 * linearised at the feedforward state, and Newton's. Arrays are [unit][lane], abstract units.
 *
 * <p>The loop gain J Q = dr_L/du comes from the sensitivities S_i = dv_i/du, (n_i x n_L) for each lane, forward through the network:
 *
 * <pre>
 * S_1 = Q_1        S_i = W_i diag(phi'_{i-1}) S_{i-1} + Q_i        J Q = diag(phi'_L) S_L
 * </pre>
 *
 * one product a layer over n_L x lanes columns. S_1 is the same in every lane.
 *
 * <p>Cost a lane, in flop: sum_i 2 n_i n_{i-1} for a state, and 2 n_L sum_{i>1} n_i n_{i-1} for the gain. Taking J backwards instead costs the same two
 * products per hidden layer (J_{L-1} is free as S_1 is here) and 2 n_L sum_i n_i more to form J Q. 784-256-256-256-10 with 128 lanes: 51 (first layer, once) + 34 +
 * 342 (gain) + 34 (controlled state) Mflop.
 *
 * <p>Allocates nothing after construction. Not thread-safe.
 */
public final class AnalyticBatch {
    private final NetworkDescription network;
    private final int lanes;
    private final double alpha;
    private final MatrixProduct product;
    private final BatchState state;
    private final LoopGain gain;
    private final NewtonSteps newton;
    private final double[] control;
    private final double[] freeOutput;
    private final double[] residual;
    private final boolean[] every;

    /** @param alpha leak on u; {@link org.apical.network.control.ControllerParams#steadyLeakAlpha()} of a controller */
    public AnalyticBatch(NetworkDescription network, int lanes, double alpha, MatrixProduct product) {
        this.network = network;
        this.lanes = lanes;
        this.alpha = alpha;
        this.product = product;
        this.state = new BatchState(network, lanes, product);
        this.gain = new LoopGain(network, lanes, product);
        this.control = new double[network.outputs() * lanes];
        this.freeOutput = new double[network.outputs() * lanes];
        this.residual = new double[lanes];
        this.every = new boolean[lanes];
        java.util.Arrays.fill(every, true);
        this.newton = new NewtonSteps(network.outputs(), lanes);
    }

    /**
     * Enters the feedforward state under an input, from which the other methods go on.
     *
     * @param weights read until the next call
     * @param input r_0, [input][lane]; read until the next call
     */
    public void enter(NetworkWeights weights, double[] input) {
        java.util.Arrays.fill(control, 0);
        state.feedforward(weights, input);
        System.arraycopy(state.output(), 0, freeOutput, 0, freeOutput.length);
    }

    /**
     * u = (J Q + alpha I)^-1 (r_L* - r_L^-), linearised at the feedforward state; then layer by layer with the changed rates.
     *
     * @param target r_L*, [output][lane]; not modified
     * @throws ArithmeticException if the system of a lane is singular
     */
    public void analytic(double[] target) {
        gain.linearise(state);
        for (int k = 0; k < control.length; k++) {
            control[k] = target[k] - freeOutput[k];
        }
        gain.solve(alpha, control, every);
        state.advance(control);
        measure(target);
    }

    /**
     * Solves r_L* - r_L(u) = alpha u in every lane by Newton's method from u = 0; a step that does not reduce the residual of its lane is halved. Lanes that have
     * converged keep their u.
     *
     * @param target r_L*, [output][lane]; not modified
     * @param tolerance largest residual accepted
     * @throws ArithmeticException if the residual of a lane stays above the tolerance
     */
    public void newton(double[] target, double tolerance) {
        approach(target, tolerance);
        newton.check(residual, tolerance);
    }

    /**
     * The same where lanes may be left without a solution, as far targets leave some: those stay where no step reduces their {@link #residual()}.
     *
     * @return number of lanes whose residual stays above the tolerance
     */
    public int newtonWherePossible(double[] target, double tolerance) {
        approach(target, tolerance);
        int left = 0;
        for (double r : residual) {
            left += r <= tolerance ? 0 : 1;
        }
        return left;
    }

    private void approach(double[] target, double tolerance) {
        measure(target);
        newton.begin(residual, tolerance);
        while (newton.open()) {
            gain.linearise(state);
            newton.propose(control, target, state.output(), alpha, gain);
            do {
                newton.move(control);
                state.advance(control);
                measure(target);
            } while (newton.retreats(residual));
        }
    }

    /** residual := largest |r_L* - r_L(u) - alpha u| of each lane. */
    private void measure(double[] target) {
        java.util.Arrays.fill(residual, 0);
        double[] output = state.output();
        for (int k = 0; k < target.length; k++) {
            int lane = k % lanes;
            double e = Math.abs(target[k] - output[k] - alpha * control[k]);
            residual[lane] = Double.isNaN(e) ? Double.NaN : Math.max(residual[lane], e);
        }
    }

    /** Lanes side by side. */
    public int lanes() {
        return lanes;
    }

    /** The network. */
    public NetworkDescription network() {
        return network;
    }

    /** The products it uses. */
    public MatrixProduct product() {
        return product;
    }

    /** u, [output][lane]; live. */
    public double[] control() {
        return control;
    }

    /** r_L^-, the output without feedback, [output][lane]; live. */
    public double[] freeOutput() {
        return freeOutput;
    }

    /** Largest |r_L* - r_L(u) - alpha u| of each lane; live. */
    public double[] residual() {
        return residual;
    }

    /** Potentials and rates under u; live. */
    public BatchState state() {
        return state;
    }
}
