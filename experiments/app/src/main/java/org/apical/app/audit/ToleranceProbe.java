package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import org.apical.app.audit.Tolerance.Curve;
import org.apical.app.audit.Tolerance.Point;
import org.apical.app.audit.Tolerance.What;
import org.apical.app.experiment.Form;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Grid;
import org.apical.plasticity.reference.Backpropagation;
import org.apical.plasticity.reference.ReferenceProbe;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/** Short trainings, each with one circumstance of the network changed. */
final class ToleranceProbe {
    /** Whether synapses follow a changed cell: they are re-mapped, or not. */
    private static final boolean[] FOLLOWING = {true, false};

    private final AuditedNetwork audited;
    private final Sweep sweep;
    private final Consumer<String> progress;
    private final Variant plain;
    private final Measured reference;
    /** The same network as spikes; none for rules whose form under spikes is another rule. */
    private final Optional<AuditedNetwork> spiking;

    /**
     * What is tried.
     *
     * @param noise standard deviations of v^fb (units of v)
     * @param delaysMs more delay than the file describes (ms)
     * @param kept shares of the entries of Q
     * @param ratios g_as/g_bs relative to that of the file
     */
    record Sweep(double[] noise, double[] delaysMs, double[] kept, double[] ratios) {
        static Sweep full() {
            return new Sweep(
                    new double[] {0.03, 0.1, 0.3, 1},
                    new double[] {1, 2, 5, 10},
                    new double[] {0.1, 0.2, 0.3, 0.5, 0.75},
                    new double[] {0.25, 0.5, 2, 4});
        }

        static Sweep quick() {
            return new Sweep(new double[] {0.3}, new double[] {10}, new double[] {0.3}, new double[] {0.5, 2});
        }

        /** With delays on the grid of a time step. */
        Sweep onGrid(double dtMs) {
            double[] near = Arrays.stream(delaysMs)
                    .map(ms -> Grid.nearest(ms, dtMs))
                    .distinct()
                    .toArray();
            return new Sweep(noise, near, kept, ratios);
        }
    }

    /** @param update the first one; null where the network diverged before */
    private record Measured(double accuracy, WeightUpdate update, double cosineToBackprop, NetworkWeights preTrained) {
        Point point(double x, Measured reference) {
            boolean both = update != null && reference.update != null;
            return new Point(x, accuracy, both ? update.cosine(reference.update) : Double.NaN, cosineToBackprop);
        }
    }

    ToleranceProbe(AuditedNetwork audited, Sweep sweep, Consumer<String> progress) {
        this.audited = audited;
        this.sweep = sweep.onGrid(audited.experiment().timing().dtMs());
        this.progress = progress;
        this.plain = Variant.plain(audited.experiment());
        progress.accept("tolerance: the network as it is");
        this.reference = train(plain);
        this.spiking = audited.form() != Form.F3 && audited.learning().rule().alikeUnderSpikes()
                ? Optional.of(audited.as(Form.F3))
                : Optional.empty();
    }

    List<Tolerance> measure() {
        List<Tolerance> all = new ArrayList<>();
        all.add(signal(What.NOISE, sweep.noise, 1, Variant::withNoise, 0));
        all.add(signal(What.DELAY, sweep.delaysMs, 1, Variant::withDelay, 0));
        all.add(signal(What.SPARSITY, sweep.kept, 100, Variant::withFeedback, 100));
        if (audited.form() != Form.F1) {
            PyramidalCell cell = plain.cell();
            if (Variant.threeCompartments(cell)) {
                double own = cell.couplingNanoS(2) / cell.couplingNanoS(1);
                List<Curve> curves = new ArrayList<>();
                for (boolean follow : FOLLOWING) {
                    Change change = (variant, x) -> variant.withConductanceRatio(own * x, follow);
                    curves.add(trained(What.CONDUCTANCE, mapping(follow), sweep.ratios, own, change, own));
                }
                all.add(new Tolerance(What.CONDUCTANCE, curves));
            }
            all.add(coupling(cell));
        }
        return all;
    }

    /** What happens to the feedback signal: trained as described, and as spikes in the first update, which is cheap. */
    private Tolerance signal(What what, double[] values, double scale, Change change, double unchanged) {
        String form = audited.form().name();
        List<Curve> curves = new ArrayList<>();
        curves.add(trained(what, spiking.isPresent() ? form : "", values, scale, change, unchanged));
        spiking.ifPresent(network -> {
            Measured asItIs = spikes(network, plain);
            // where it diverges as it is there is nothing to compare with
            DoubleFunction<Measured> measure =
                    value -> asItIs.update == null ? asItIs : spikes(network, change.apply(plain, value));
            curves.add(curve(Form.F3.name(), false, values, scale, unchanged, asItIs, measure));
        });
        return new Tolerance(what, curves);
    }

    private static String mapping(boolean follow) {
        return follow ? "re-mapped" : "not re-mapped";
    }

    /** Changes one circumstance. */
    @FunctionalInterface
    interface Change {
        Variant apply(Variant variant, double value);
    }

    private Tolerance coupling(PyramidalCell cell) {
        progress.accept("tolerance: " + What.COUPLING.title());
        boolean reciprocal = cell.coupling() == Coupling.RECIPROCAL;
        Coupling other = reciprocal ? Coupling.DENDRITE_TO_SOMA : Coupling.RECIPROCAL;
        List<Curve> curves = new ArrayList<>();
        for (boolean follow : FOLLOWING) {
            Point here = reference.point(reciprocal ? 1 : 0, reference);
            Point there = train(plain.withCoupling(other, follow)).point(reciprocal ? 0 : 1, reference);
            curves.add(new Curve(
                    mapping(follow), true, here.x(), reciprocal ? List.of(there, here) : List.of(here, there)));
        }
        return new Tolerance(What.COUPLING, curves);
    }

    private Curve trained(What what, String name, double[] values, double scale, Change change, double unchanged) {
        String unit = what == What.SPARSITY ? " %" : what == What.DELAY ? " ms" : "";
        return curve(name, true, values, scale, unchanged, reference, value -> {
            progress.accept("tolerance: " + what.key() + " " + scale * value + unit);
            return train(change.apply(plain, value));
        });
    }

    /** Points of a sweep with the unchanged network among them, by x, which is scale times value. */
    private static Curve curve(
            String name,
            boolean trained,
            double[] values,
            double scale,
            double unchanged,
            Measured reference,
            DoubleFunction<Measured> measure) {
        List<Point> points = new ArrayList<>();
        points.add(reference.point(unchanged, reference));
        for (double value : values) {
            points.add(measure.apply(value).point(scale * value, reference));
        }
        points.sort(Comparator.comparingDouble(Point::x));
        return new Curve(name, trained, unchanged, points);
    }

    /** A run that diverges is a finding, not a failure of the audit. */
    private Measured train(Variant variant) {
        VariantRun run = audited.run(variant);
        NetworkWeights weights = run.initial();
        NetworkWeights preTrained = weights;
        WeightUpdate update = null;
        double cosine = Double.NaN;
        try {
            run.preTrain(weights);
            preTrained = weights.copy();
            update = run.firstUpdate(weights);
            cosine = cosineToBackprop(weights, update);
            return new Measured(run.learn(weights), update, cosine, preTrained);
        } catch (DivergenceException | ArithmeticException e) {
            return new Measured(Double.NaN, update, cosine, preTrained);
        }
    }

    /** The first update that spikes make, with the feedback that was learned without them and the prediction read through the soma. */
    private Measured spikes(AuditedNetwork network, Variant variant) {
        NetworkWeights weights = reference.preTrained.copy();
        VariantRun run = network.run(variant);
        if (variant.feedbackKept() < 1) {
            weights.thinFeedback(variant.feedbackKept(), run.streams());
        }
        try {
            WeightUpdate update = run.firstUpdate(weights);
            return new Measured(Double.NaN, update, cosineToBackprop(weights, update), weights);
        } catch (DivergenceException | ArithmeticException e) {
            return new Measured(Double.NaN, null, Double.NaN, weights);
        }
    }

    /** Of an update that the first batch asked for; NaN where the network is no chain. */
    private double cosineToBackprop(NetworkWeights weights, WeightUpdate update) {
        Samples batch = audited.run().firstBatch();
        if (!audited.network().isPlainChain()) {
            return Double.NaN;
        }
        ReferenceProbe probe = new ReferenceProbe(
                audited.network(), batch.rates(), audited.learning().target().of(batch));
        return Math.cos(Math.toRadians(probe.angleDegrees(new Backpropagation(), weights, update)));
    }
}
