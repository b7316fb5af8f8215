package org.apical.app.audit;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apical.app.experiment.AuditPlan;
import org.apical.app.experiment.AuditPlan.Sweeps;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Pathway;
import org.apical.neuron.parameter.Grid;

/** What a network is, or where it works, that is changed a step at a time until learning fails. */
enum Circumstance {
    /** {@link VariantRun#NOISE_TAU_MS}. */
    NOISE("noise", "noise in apical dendrites", "standard deviation of v^fb (units of v)", "units of v", 0, Sweeps::noise) {
        @Override
        Variant change(Variant variant, Experiment experiment, double x) {
            return variant.withNoise(x);
        }
    },
    /** Axons of the controller. */
    DELAY("delay", "delay of feedback", "delay beside that of the file (ms)", "ms", 0, Sweeps::delaysMs) {
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
    FEEDBACK("feedback", "sparse feedback", "entries of Q that exist (share)", "of the entries of Q", 1, Sweeps::feedback) {
        @Override
        Variant change(Variant variant, Experiment experiment, double x) {
            return variant.withFeedback(x);
        }
    },
    /** Synapses of the chain. */
    FORWARD("forward", "sparse forward connectivity", "probability of a forward synapse", "of the forward synapses", 1, Sweeps::forward) {
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
    CONDUCTANCE("conductance", "scatter of conductances", "coefficient of variation", "coefficient of variation", 0, Sweeps::conductance),
    /** Capacitances. */
    CAPACITANCE("capacitance", "scatter of capacitances", "coefficient of variation", "coefficient of variation", 0, Sweeps::capacitance),
    /** Thresholds. */
    THRESHOLD("threshold", "scatter of thresholds", "standard deviation (units of v)", "units of v", 0, Sweeps::threshold),
    /** Synaptic time constants. */
    SYNAPSES("synapses", "scatter of synaptic time constants", "coefficient of variation", "coefficient of variation", 0, Sweeps::synapses),
    /** The apical coupling is taken for stronger than it is. */
    OVER("over", "a map that overestimates the apical coupling", "factor of the conductance assumed", "times the conductance", 1, Sweeps::over),
    /** The apical coupling is taken for weaker than it is. */
    UNDER("under", "a map that underestimates the apical coupling", "factor of the conductance assumed", "times the conductance", 1, Sweeps::under);

    private final String key;
    private final String title;
    private final String axis;
    private final String unit;
    private final double unchanged;
    private final Function<Sweeps, List<Double>> values;

    Circumstance(String key, String title, String axis, String unit, double unchanged, Function<Sweeps, List<Double>> values) {
        this.key = key;
        this.title = title;
        this.axis = axis;
        this.unit = unit;
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

    /** After a number. */
    String unit() {
        return unit;
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
                .distinct()
                .toList();
    }

    /** A value that can be tried, near to one that was asked for. */
    double value(double x, Experiment experiment) {
        return x;
    }

    /** Whether a network can be asked. */
    boolean asked(Experiment experiment) {
        return !ofNeurons() || experiment.audit().formulation() != Form.F1;
    }

    /** The network with it changed. */
    Variant change(Variant variant, Experiment experiment, double x) {
        return switch (this) {
            case CONDUCTANCE -> variant.with("neurons.scatter.conductance", x);
            case CAPACITANCE -> variant.with("neurons.scatter.capacitance", x);
            case THRESHOLD -> variant.with("neurons.scatter.threshold", x);
            case SYNAPSES -> variant.with("neurons.scatter.synapticTimeConstant", x);
            case OVER, UNDER -> variant.with("neurons.map.apicalCoupling", x);
            default -> throw new IllegalStateException(key);
        };
    }

    /** A value in words, with what else it is. */
    String words(double x, Experiment experiment) {
        String number = AuditWords.number(x) + " " + unit;
        if (this != DELAY) {
            return number;
        }
        return number
                + String.format(
                        Locale.ROOT, " (%.2g tau_u)", x / experiment.timing().tauUMs());
    }
}
