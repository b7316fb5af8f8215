package org.apical.app.model;

import java.util.Optional;
import org.apical.app.data.Digits;
import org.apical.app.model.LearningModel.Course;
import org.apical.app.model.LearningModel.Form;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.plasticity.feedback.ControlFilter;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.VoltageRuleParams;

/** Reads the section {@code learning}, which a file may lack. */
final class LearningReader {
    private static final int CLASSES = 10;

    private final Optional<Located> section;

    LearningReader(Located root) {
        section = root.find("learning");
    }

    /** @param network what is to learn */
    Optional<LearningModel> read(NetworkDescription network) {
        return section.map(learning -> read(learning, network));
    }

    private static LearningModel read(Located learning, NetworkDescription network) {
        learning.keys(
                "formulation",
                "rule",
                "feedback",
                "task",
                "target",
                "optimiser",
                "samples",
                "tested",
                "epochs",
                "batch");
        Form form = learning.find("formulation")
                .map(f -> f.choice(Located.<Form>choices("F1", Form.F1, "F2", Form.F2, "F3", Form.F3)))
                .orElse(Form.F2);
        fits(learning.get("task"), network);
        RuleModel rule = rule(learning.get("rule"), form);
        return learning.build(() -> new LearningModel(
                form,
                rule,
                feedback(learning.get("feedback")),
                target(learning.get("target")),
                optimiser(learning.get("optimiser")),
                course(learning)));
    }

    private static void fits(Located task, NetworkDescription network) {
        task.choice(Located.<String>choices("digits", "digits"));
        if (network.inputs() != Digits.PIXELS || network.outputs() != CLASSES) {
            throw task.expected("a task for " + network.inputs() + " input and " + network.outputs()
                    + " output units (digits has " + Digits.PIXELS + " pixels and " + CLASSES + " classes)");
        }
    }

    private static Course course(Located learning) {
        return learning.build(() -> new Course(
                learning.get("samples").integer(1, Integer.MAX_VALUE),
                learning.find("tested")
                        .map(t -> t.integer(1, Integer.MAX_VALUE))
                        .orElse(Digits.HELD_OUT),
                learning.get("epochs").integer(0, Integer.MAX_VALUE),
                learning.get("batch").integer(1, Integer.MAX_VALUE)));
    }

    private enum Kind {
        DENDRITIC,
        CLOPATH,
        TEMPORAL,
        SPIKE_TIMING
    }

    /** A name, or a map with {@code kind} and parameters. */
    private static RuleModel rule(Located rule, Form form) {
        Located name = rule.isMap() ? rule.get("kind") : rule;
        Kind kind = name.choice(Located.<Kind>choices(
                "dendritic prediction",
                Kind.DENDRITIC,
                "clopath",
                Kind.CLOPATH,
                "temporal Hebbian",
                Kind.TEMPORAL,
                "spike-timing Hebbian",
                Kind.SPIKE_TIMING));
        if (form != Form.F3 && (kind == Kind.CLOPATH || kind == Kind.SPIKE_TIMING)) {
            throw name.expected("a rule that reads no spikes, which only formulation F3 has");
        }
        switch (kind) {
            case DENDRITIC:
                return dendritic(rule, form);
            case CLOPATH:
                return clopath(rule);
            case TEMPORAL:
                parameters(rule);
                return new RuleModel.Temporal();
            default:
                parameters(rule, "tauPresynapticMs", "tauPostsynapticMs");
                return rule.build(() -> new RuleModel.SpikeTiming(
                        number(rule, "tauPresynapticMs", 20), number(rule, "tauPostsynapticMs", 20)));
        }
    }

    private static RuleModel dendritic(Located rule, Form form) {
        parameters(rule, "teacher", "prediction");
        Teacher teacher = find(rule, "teacher")
                .map(t -> t.choice(
                        Located.<Teacher>choices("voltage", Teacher.SOMATIC_VOLTAGE, "spikes", Teacher.OWN_SPIKES)))
                .orElse(Teacher.SOMATIC_VOLTAGE);
        boolean throughSoma = find(rule, "prediction")
                .map(p -> p.choice(Located.<Boolean>choices("instantaneous", false, "through soma", true)))
                .orElse(form == Form.F3);
        return new RuleModel.Dendritic(teacher, throughSoma);
    }

    private static RuleModel clopath(Located rule) {
        parameters(
                rule,
                "depressionPerMv",
                "potentiationPerMv2",
                "thetaMinusMv",
                "thetaPlusMv",
                "tauMinusMs",
                "tauPlusMs",
                "tauPresynapticMs",
                "delayMs");
        VoltageRuleParams published = VoltageRuleParams.visualCortex();
        return rule.build(() -> new RuleModel.Voltage(new VoltageRuleParams(
                number(rule, "depressionPerMv", published.depressionPerMv()),
                number(rule, "potentiationPerMv2", published.potentiationPerMv2()),
                number(rule, "thetaMinusMv", published.thetaMinusMv()),
                number(rule, "thetaPlusMv", published.thetaPlusMv()),
                number(rule, "tauMinusMs", published.tauMinusMs()),
                number(rule, "tauPlusMs", published.tauPlusMs()),
                number(rule, "tauPresynapticMs", published.tauPresynapticMs()),
                number(rule, "delayMs", published.delayMs()))));
    }

    private static void parameters(Located rule, String... names) {
        if (rule.isMap()) {
            String[] keys = new String[names.length + 1];
            keys[0] = "kind";
            System.arraycopy(names, 0, keys, 1, names.length);
            rule.keys(keys);
        }
    }

    private static Optional<Located> find(Located rule, String name) {
        return rule.isMap() ? rule.find(name) : Optional.empty();
    }

    private static double number(Located rule, String name, double otherwise) {
        return find(rule, name).map(Located::number).orElse(otherwise);
    }

    private static FeedbackModel feedback(Located feedback) {
        feedback.keys("fixed", "learned");
        if (feedback.find("fixed").isPresent() == feedback.find("learned").isPresent()) {
            throw feedback.expected("either fixed or learned");
        }
        if (feedback.find("fixed").isPresent()) {
            return feedback.get("fixed")
                    .choice(Located.<FeedbackModel>choices(
                            "product", new FeedbackModel.Product(), "random", new FeedbackModel.Random()));
        }
        return learned(feedback.get("learned"));
    }

    private static FeedbackModel learned(Located l) {
        l.keys(
                "phases",
                "sigma",
                "tauAMs",
                "highPassMs",
                "decay",
                "alpha",
                "proportionalGain",
                "presentationMs",
                "preTrainingEpochs",
                "preTrainingRate",
                "epochsBetween",
                "rateBetween");
        l.find("phases").ifPresent(p -> p.choice(Located.<String>choices("two", "two")));
        double rate = l.get("preTrainingRate").number();
        ControlFilter filter = l.find("highPassMs")
                .map(ms -> ms.<ControlFilter>build(() -> new ControlFilter.HighPass(ms.number())))
                .orElse(new ControlFilter.AsItIs());
        return l.build(() -> new FeedbackModel.Learned(
                new FeedbackModel.Noise(
                        l.get("sigma").number(), l.get("tauAMs").number(), filter, l.number("decay", 0)),
                new ControllerParams(l.get("alpha").number(), l.number("proportionalGain", 0), Leak.ON_CONTROL),
                l.get("presentationMs").number(),
                new FeedbackModel.Schedule(
                        l.get("preTrainingEpochs").integer(0, Integer.MAX_VALUE),
                        rate,
                        l.find("epochsBetween")
                                .map(n -> n.integer(0, Integer.MAX_VALUE))
                                .orElse(0),
                        l.number("rateBetween", rate))));
    }

    private static TargetModel target(Located target) {
        target.keys("nudge", "label");
        if (target.find("nudge").isPresent() == target.find("label").isPresent()) {
            throw target.expected("either nudge or label");
        }
        if (target.find("nudge").isPresent()) {
            Located nudge = target.get("nudge").keys("lambda", "gain");
            return nudge.build(() -> new TargetModel.Nudge(nudge.get("lambda").number(), nudge.number("gain", 1)));
        }
        Located label = target.get("label").keys("on", "off");
        return label.build(() ->
                new TargetModel.Label(label.get("on").number(), label.get("off").number()));
    }

    private static OptimiserModel optimiser(Located optimiser) {
        optimiser.keys("kind", "rate", "falling", "momentum");
        boolean adam = optimiser.get("kind").choice(Located.<Boolean>choices("adam", true, "sgd", false));
        boolean falling = optimiser
                .find("falling")
                .map(f -> f.choice(Located.<Boolean>choices("true", true, "false", false)))
                .orElse(true);
        double rate = optimiser.get("rate").number();
        if (adam) {
            optimiser.keys("kind", "rate", "falling");
            return optimiser.build(() -> new OptimiserModel.AdamModel(rate, falling));
        }
        return optimiser.build(() -> new OptimiserModel.SgdModel(rate, falling, optimiser.number("momentum", 0)));
    }
}
