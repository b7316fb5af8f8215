package org.apical.network.adaptive;

import java.util.Arrays;
import java.util.Locale;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.ControlledChain;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * The controlled phase of F1, dt -> 0, by {@link Radau}'s method with steps of its own in every lane (physics.md 12.1). It begins in the feedforward state with u_int = 0 and takes T.
 *
 * <p>The stages are the nodes of Radau's quadrature, so that a time average is a sum over stages with {@link #weights()}, of order 5 as the states are. A lane whose changes are so small that holding it errs by less than a
 * hundredth of the tolerance counts its last state for the rest of T and is left out, as is one that has come to T. What a lane does depends on that lane alone, to the last bit.
 *
 * <p>Allocates nothing in steps. Not thread-safe.
 */
public final class AdaptiveRates {
    /** Of a step, one after the other in arrays [unit][stage][lane]. */
    public static final int STAGES = Radau.STAGES;

    /** Beyond which half of the digits of v - v^ff are lost (physics.md 13). */
    private static final double LARGEST_POTENTIAL = 0x1p26;

    private static final String REMEDY =
            "network or controller are unstable: lower the learning rate or the gain of the controller (a longer tau_u, a smaller k_p)";

    private final NetworkDescription network;
    private final ControlledChain chain;
    private final AdaptiveParams params;
    private final MatrixProduct product;
    private final int layers;
    private final int outputs;

    private final Stages stages;
    private final PathGains gains;
    private final LaneSteps steps;
    private final StageNewton newton;
    private final StepError measure;
    private final OutputErrors errors;
    private final ComplexLu small;
    private final double[][] potential;
    private final double[][] rest;
    private final double[][] rate;
    private final double[] constant;
    private final double[] target;
    private final double[] integral;
    /** Of the stages of the last accepted step, [output][stage][lane]. */
    private final double[] control;

    private final double[] weights;
    private final double[] node = new double[STAGES];
    private final int[] kept;

    private int lanes;
    private long passes;

    /** @param most lanes side by side */
    public AdaptiveRates(ControlledChain chain, AdaptiveParams params, DivergenceLimits limits, int most) {
        this.chain = chain;
        this.network = chain.network();
        network.requireRoom(STAGES * most);
        this.params = params;
        this.product = chain.product();
        this.layers = network.layers();
        this.outputs = network.outputs();
        this.stages = new Stages(network, most, product);
        this.gains = new PathGains(network, most, product);
        this.steps = new LaneSteps(params, chain.duration(), layers, layers * outputs * outputs, most);
        this.newton = new StageNewton(
                new StageSystem(outputs, layers, most, chain.law(), chain.tauV()), outputs, params.fine(), most);
        this.measure = new StepError(most);
        this.errors = new OutputErrors(limits, most);
        this.small = new ComplexLu(outputs, 1);
        this.potential = new double[layers][];
        this.rest = new double[layers][];
        this.rate = new double[layers][];
        for (int l = 0; l < layers; l++) {
            potential[l] = new double[network.units(l) * most];
            rest[l] = new double[network.units(l) * most];
            rate[l] = new double[network.units(l) * most];
        }
        this.constant = new double[network.units(0) * most];
        this.target = new double[outputs * most];
        this.integral = new double[outputs * most];
        this.control = new double[outputs * STAGES * most];
        this.weights = new double[STAGES * most];
        this.kept = new int[most];
    }

    /**
     * Shows a batch.
     *
     * @param w read until the next call
     * @param input r_0, [input][lane]
     * @param count lanes
     * @throws DivergenceException if a lane leaves what its numbers can mean
     */
    public void run(NetworkWeights w, double[] input, OutputTarget towards, int count, StageObserver observer) {
        lanes = count;
        passes = 0;
        enter(w, input, towards);
        while (lanes > 0) {
            steps.limit(lanes);
            stages.enter(constant, lanes);
            predict();
            passes += newton.solve(stages, steps, potential, integral, target, lanes);
            judge();
            observer.onStep(this);
            move();
            linearise();
            leave();
        }
    }

    /** The feedforward state, its linearisation, and how far control will displace the potentials. */
    private void enter(NetworkWeights w, double[] input, OutputTarget towards) {
        stages.begin(w);
        gains.begin(w);
        for (int l = 0; l < layers; l++) {
            int units = network.units(l);
            for (int unit = 0; unit < units; unit++) {
                Arrays.fill(potential[l], unit * lanes, (unit + 1) * lanes, w.bias(l)[unit]);
            }
            double[] presynaptic = l == 0 ? input : rate[l - 1];
            product.multiplyAdd(units, network.presynapticUnits(l), lanes, w.forward(l), presynaptic, potential[l]);
            System.arraycopy(potential[l], 0, rest[l], 0, units * lanes);
            network.transfer(l).apply(product.kernels(), potential[l], rate[l], units * lanes);
        }
        System.arraycopy(potential[0], 0, constant, 0, network.units(0) * lanes);
        towards.fill(rate[layers - 1], target, outputs, lanes);
        steps.begin(lanes, Math.min(chain.duration(), chain.tauV() / 4));
        Arrays.fill(integral, 0);
        errors.begin();
        for (int k = 0; k < outputs * lanes; k++) {
            errors.free(k % lanes, target[k], rate[layers - 1][k]);
        }
        Arrays.fill(steps.stale, 0, lanes, true);
        linearise();
        foresee();
    }

    /**
     * How far control displaces potentials on the time scale of the phase, s = 1/T, in the linear network: u = ((s + alpha)/(1 + k_p s) + J Q)^-1 (r_L* - r_L^-), the scale of what is an error.
     */
    private void foresee() {
        ControllerParams law = chain.law();
        double s = 1 / chain.duration();
        double leak = (s + law.steadyLeakAlpha()) / (1 + law.proportionalGain() * s);
        double[] u = new double[outputs];
        double[] nothing = new double[outputs];
        for (int lane = 0; lane < lanes; lane++) {
            int square = outputs * outputs;
            Arrays.fill(small.im(), 0);
            Arrays.fill(nothing, 0);
            double squares = 0;
            for (int k = 0; k < square; k++) {
                small.re()[k] = k % (outputs + 1) == 0 ? leak : 0;
                for (int l = 0; l < layers; l++) {
                    small.re()[k] += steps.gains[lane][l * square + k];
                }
            }
            small.factor(0);
            for (int o = 0; o < outputs; o++) {
                u[o] = target[o * lanes + lane] - rate[layers - 1][o * lanes + lane];
            }
            small.solve(0, u, nothing);
            for (int o = 0; o < outputs; o++) {
                squares += u[o] * u[o];
                for (int j = 0; j < STAGES; j++) {
                    stages.control()[(o * STAGES + j) * lanes + lane] = u[o];
                }
            }
            steps.control[lane] = Math.sqrt(squares / outputs);
        }
        stages.enter(constant, lanes);
        stages.pass(potential, newton.atOnce());
        passes += (long) STAGES * lanes;
        for (int l = 0; l < layers; l++) {
            measure.measure(network.units(l), lanes, potential[l], rest[l], stages.potential(l));
            for (int lane = 0; lane < lanes; lane++) {
                steps.displacement[l][lane] = measure.displacement(lane);
            }
        }
    }

    /** U of the stages: the parabola of the step before, extrapolated; at the beginning k_p (r_L* - r_L^-). */
    private void predict() {
        double[] u = stages.control();
        for (int lane = 0; lane < lanes; lane++) {
            for (int j = 0; j < STAGES; j++) {
                if (steps.before[lane] > 0) {
                    Radau.lagrange(1 + Radau.NODES[j] * steps.step[lane] / steps.before[lane], node);
                }
                for (int o = 0; o < outputs; o++) {
                    int at = o * STAGES * lanes + lane;
                    u[at + j * lanes] = steps.before[lane] > 0
                            ? node[0] * control[at] + node[1] * control[at + lanes] + node[2] * control[at + 2 * lanes]
                            : chain.law().proportionalGain()
                                    * (target[o * lanes + lane] - rate[layers - 1][o * lanes + lane]);
                }
            }
        }
    }

    /** Accepts steps or not, and gives stages their weights. */
    private void judge() {
        for (int l = 0; l < layers; l++) {
            measure.measure(network.units(l), lanes, potential[l], rest[l], stages.potential(l));
            double[] scale = steps.displacement[l];
            for (int lane = 0; lane < lanes; lane++) {
                double d = Math.max(Math.max(scale[lane], measure.displacement(lane)), Double.MIN_NORMAL);
                steps.error[lane] = Math.max(steps.error[lane], measure.error(lane) / (params.tolerance() * d));
                double drift = measure.change(lane) / steps.step[lane] * steps.held(lane);
                steps.drift[lane] = Math.max(steps.drift[lane], drift / (params.fine() * d));
                if (newton.converged(lane) && !(measure.largest(lane) <= LARGEST_POTENTIAL)) {
                    throw diverged(
                            lane,
                            "somatic potential of " + network.chain().get(l).name() + " is " + measure.largest(lane)
                                    + ", expected at most 2^26 in magnitude");
                }
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (!steps.decide(lane, newton.converged(lane))) {
                throw diverged(lane, "no step is short enough for a tolerance of " + params.tolerance());
            }
            boolean takes = steps.accepted[lane];
            boolean ends = takes && steps.over[lane];
            for (int j = 0; j < STAGES; j++) {
                double h = takes ? steps.before[lane] * Radau.A[2 * STAGES + j] : 0;
                double held = ends && j == STAGES - 1 ? chain.duration() - steps.time[lane] : 0;
                weights[j * lanes + lane] = params.read() == Read.AVERAGE
                        ? (h + (steps.last[lane] ? 0 : held)) / chain.duration()
                        : ends && j == STAGES - 1 ? 1 : 0;
            }
            if (takes) {
                watch(lane, ends);
            }
        }
    }

    /** The output error over the second half of the phase. */
    private void watch(int lane, boolean ends) {
        double h = steps.before[lane];
        double half = chain.duration() / 2;
        int sample = steps.sample[lane];
        double square = 0;
        for (int j = 0; j < STAGES; j++) {
            square = 0;
            for (int o = 0; o < outputs; o++) {
                double e = target[o * lanes + lane] - stages.rate(layers - 1)[(o * STAGES + j) * lanes + lane];
                square += e * e;
            }
            boolean counts = steps.time[lane] - h + Radau.NODES[j] * h >= half;
            errors.add(sample, square, counts ? h * Radau.A[2 * STAGES + j] : 0);
        }
        if (ends) {
            errors.add(sample, square, Math.max(0, chain.duration() - Math.max(half, steps.time[lane])));
            if (errors.grown(sample)) {
                throw diverged(
                        lane,
                        String.format(
                                Locale.ROOT,
                                "output error of %s has an rms of %.4g under control, and of %.4g without",
                                network.chain().get(layers - 1).name(),
                                errors.rmsUnderControl(sample),
                                errors.rmsWithoutControl(sample)));
            }
        }
    }

    private DivergenceException diverged(int lane, String what) {
        return new DivergenceException(
                "F1", String.format(Locale.ROOT, "%s, %.4g tau_u under control; %s", what, steps.time[lane], REMEDY));
    }

    /** Goes to the ends of the steps that have been taken. */
    private void move() {
        for (int l = 0; l < layers; l++) {
            double[] from = stages.potential(l);
            for (int unit = 0; unit < network.units(l); unit++) {
                int end = (unit * STAGES + STAGES - 1) * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    potential[l][unit * lanes + lane] =
                            steps.accepted[lane] ? from[end + lane] : potential[l][unit * lanes + lane];
                }
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (steps.accepted[lane]) {
                steps.control[lane] = Math.max(steps.control[lane], newton.size(lane));
                for (int l = 0; l < layers; l++) {
                    steps.displacement[l][lane] = Math.max(steps.displacement[l][lane], displaced(l, lane));
                }
                newton.copy(lane, lanes, control, integral);
            }
        }
    }

    private double displaced(int l, int lane) {
        double squares = 0;
        for (int unit = 0; unit < network.units(l); unit++) {
            double d = potential[l][unit * lanes + lane] - rest[l][unit * lanes + lane];
            squares += d * d;
        }
        return Math.sqrt(squares / network.units(l));
    }

    /** Finds M_i anew in lanes whose Newton's method did not converge with those they had. */
    private void linearise() {
        boolean any = false;
        for (int lane = 0; lane < lanes; lane++) {
            any |= steps.stale[lane];
        }
        if (!any) {
            return;
        }
        for (int l = 0; l < layers; l++) {
            network.transfer(l).apply(product.kernels(), potential[l], rate[l], network.units(l) * lanes);
        }
        gains.at(potential, rate, lanes);
        passes += (long) outputs * lanes;
        for (int lane = 0; lane < lanes; lane++) {
            if (steps.stale[lane]) {
                gains.of(lane, lanes, steps.gains[lane], 0);
                steps.stale[lane] = false;
                steps.fresh[lane] = true;
            }
        }
    }

    /** Lanes that are through leave. */
    private void leave() {
        int count = 0;
        for (int lane = 0; lane < lanes; lane++) {
            if (!steps.over[lane]) {
                kept[count++] = lane;
            }
        }
        if (count < lanes) {
            for (int l = 0; l < layers; l++) {
                keep(potential[l], network.units(l), count);
                keep(rest[l], network.units(l), count);
            }
            keep(constant, network.units(0), count);
            keep(target, outputs, count);
            keep(integral, outputs, count);
            keep(control, outputs * STAGES, count);
            keep(rate[layers - 1], outputs, count);
            steps.keep(kept, count);
            lanes = count;
        }
    }

    private void keep(double[] x, int rows, int count) {
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < count; k++) {
                x[row * count + k] = x[row * lanes + kept[k]];
            }
        }
    }

    /** Lanes that have just tried a step. */
    public int lanes() {
        return lanes;
    }

    /** Number of a lane in the presentation. */
    public int sample(int lane) {
        return steps.sample[lane];
    }

    /** What the stages of the step count, [stage][lane]: shares of T, or 1 for a state that is the last; 0 in lanes that have not taken it; live. */
    public double[] weights() {
        return weights;
    }

    /** W r + b of a layer, [unit][stage][lane]; live. */
    public double[] drive(int l) {
        return stages.drive(l);
    }

    /** v of a layer, [unit][stage][lane]; live. */
    public double[] potential(int l) {
        return stages.potential(l);
    }

    /** r of a layer, [unit][stage][lane]; live. */
    public double[] rate(int l) {
        return stages.rate(l);
    }

    /** The chain. */
    public ControlledChain chain() {
        return chain;
    }

    /** Products of the hidden matrices with the rates of one lane, or with one row of its Jacobian, that the last presentation took; a step of Euler's is one, and one more for its update. */
    public long passes() {
        return passes;
    }
}
