package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.Set;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Delayed;
import org.apical.network.synapse.Reading.LowPassed;
import org.apical.network.synapse.Reading.Present;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.parameter.Require;

/**
 * The voltage rule of Clopath et al. 2010 on the potential V of the compartment where the synapse sits (physics.md 7):
 *
 * <pre>
 * dW/dt = -A_LTD X [u_-(t - d) - theta_-]_+  +  A_LTP x [V - theta_+]_+ [u_+(t - d) - theta_-]_+
 * tau_- du_-/dt = -u_- + V      tau_+ du_+/dt = -u_+ + V      tau_x dx/dt = -x + X
 * </pre>
 *
 * X (1/ms) the presynaptic spikes, delta functions; x (1/ms) their trace, which a spike raises by 1/tau_x; V, u (mV).
 *
 * <p>Discretisation: V is constant over a step (spiking neurons: its mean), u_- and u_+ exact for that, at the end of the step; spikes
 * arrive at the end of a step, where LTD is read and from where x acts. First order in dt.
 *
 * <p>Spikes of a unit of several neurons act together, each as one neuron's; the neurons share the potential of their unit. Bias does not change: it has
 * no synapse. The change is the integral over the plastic steps. Bounds: {@link WeightBounds}, by who owns the weights.
 *
 * @param dtMs time step (ms)
 */
public record VoltageRule(VoltageRuleParams params, double dtMs, MatrixProduct product) implements LocalRule {
    public VoltageRule {
        Require.positive("VoltageRule.dtMs", dtMs, "ms");
        Grid.steps("VoltageRuleParams.delayMs", params.delayMs(), dtMs);
    }

    @Override
    public Set<Reading> reads() {
        return Set.of(
                new Present(Quantity.PRESYNAPTIC_SPIKES),
                new LowPassed(Quantity.PRESYNAPTIC_SPIKES, params.tauPresynapticMs()),
                new Present(Quantity.LOCAL_POTENTIAL),
                new Delayed(new LowPassed(Quantity.LOCAL_POTENTIAL, params.tauMinusMs()), params.delayMs()),
                new Delayed(new LowPassed(Quantity.LOCAL_POTENTIAL, params.tauPlusMs()), params.delayMs()));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new State(this, view);
    }

    private static final class State implements Synapses {
        private final VoltageRuleParams params;
        private final double dtMs;
        private final MatrixProduct product;
        private final SynapseView view;
        private final int units;
        private final int inputs;
        private final LowPassHistory minus;
        private final LowPassHistory plus;
        private final double keepTrace;
        private final double[] trace;
        private final double[] depression;
        private final double[] potentiation;
        private final double[] weightSum;

        State(VoltageRule rule, SynapseView view) {
            this.params = rule.params;
            this.dtMs = rule.dtMs;
            this.product = rule.product;
            this.view = view;
            this.units = view.post().units();
            this.inputs = view.pre().units();
            int size = units * view.lanes();
            int delaySteps = Grid.steps("VoltageRuleParams.delayMs", params.delayMs(), dtMs);
            this.minus = new LowPassHistory(Math.exp(-dtMs / params.tauMinusMs()), delaySteps, size);
            this.plus = new LowPassHistory(Math.exp(-dtMs / params.tauPlusMs()), delaySteps, size);
            this.keepTrace = Math.exp(-dtMs / params.tauPresynapticMs());
            this.trace = new double[inputs * view.lanes()];
            this.depression = new double[size];
            this.potentiation = new double[size];
            this.weightSum = new double[units * inputs];
        }

        @Override
        public void begin() {
            Arrays.fill(weightSum, 0);
            Arrays.fill(trace, 0);
            minus.begin();
            plus.begin();
        }

        @Override
        public void step(boolean plastic) {
            double[] v = view.post().basal();
            double[] spikes = view.pre().spikes();
            double[] uMinus = minus.step(v);
            double[] uPlus = plus.step(v);
            boolean spiked = false;
            for (int k = 0; k < trace.length; k++) {
                trace[k] = keepTrace * trace[k] + spikes[k] / params.tauPresynapticMs();
                spiked |= spikes[k] != 0;
            }
            if (!plastic) {
                return;
            }
            if (spiked) {
                for (int k = 0; k < v.length; k++) {
                    depression[k] = -params.depressionPerMv() * Math.max(0, uMinus[k] - params.thetaMinusMv());
                }
                product.multiplyTransposedAdd(units, view.lanes(), inputs, depression, spikes, weightSum);
            }
            if (potentiates(v, uPlus)) {
                product.multiplyTransposedAdd(units, view.lanes(), inputs, potentiation, trace, weightSum);
            }
        }

        /** The postsynaptic factor of LTP over the step; false if it is zero everywhere, which it is between spikes. */
        private boolean potentiates(double[] v, double[] uPlus) {
            boolean any = false;
            double factor = dtMs * params.potentiationPerMv2();
            for (int k = 0; k < v.length; k++) {
                double above = Math.max(0, v[k] - params.thetaPlusMv());
                potentiation[k] = factor * above * Math.max(0, uPlus[k] - params.thetaMinusMv());
                any |= potentiation[k] != 0;
            }
            return any;
        }

        @Override
        public void addTo(double[] dW, double[] db, double factor) {
            for (int k = 0; k < weightSum.length; k++) {
                dW[k] += factor * weightSum[k];
            }
            begin();
        }
    }
}
