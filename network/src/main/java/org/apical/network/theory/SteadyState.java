package org.apical.network.theory;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;

/**
 * Steady states of the controlled network for one sample (physics.md 2).
 *
 * @param control u
 * @param state potentials and rates under u
 * @param residual largest |r_L* - r_L(u) - alpha u|
 */
public record SteadyState(double[] control, SampleState state, double residual) {
    private static final int MAX_ITERATIONS = 100;

    /** u = (J Q + alpha I)^-1 (r_L* - r_L^-), linearised at the feedforward state; then layer by layer with the changed rates. */
    public static SteadyState analytic(
            NetworkDescription network, NetworkWeights weights, double[] input, double[] target, double alpha) {
        SampleState free = SampleState.feedforward(network, weights, input);
        double[] delta = error(target, free, new double[target.length], 0);
        double[] u = LinearisedNetwork.solve(new LinearisedNetwork(network, weights, free).loopGain(alpha), delta);
        return at(network, weights, input, target, alpha, u);
    }

    /**
     * Solves r_L* - r_L(u) = alpha u by Newton's method with the Jacobian J Q + alpha I at the current state; a step that does not reduce the
     * residual is halved.
     *
     * @param tolerance largest residual accepted
     * @throws ArithmeticException if the residual stays above the tolerance
     */
    public static SteadyState newton(
            NetworkDescription network,
            NetworkWeights weights,
            double[] input,
            double[] target,
            double alpha,
            double tolerance) {
        SteadyState found = nearest(network, weights, input, target, alpha, tolerance);
        if (!(found.residual <= tolerance)) {
            throw new ArithmeticException("steady state: residual " + found.residual + " stays above " + tolerance);
        }
        return found;
    }

    /**
     * The same, as far as the residual falls: where it stays above the tolerance there is no steady state, or none that Newton's method reaches from no control.
     *
     * @throws ArithmeticException if J Q + alpha I is singular on the way
     */
    public static SteadyState nearest(
            NetworkDescription network,
            NetworkWeights weights,
            double[] input,
            double[] target,
            double alpha,
            double tolerance) {
        SteadyState now = at(network, weights, input, target, alpha, new double[target.length]);
        for (int k = 0; k < MAX_ITERATIONS && now.residual > tolerance; k++) {
            double[] residual = error(target, now.state, now.control, alpha);
            double[] step = LinearisedNetwork.solve(
                    new LinearisedNetwork(network, weights, now.state).loopGain(alpha), residual);
            SteadyState next = moved(network, weights, input, target, alpha, now.control, step, 1);
            for (double share = 0.5; next.residual >= now.residual && share > 1e-6; share /= 2) {
                next = moved(network, weights, input, target, alpha, now.control, step, share);
            }
            if (next.residual >= now.residual) {
                break;
            }
            now = next;
        }
        return now;
    }

    private static SteadyState moved(
            NetworkDescription network,
            NetworkWeights weights,
            double[] input,
            double[] target,
            double alpha,
            double[] from,
            double[] step,
            double share) {
        double[] u = from.clone();
        for (int o = 0; o < u.length; o++) {
            u[o] += share * step[o];
        }
        return at(network, weights, input, target, alpha, u);
    }

    private static SteadyState at(
            NetworkDescription network,
            NetworkWeights weights,
            double[] input,
            double[] target,
            double alpha,
            double[] u) {
        SampleState state = SampleState.controlled(network, weights, input, u);
        double residual = 0;
        for (double e : error(target, state, u, alpha)) {
            residual = Double.isNaN(e) ? Double.NaN : Math.max(residual, Math.abs(e));
        }
        return new SteadyState(u, state, residual);
    }

    private static double[] error(double[] target, SampleState state, double[] u, double alpha) {
        double[] e = new double[target.length];
        for (int o = 0; o < e.length; o++) {
            e[o] = target[o] - state.output()[o] - alpha * u[o];
        }
        return e;
    }
}
