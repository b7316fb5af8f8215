package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.experiment.TargetDescription;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.ControlLoop;
import org.apical.network.formulation.Formulation;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.LoopMargin;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;

/** How far the loop of a formulation is from ringing (physics.md 13.1): the smallest margin over some held-out samples, each at its steady state under control. */
public final class MarginProbe {
    private static final int SAMPLES = 4;
    private static final LoopMargin UNKNOWN = new LoopMargin(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private final NetworkDescription network;
    private final ControlLoop loop;
    private final Samples samples;
    private final TargetDescription towards;
    private final double alpha;

    private MarginProbe(
            NetworkDescription network, ControlLoop loop, Samples samples, TargetDescription towards, double alpha) {
        this.network = network;
        this.loop = loop;
        this.samples = samples;
        this.towards = towards;
        this.alpha = alpha;
    }

    /** Nothing where there is no theory of the loop, or none of its steady states. */
    public static Optional<MarginProbe> of(Formulation formulation, SampleSet held, TargetDescription towards) {
        Samples samples = held.range(0, Math.min(SAMPLES, held.size()));
        return formulation
                .loop()
                .filter(loop -> formulation.controller().steadyLeak().isPresent() && samples.size() > 0)
                .map(loop -> new MarginProbe(
                        formulation.network(),
                        loop,
                        samples,
                        towards,
                        formulation.controller().steadyLeak().getAsDouble()));
    }

    /** The smallest phase margin, and what belongs to it; NaN where weights are past any. */
    public LoopMargin smallest(NetworkWeights weights) {
        try {
            return SteadyStates.of(network, weights, samples, towards, alpha).states().stream()
                    .map(state -> LoopMargin.of(new LinearisedNetwork(network, weights, state), loop))
                    .min(Comparator.comparingDouble(LoopMargin::phaseDegrees))
                    .orElseThrow();
        } catch (ArithmeticException e) {
            return UNKNOWN;
        }
    }

    /** What is to be said of weights under which a presentation diverged. */
    String words(NetworkWeights weights) {
        LoopMargin margin = smallest(weights);
        String found = Double.isNaN(margin.phaseDegrees())
                ? "cannot be found for these weights"
                : String.format(
                        Locale.ROOT,
                        "is %.1f degrees at %.3g Hz with these weights%s",
                        margin.phaseDegrees(),
                        margin.crossoverHz(),
                        margin.phaseDegrees() > 0 ? "" : ", below 0, where the loop is unstable");
        return "the phase margin of the loop " + found;
    }

    /** A curve for each formulation. */
    static Optional<Section> section(List<FormulationResult> formulations) {
        List<Series> series = new ArrayList<>();
        for (FormulationResult f : formulations) {
            double[] degrees =
                    f.margins().stream().mapToDouble(LoopMargin::phaseDegrees).toArray();
            if (degrees.length > 1) {
                series.add(new Series(
                        f.id() + " " + f.title(),
                        IntStream.range(0, degrees.length).asDoubleStream().toArray(),
                        degrees,
                        series.isEmpty() ? Style.REFERENCE : Style.LINE));
            }
        }
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(new Panels(
                        "Phase margin",
                        "How far the loop of controller and layers is from ringing: by what angle it may lag more before it does, the smallest over "
                                + SAMPLES
                                + " held-out samples, before learning (epoch 0) and after each epoch, from the lags of membranes, dendrites, synapses and axons. Below 0 it is unstable.",
                        Axis.linear("epoch"),
                        Axis.linear("degrees"),
                        List.of(new Panel("phase margin", series))));
    }
}
