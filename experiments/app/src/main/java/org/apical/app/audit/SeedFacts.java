package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.activity.ActivityProbe;
import org.apical.app.activity.LayerActivity;
import org.apical.app.experiment.Form;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;

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
        List<double[][]> references,
        List<LoopFacts> loop) {

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
                measured(() -> phases.phases(before)).orElse(List.of()),
                measured(() -> phases.presentations(before, durations)),
                new TransportProbe(audited.network(), audited.run().firstBatch())
                        .measure(audited.feedback().origin(), drawn, after),
                Projection.pathways(audited, projections),
                projections.stream().map(Projection::signs).toList(),
                measured(() -> new StrengthProbe(audited).measure(before)).orElse(List.of()),
                measured(() -> new StrengthProbe(audited).measure(after)).orElse(List.of()),
                audited.form() == Form.F1
                        ? List.of()
                        : measured(() -> new ActivityProbe(
                                                audited.formulations(),
                                                audited.threads(),
                                                audited.run().streams())
                                        .of(audited.formulation(), after, audited.task()))
                                .filter(layers -> layers.stream().allMatch(LayerActivity::measured))
                                .orElse(List.of()),
                references,
                List.of(LoopFacts.of(audited, before), LoopFacts.of(audited, after)));
    }

    private static List<RuleFacts> rules(AuditedNetwork audited, NetworkWeights weights) {
        List<RuleFacts> rules = new ArrayList<>();
        measured(() -> new BasalReadings(audited).measure(weights)).ifPresent(rules::add);
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
