package org.apical.app.model;

import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.rule.SpikeTimingHebbian;
import org.apical.plasticity.rule.TemporalHebbian;
import org.apical.plasticity.rule.VoltageRule;
import org.apical.plasticity.rule.VoltageRuleParams;

/** A described rule of the basal synapses. */
public sealed interface RuleModel {

    /** Its name in files. */
    String name();

    /** Whether it reads spikes, which only F3 has. */
    boolean needsSpikes();

    /**
     * The rule itself.
     *
     * @param dtMs time step (ms)
     * @param somaTauMs somatic time constant (ms)
     */
    LocalRule rule(double dtMs, double somaTauMs, MatrixProduct product);

    /**
     * {@link DendriticPrediction}.
     *
     * @param teacher what the prediction is compared with
     * @param throughSoma whether the prediction passes the somatic time constant (physics.md 7)
     */
    record Dendritic(Teacher teacher, boolean throughSoma) implements RuleModel {
        @Override
        public String name() {
            return "dendritic prediction";
        }

        @Override
        public boolean needsSpikes() {
            return false;
        }

        @Override
        public LocalRule rule(double dtMs, double somaTauMs, MatrixProduct product) {
            Prediction prediction =
                    throughSoma ? new Prediction.ThroughSoma(somaTauMs, dtMs) : new Prediction.Instantaneous();
            return new DendriticPrediction(teacher, prediction, product);
        }
    }

    /** {@link VoltageRule}. */
    record Voltage(VoltageRuleParams params) implements RuleModel {
        @Override
        public String name() {
            return "clopath";
        }

        @Override
        public boolean needsSpikes() {
            return true;
        }

        @Override
        public LocalRule rule(double dtMs, double somaTauMs, MatrixProduct product) {
            return new VoltageRule(params, dtMs, product);
        }
    }

    /** {@link TemporalHebbian}. */
    record Temporal() implements RuleModel {
        @Override
        public String name() {
            return "temporal Hebbian";
        }

        @Override
        public boolean needsSpikes() {
            return false;
        }

        @Override
        public LocalRule rule(double dtMs, double somaTauMs, MatrixProduct product) {
            return new TemporalHebbian(dtMs, product);
        }
    }

    /**
     * {@link SpikeTimingHebbian}.
     *
     * @param tauPresynapticMs tau_x (ms)
     * @param tauPostsynapticMs tau_y (ms)
     */
    record SpikeTiming(double tauPresynapticMs, double tauPostsynapticMs) implements RuleModel {
        public SpikeTiming {
            Require.positive("rule.tauPresynapticMs", tauPresynapticMs, "ms");
            Require.positive("rule.tauPostsynapticMs", tauPostsynapticMs, "ms");
        }

        @Override
        public String name() {
            return "spike-timing Hebbian";
        }

        @Override
        public boolean needsSpikes() {
            return true;
        }

        @Override
        public LocalRule rule(double dtMs, double somaTauMs, MatrixProduct product) {
            return new SpikeTimingHebbian(tauPresynapticMs, tauPostsynapticMs, dtMs, product);
        }
    }
}
