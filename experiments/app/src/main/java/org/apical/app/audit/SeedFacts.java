package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apical.app.activity.ActivityProbe;
import org.apical.app.activity.LayerActivity;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.LearningMethod;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.reduction.UnitCode;

/**
 * What was measured on the network of one seed, beside its accuracy. What a presentation that diverged left open is empty.
 *
 * @param rules what each rule reads
 * @param phases of every plastic pathway
 * @param presentations what a sample is shown for
 * @param transport feedback weights beside the forward path
 * @param pathways all of them
 * @param signs of the weights of each projection
 * @param strengthBefore feedback beside basal drive, at the first forward update; empty where it was not measured
 * @param strengthAfter the same at the end
 * @param activity of the layers at the end, where they have neurons
 * @param unitaryMv for every layer but the first what a spike of one presynaptic neuron does to the soma, rms over synapses that exist (mV); where there are neurons
 * @param references cosines of the update of the first batch to theories of learning, before and after learning, [layer, then all stacked][reference]
 * @param loop of controller and layers, before and after learning
 */
record SeedFacts(
        long seed,
        List<RuleFacts> rules,
        List<PhaseFacts> phases,
        Optional<PresentationFacts> presentations,
        TransportFacts transport,
        List<PathwayFacts> pathways,
        List<SignFacts> signs,
        List<StrengthFacts> strengthBefore,
        List<StrengthFacts> strengthAfter,
        List<LayerActivity> activity,
        List<Double> unitaryMv,
        List<double[][]> references,
        List<LoopFacts> loop) {
    private static final double MS_PER_SECOND = 1000;

    /**
     * Measures.
     *
     * @param learned weights of the network, as far as it came
     * @param durations of controlled phases to try, relative to the described one
     */
    static SeedFacts of(AuditedNetwork audited, Learned learned, double[] durations) {
        NetworkWeights drawn = audited.run().initial();
        NetworkWeights before =
                learned.weights().isEmpty() ? drawn : learned.weights().get(0);
        NetworkWeights after = learned.weights().isEmpty()
                ? drawn
                : learned.weights().get(learned.weights().size() - 1);
        List<Projection> projections = Projection.of(audited, drawn, after);
        List<double[][]> references = new ArrayList<>();
        for (NetworkWeights weights : List.of(before, after)) {
            measured(() -> new LearningReferences(audited)
                            .by(weights, audited.run().firstUpdate(weights)))
                    .ifPresent(references::add);
        }
        PhaseProbe phases = new PhaseProbe(audited);
        return new SeedFacts(
                audited.experiment().seed(),
                rules(audited, before),
                audited.control() ? measured(() -> phases.phases(before)).orElse(List.of()) : List.of(),
                audited.control() ? measured(() -> phases.presentations(before, durations)) : Optional.empty(),
                transport(audited, drawn, after),
                Projection.pathways(audited, projections),
                projections.stream().map(Projection::signs).toList(),
                strength(audited, before),
                strength(audited, after),
                audited.form() == Form.F1
                        ? List.of()
                        : measured(() -> new ActivityProbe(
                                                audited.formulations(),
                                                audited.threads(),
                                                audited.run().streams())
                                        .of(audited.formulation(), after, audited.task()))
                                .filter(layers -> layers.stream().allMatch(LayerActivity::measured))
                                .orElse(List.of()),
                audited.form() == Form.F1 ? List.of() : unitaryMv(audited, after),
                references,
                List.of(LoopFacts.of(audited, before), LoopFacts.of(audited, after)));
    }

    private static TransportFacts transport(AuditedNetwork audited, NetworkWeights drawn, NetworkWeights after) {
        TransportProbe probe =
                new TransportProbe(audited.network(), audited.run().firstBatch());
        LearningMethod method = audited.learning().method();
        boolean copies = method.needs(audited.learning()).transport().exists();
        if (method.errorPath() == ErrorPath.Q) {
            Origin origin = audited.feedback().origin();
            boolean learned = origin == Origin.RANDOM && !same(audited, drawn::feedback, after::feedback);
            return probe.measure(learned ? Origin.LEARNED : origin, copies, drawn, after);
        }
        Origin own = same(audited, drawn::backward, after::backward) ? Origin.RANDOM : Origin.LEARNED;
        return probe.measure(
                method.errorPath(),
                method.errorPath() == ErrorPath.TRANSPOSED ? Origin.COPIED : own,
                copies,
                drawn,
                after);
    }

    private static boolean same(AuditedNetwork audited, IntFunction<double[]> before, IntFunction<double[]> after) {
        return IntStream.range(0, audited.network().layers())
                .allMatch(l -> Arrays.equals(before.apply(l), after.apply(l)));
    }

    private static List<StrengthFacts> strength(AuditedNetwork audited, NetworkWeights weights) {
        return audited.control()
                ? measured(() -> new StrengthProbe(audited).measure(weights)).orElse(List.of())
                : List.of();
    }

    /** The time integral of a postsynaptic potential, w scale/(N nu_1), over the time in which it rises and falls, tau_m + tau_b. */
    private static List<Double> unitaryMv(AuditedNetwork audited, NetworkWeights weights) {
        List<Double> all = new ArrayList<>();
        for (int l = 1; l < audited.network().layers(); l++) {
            double[] existing =
                    Arrays.stream(weights.forward(l)).filter(w -> w != 0).toArray();
            double rms = Math.sqrt(StatUtils.sumSq(existing) / existing.length);
            UnitCode code = audited.formulations()
                    .neurons()
                    .reduction(audited.network(), l)
                    .code();
            UnitCode below = audited.formulations()
                    .neurons()
                    .reduction(audited.network(), l - 1)
                    .code();
            double integralMvS = rms
                    * code.scaleMv()
                    / (audited.formulations().neuronsPerUnit(l - 1)
                            * below.rates().gainHz());
            double lastsMs = audited.formulations().cell(l).cell().cell().somaticTimeConstantMs()
                    + audited.formulations().spikes(l).synapseTauMs();
            all.add(MS_PER_SECOND * integralMvS / lastsMs);
        }
        return all;
    }

    private static List<RuleFacts> rules(AuditedNetwork audited, NetworkWeights weights) {
        List<RuleFacts> rules = new ArrayList<>();
        measured(() -> audited.run()
                        .theory()
                        .map(theory -> new TheoryReadings(audited, theory).measure(weights))
                        .orElseGet(() -> new BasalReadings(audited).measure(weights)))
                .ifPresent(rules::add);
        audited.feedback()
                .learned()
                .flatMap(learned -> measured(() -> new ApicalReadings(audited, learned).measure(weights)))
                .ifPresent(rules::add);
        return rules;
    }

    /** A measurement; nothing where a presentation diverges. */
    private static <T> Optional<T> measured(Supplier<T> probe) {
        try {
            return Optional.of(probe.get());
        } catch (DivergenceException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
