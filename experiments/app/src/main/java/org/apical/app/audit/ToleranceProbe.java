package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final String REMAPPED = "re-mapped";
    private static final String NOT_REMAPPED = "not re-mapped";

    private final AuditedNetwork audited;
    private final Sweep sweep;
    private final Consumer<String> progress;
    private final Variant plain;
    private final Measured reference;
    private final Optional<SpikingUpdates> spiking;

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

    private record Measured(double accuracy, WeightUpdate update, double cosineToBackprop, NetworkWeights preTrained) {}

    ToleranceProbe(AuditedNetwork audited, Sweep sweep, Consumer<String> progress) {
        this.audited = audited;
        this.sweep = sweep.onGrid(audited.experiment().timing().dtMs());
        this.progress = progress;
        this.plain = Variant.plain(audited.experiment());
        progress.accept("tolerance: the network as it is");
        this.reference = train(plain);
        this.spiking = SpikingUpdates.of(audited, reference.preTrained);
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
                all.add(new Tolerance(
                        What.CONDUCTANCE,
                        List.of(
                                curve(
                                        REMAPPED,
                                        sweep.ratios,
                                        x -> own * x,
                                        x -> plain.withConductanceRatio(own * x, true),
                                        own),
                                curve(
                                        NOT_REMAPPED,
                                        sweep.ratios,
                                        x -> own * x,
                                        x -> plain.withConductanceRatio(own * x, false),
                                        own))));
            }
            all.add(coupling(cell));
        }
        return all;
    }

    /** What happens to the feedback signal: trained as described, and as spikes in the first update, which is cheap. */
    private Tolerance signal(What what, double[] values, double scale, Change change, double unchanged) {
        String form = audited.form().name();
        List<Curve> curves = new ArrayList<>();
        boolean spikes = spiking.isPresent();
        curves.add(curve(spikes ? form : "", values, x -> scale * x, x -> change.apply(plain, x), unchanged));
        spiking.ifPresent(s -> curves.add(s.curve(values, scale, change, unchanged)));
        return new Tolerance(what, curves);
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
        for (boolean follow : new boolean[] {true, false}) {
            Point here = point(reciprocal ? 1 : 0, reference);
            Point there = point(reciprocal ? 0 : 1, train(plain.withCoupling(other, follow)));
            curves.add(new Curve(
                    follow ? REMAPPED : NOT_REMAPPED,
                    true,
                    here.x(),
                    reciprocal ? List.of(there, here) : List.of(here, there)));
        }
        return new Tolerance(What.COUPLING, curves);
    }

    /** Points of a sweep with the unchanged network among them, by x. */
    private Curve curve(
            String name, double[] values, DoubleFunction<Double> x, DoubleFunction<Variant> variant, double unchanged) {
        List<Point> points = new ArrayList<>();
        points.add(point(unchanged, reference));
        for (double value : values) {
            Variant changed = variant.apply(value);
            progress.accept(String.format(java.util.Locale.ROOT, "tolerance: %s", describe(changed, x.apply(value))));
            points.add(point(x.apply(value), train(changed)));
        }
        points.sort(java.util.Comparator.comparingDouble(Point::x));
        return new Curve(name, true, unchanged, points);
    }

    private String describe(Variant changed, double x) {
        if (changed.noise() > 0) {
            return What.NOISE.key() + " " + x;
        }
        if (changed.feedbackKept() < 1) {
            return What.SPARSITY.key() + " " + x + " %";
        }
        boolean cell = changed.experiment() != plain.experiment();
        return cell ? What.CONDUCTANCE.key() + " " + x : What.DELAY.key() + " " + x + " ms";
    }

    private Point point(double x, Measured measured) {
        return new Point(
                x,
                measured.accuracy,
                measured.update == null || reference.update == null
                        ? Double.NaN
                        : measured.update.cosine(reference.update),
                measured.cosineToBackprop);
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
            cosine = cosineToBackprop(audited, weights, update);
            return new Measured(run.learn(weights), update, cosine, preTrained);
        } catch (DivergenceException | ArithmeticException e) {
            return new Measured(Double.NaN, update, cosine, preTrained);
        }
    }

    /** Of an update that the first batch asked for; NaN where the network is no chain. */
    static double cosineToBackprop(AuditedNetwork audited, NetworkWeights weights, WeightUpdate update) {
        Samples batch = audited.run().firstBatch();
        if (!audited.network().isPlainChain()) {
            return Double.NaN;
        }
        ReferenceProbe probe = new ReferenceProbe(
                audited.network(), batch.rates(), audited.learning().target().of(batch));
        return Math.cos(Math.toRadians(probe.angleDegrees(new Backpropagation(), weights, update)));
    }
}
