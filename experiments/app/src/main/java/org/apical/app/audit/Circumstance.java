package org.apical.app.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apical.app.experiment.AuditPlan;
import org.apical.app.experiment.AuditPlan.Sweeps;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.LearningMethod;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.app.experiment.Pathway;
import org.apical.neuron.parameter.Grid;

/** What a network is, or where it works, that is changed a step at a time until learning fails. */
enum Circumstance {
    /** {@link VariantRun#NOISE_TAU_MS}. */
    NOISE(
            "noise",
            "noise in apical dendrites",
            "standard deviation of v^fb (units of v)",
            "%s units of v",
            0,
            Sweeps::noise) {
        @Override
        Variant change(Variant variant, Experiment experiment, double x) {
            return variant.withNoise(x);
        }
    },
    /** Axons of the controller. */
    DELAY("delay", "delay of feedback", "delay beside that of the file (ms)", "%s ms", 0, Sweeps::delaysMs) {
        @Override
        Variant change(Variant variant, Experiment experiment, double x) {
            return variant.with(
                    "controller.delayMs",
                    experiment
                                    .controller()
                                    .description(experiment.timing().dtMs(), experiment.seed())
                                    .delayMs()
                            + x);
        }

        @Override
        double value(double x, Experiment experiment) {
            return Grid.nearest(x, experiment.timing().dtMs());
        }
    },
    /** Entries of Q. */
    FEEDBACK(
            "feedback",
            "sparse feedback",
            "entries of Q that exist (share)",
            "%s of the entries of Q",
            1,
            Sweeps::feedback) {
        @Override
        Variant change(Variant variant, Experiment experiment, double x) {
            return variant.withFeedback(x);
        }
    },
    /** Synapses of the chain. */
    FORWARD(
            "forward",
            "sparse forward connectivity",
            "probability of a forward synapse",
            "%s of the forward synapses",
            1,
            Sweeps::forward) {
        @Override
        Variant change(Variant variant, Experiment experiment, double x) {
            Variant sparse = variant;
            List<Pathway> paths = experiment.feedforward();
            if (paths.isEmpty()) {
                sparse = sparse.with("feedforward", Chains.feedforward(experiment, x));
            }
            for (int k = 0; k < paths.size(); k++) {
                sparse = sparse.with("feedforward[" + k + "].connectivity", "{probability: " + x + "}");
            }
            return sparse;
        }
    },
    /** Conductances from neuron to neuron. */
    CONDUCTANCE("conductance", "scatter of conductances", "coefficient of variation", "CV %s", 0, Sweeps::conductance),
    /** Capacitances. */
    CAPACITANCE("capacitance", "scatter of capacitances", "coefficient of variation", "CV %s", 0, Sweeps::capacitance),
    /** Thresholds. */
    THRESHOLD("threshold", "scatter of thresholds", "standard deviation (mV)", "%s mV", 0, Sweeps::thresholdMv),
    /** Synaptic time constants. */
    SYNAPSES(
            "synapses", "scatter of synaptic time constants", "coefficient of variation", "CV %s", 0, Sweeps::synapses),
    /** Couplings of soma and dendrites are taken for stronger than they are. */
    OVER(
            "over",
            "a map that overestimates couplings",
            "coupling conductances, assumed over true",
            "%s times the true conductances",
            1,
            Sweeps::over),
    /** They are taken for weaker. */
    UNDER(
            "under",
            "a map that underestimates couplings",
            "coupling conductances, assumed over true",
            "%s times the true conductances",
            1,
            Sweeps::under);

    private final String key;
    private final String title;
    private final String axis;
    private final String words;
    private final double unchanged;
    private final Function<Sweeps, List<Double>> values;

    Circumstance(
            String key,
            String title,
            String axis,
            String words,
            double unchanged,
            Function<Sweeps, List<Double>> values) {
        this.key = key;
        this.title = title;
        this.axis = axis;
        this.words = words;
        this.unchanged = unchanged;
        this.values = values;
    }

    /** As a key, and in measures. */
    String key() {
        return key;
    }

    /** In a sentence. */
    String title() {
        return title;
    }

    /** Label of the x axis. */
    String axis() {
        return axis;
    }

    /** Where the network is as its file describes it. */
    double unchanged() {
        return unchanged;
    }

    /** Whether only neurons with compartments know of it. */
    boolean ofNeurons() {
        return ordinal() >= CONDUCTANCE.ordinal();
    }

    /** From mild to severe. */
    List<Double> values(AuditPlan plan, Experiment experiment) {
        return values.apply(plan.sweeps()).stream()
                .map(x -> value(x, experiment))
                .filter(x -> x != unchanged)
                .distinct()
                .sorted(Comparator.comparingDouble(x -> Math.abs(x - unchanged)))
                .toList();
    }

    /** A value that can be tried, near to one that was asked for. */
    double value(double x, Experiment experiment) {
        return x;
    }

    /** Why a network cannot be asked, whatever the value; nothing if it can. */
    Optional<String> pointless(Form form, Learning learning) {
        LearningMethod method = learning.method();
        if ((this == NOISE || this == DELAY) && !method.control()) {
            return Optional.of("only presentations under control have noise and delays of feedback");
        }
        if ((this == NOISE || this == DELAY) && learning.update().computed()) {
            return Optional.of("its steady states are computed, not stepped in time");
        }
        if (this == FEEDBACK
                && (method.errorPath() != ErrorPath.Q || !learning.feedback().direct())) {
            return Optional.of("its feedback has no weights Q");
        }
        if (ofNeurons() && form == Form.F1) {
            return Optional.of("F1 has no such neurons");
        }
        return this == SYNAPSES && form == Form.F2
                ? Optional.of("in F2 synaptic currents follow rates at once")
                : Optional.empty();
    }

    /** The network with it changed. */
    Variant change(Variant variant, Experiment experiment, double x) {
        return switch (this) {
            case CONDUCTANCE -> variant.with("neurons.scatter.conductance", x);
            case CAPACITANCE -> variant.with("neurons.scatter.capacitance", x);
            case THRESHOLD -> variant.with("neurons.scatter.thresholdMv", x);
            case SYNAPSES -> variant.with("neurons.scatter.synapticTimeConstant", x);
            case OVER, UNDER -> variant.with("neurons.assumed.coupling", x);
            default -> throw new IllegalStateException(key);
        };
    }

    /** A value in words; of a delay also in units of the time constants of the loop. */
    String words(double x, Formulations formulations) {
        String text = String.format(Locale.ROOT, words, AuditWords.number(x));
        if (this != DELAY) {
            return text;
        }
        return text
                + String.format(
                        Locale.ROOT,
                        " (%.2g tau_u, %.2g tau_v)",
                        x / formulations.experiment().timing().tauUMs(),
                        x / formulations.tauVMs());
    }
}
