package org.apical.network.theory;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Sizes;

/**
 * J Q of every lane, by sensitivities forward through the network (equations and cost: {@link AnalyticBatch}), and the solution of
 * (J Q + alpha I) x = b. Sensitivities are [unit][output][lane].
 */
final class LoopGain {
    private final NetworkDescription network;
    private final int lanes;
    private final int outputs;
    private final MatrixProduct product;
    private final double[] slope;
    private double[] sensitivity;
    private double[] next;
    private final SmallSystem system;

    LoopGain(NetworkDescription network, int lanes, MatrixProduct product) {
        this.network = network;
        this.lanes = lanes;
        this.outputs = network.outputs();
        this.product = product;
        int widest = 0;
        for (int l = 0; l < network.layers(); l++) {
            widest = Math.max(widest, network.units(l));
        }
        int size = Sizes.elements("LoopGain: units x outputs x lanes", widest, outputs, lanes);
        Sizes.requireRoom("LoopGain: units x outputs x lanes", 2.0 * size);
        this.slope = new double[widest * lanes];
        this.sensitivity = new double[size];
        this.next = new double[size];
        this.system = new SmallSystem(outputs);
    }

    /** diag(phi') dv/du of the last layer, at a state. */
    void linearise(BatchState state) {
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            double[] q = state.weights().feedback(l);
            for (int i = 0; i < units * outputs; i++) {
                Arrays.fill(next, i * lanes, (i + 1) * lanes, q[i]);
            }
            if (l > 0) {
                product.multiplyAdd(
                        units,
                        network.presynapticUnits(l),
                        outputs * lanes,
                        state.weights().forward(l),
                        sensitivity,
                        next);
            }
            double[] above = sensitivity;
            sensitivity = next;
            next = above;
            network.transfer(l).slopes(state.potential(l), state.rate(l), slope, units * lanes);
            scaleBySlope(units);
        }
    }

    private void scaleBySlope(int units) {
        for (int i = 0; i < units; i++) {
            for (int o = 0; o < outputs; o++) {
                int at = (i * outputs + o) * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    sensitivity[at + lane] *= slope[i * lanes + lane];
                }
            }
        }
    }

    /**
     * x := (J Q + alpha I)^-1 x, [output][lane], in the lanes that are wanted.
     *
     * @throws ArithmeticException if the system of such a lane is singular
     */
    void solve(double alpha, double[] x, boolean[] wanted) {
        int singular = solveWherePossible(alpha, x, wanted);
        if (singular >= 0) {
            throw new ArithmeticException(
                    "steady state: singular system of " + outputs + " equations in lane " + singular);
        }
    }

    /** The same; x := NaN in lanes whose system is singular. The first of them, or -1. */
    int solveWherePossible(double alpha, double[] x, boolean[] wanted) {
        int singular = -1;
        for (int lane = 0; lane < lanes; lane++) {
            if (!wanted[lane]) {
                continue;
            }
            double[] a = system.matrix();
            double[] b = system.rightHandSide();
            for (int o = 0; o < outputs; o++) {
                b[o] = x[o * lanes + lane];
                for (int p = 0; p < outputs; p++) {
                    a[o * outputs + p] = sensitivity[(o * outputs + p) * lanes + lane] + (o == p ? alpha : 0);
                }
            }
            boolean solved = system.solve();
            if (!solved && singular < 0) {
                singular = lane;
            }
            for (int o = 0; o < outputs; o++) {
                x[o * lanes + lane] = solved ? b[o] : Double.NaN;
            }
        }
        return singular;
    }
}
