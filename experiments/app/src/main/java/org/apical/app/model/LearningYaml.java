package org.apical.app.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.plasticity.feedback.ControlFilter;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.VoltageRuleParams;

/** Writes a {@link LearningModel} as the section that {@code LearningReader} reads. */
final class LearningYaml {
    private LearningYaml() {}

    static Map<String, Object> of(LearningModel learning) {
        return map(
                "formulation", learning.form().name(),
                "rule", rule(learning.rule()),
                "feedback", feedback(learning.feedback()),
                "task", "digits",
                "target", target(learning.target()),
                "optimiser", optimiser(learning.optimiser()),
                "samples", learning.course().samples(),
                "tested", learning.course().tested(),
                "epochs", learning.course().epochs(),
                "batch", learning.course().batch());
    }

    private static Map<String, Object> rule(RuleModel rule) {
        Map<String, Object> written = map("kind", rule.name());
        if (rule instanceof RuleModel.Dendritic d) {
            written.put("teacher", d.teacher() == Teacher.OWN_SPIKES ? "spikes" : "voltage");
            written.put("prediction", d.throughSoma() ? "through soma" : "instantaneous");
        } else if (rule instanceof RuleModel.Voltage v) {
            VoltageRuleParams p = v.params();
            written.put("depressionPerMv", p.depressionPerMv());
            written.put("potentiationPerMv2", p.potentiationPerMv2());
            written.put("thetaMinusMv", p.thetaMinusMv());
            written.put("thetaPlusMv", p.thetaPlusMv());
            written.put("tauMinusMs", p.tauMinusMs());
            written.put("tauPlusMs", p.tauPlusMs());
            written.put("tauPresynapticMs", p.tauPresynapticMs());
            written.put("delayMs", p.delayMs());
        } else if (rule instanceof RuleModel.SpikeTiming s) {
            written.put("tauPresynapticMs", s.tauPresynapticMs());
            written.put("tauPostsynapticMs", s.tauPostsynapticMs());
        }
        return written;
    }

    private static Map<String, Object> feedback(FeedbackModel feedback) {
        if (feedback instanceof FeedbackModel.Learned l) {
            Map<String, Object> learned = map(
                    "phases",
                    "two",
                    "sigma",
                    l.noise().sigma(),
                    "tauAMs",
                    l.noise().tauAMs());
            if (l.noise().filter() instanceof ControlFilter.HighPass highPass) {
                learned.put("highPassMs", highPass.tauMs());
            }
            learned.putAll(map(
                    "decay", l.noise().decay(),
                    "alpha", l.law().leakAlpha(),
                    "proportionalGain", l.law().proportionalGain(),
                    "presentationMs", l.presentationMs(),
                    "preTrainingEpochs", l.schedule().preTrainingEpochs(),
                    "preTrainingRate", l.schedule().preTrainingRate(),
                    "epochsBetween", l.schedule().epochsBetween(),
                    "rateBetween", l.schedule().rateBetween()));
            return map("learned", learned);
        }
        return map("fixed", feedback instanceof FeedbackModel.Product ? "product" : "random");
    }

    private static Map<String, Object> target(TargetModel target) {
        if (target instanceof TargetModel.Nudge nudge) {
            return map("nudge", map("lambda", nudge.lambda(), "gain", nudge.gain()));
        }
        TargetModel.Label label = (TargetModel.Label) target;
        return map("label", map("on", label.on(), "off", label.off()));
    }

    private static Map<String, Object> optimiser(OptimiserModel optimiser) {
        Map<String, Object> written = map("kind", "adam", "rate", optimiser.rate(), "falling", optimiser.falling());
        if (optimiser instanceof OptimiserModel.SgdModel sgd) {
            written.put("kind", "sgd");
            written.put("momentum", sgd.momentum());
        }
        return written;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k < pairs.length; k += 2) {
            map.put((String) pairs[k], pairs[k + 1]);
        }
        return map;
    }
}
