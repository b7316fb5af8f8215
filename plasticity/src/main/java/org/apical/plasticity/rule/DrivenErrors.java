package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apical.network.synapse.DrivingForce;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * State of a rule dW = e x_pre with the driving force of each synapse at one layer (physics.md 5.8):
 *
 * <pre>
 * dW_ij = e_i D_E(V_b,i) x_j     of weights >= 0, which excite
 * dW_ij = e_i D_I(V_b,i) x_j     of weights < 0, which inhibit
 * db_i  = e_i                    a current, which the potential does not change
 * </pre>
 */
final class DrivenErrors implements LocalRule.Synapses {
    private final SynapseView view;
    private final PostsynapticFactor error;
    private final ErrorTimesTrace exciting;
    private final ErrorTimesTrace inhibiting;
    private final double[] errorSum;
    private final double[] excitingW;
    private final double[] inhibitingW;
    private final double[] unused;

    DrivenErrors(SynapseView view, PostsynapticFactor error, DrivingForce driving, MatrixProduct product) {
        int units = view.post().units();
        this.view = view;
        this.error = error;
        this.exciting = new ErrorTimesTrace(view, new Driven(driving::excitatory), product);
        this.inhibiting = new ErrorTimesTrace(view, new Driven(driving::inhibitory), product);
        this.errorSum = new double[units * view.lanes()];
        this.excitingW = new double[units * view.pre().units()];
        this.inhibitingW = new double[excitingW.length];
        this.unused = new double[units];
    }

    @Override
    public void begin() {
        Arrays.fill(errorSum, 0);
        error.begin();
        exciting.begin();
        inhibiting.begin();
    }

    @Override
    public void step(boolean plastic) {
        double[] e = error.step(plastic);
        for (int k = 0; e != null && k < errorSum.length; k++) {
            errorSum[k] += e[k];
        }
        exciting.step(plastic);
        inhibiting.step(plastic);
    }

    @Override
    public void hold(int[] lanes, int steps) {
        for (int unit = 0; unit < view.post().units(); unit++) {
            for (int lane : lanes) {
                int k = unit * view.lanes() + lane;
                errorSum[k] += steps * error.last()[k];
            }
        }
        exciting.hold(lanes, steps);
        inhibiting.hold(lanes, steps);
    }

    @Override
    public void take(LocalRule.Synapses from, int[] lanes) {
        error.take(((DrivenErrors) from).error, lanes);
    }

    @Override
    public void addTo(double[] dW, double[] db, double factor) {
        Arrays.fill(excitingW, 0);
        Arrays.fill(inhibitingW, 0);
        exciting.addTo(excitingW, unused, factor);
        inhibiting.addTo(inhibitingW, unused, factor);
        double[] weights = view.weights();
        for (int k = 0; k < dW.length; k++) {
            // what inhibits stands behind what excites, and one of the two is zero
            double inhibits = Math.signum(weights[dW.length + k]);
            dW[k] += (1 - inhibits) * excitingW[k] + inhibits * inhibitingW[k];
        }
        for (int unit = 0; unit < db.length; unit++) {
            double sum = 0;
            for (int lane = 0; lane < view.lanes(); lane++) {
                sum += errorSum[unit * view.lanes() + lane];
            }
            db[unit] += factor * sum;
        }
        begin();
    }

    /** e_i D(V_b,i), once e_i is there. */
    private final class Driven implements PostsynapticFactor {
        private final DoubleUnaryOperator force;
        private final double[] product = new double[view.post().units() * view.lanes()];

        Driven(DoubleUnaryOperator force) {
            this.force = force;
        }

        @Override
        public void begin() {}

        @Override
        public double[] step(boolean plastic) {
            if (!plastic) {
                return null;
            }
            double[] e = error.last();
            double[] mv = view.post().basal();
            for (int k = 0; k < product.length; k++) {
                product[k] = e[k] * force.applyAsDouble(mv[k]);
            }
            return product;
        }

        @Override
        public double[] last() {
            return product;
        }

        @Override
        public void take(PostsynapticFactor from, int[] lanes) {}
    }
}
