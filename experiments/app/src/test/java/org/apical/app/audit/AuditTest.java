package org.apical.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.audit.Tolerance.Point;
import org.apical.app.audit.Tolerance.What;
import org.apical.app.check.Check;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

/** The audit of a 64-6-10 network that learns for a few presentations. */
class AuditTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String NETWORK = """
            data: {set: digits, train: 32, test: 50}
            input: {name: pixels, units: 64, gainHz: 100}
            layers:
              - {name: hidden, units: 6, transfer: tanh}
              - {name: classes, units: 10, transfer: rectified}
            feedforward:
              - {from: pixels, to: hidden}
              - {from: hidden, to: classes}
            neurons:
              cell: standard
              hidden: {offsetMv: 15, scaleMv: 5, baselineHz: 100, gainHz: 100}
              output: {offsetMv: 15, scaleMv: 1.5, baselineHz: 200, gainHz: 20}
            spikes: {soma: escape, neuronsPerUnit: 60, synapseTauMs: 5}
            controller: {kind: ideal, alpha: 0.01}
            timing: {dtMs: 1, tauUMs: 400, freeMs: 40, warmupMs: 10, controlledMs: 100}
            learning:
              rule: dendritic prediction
              feedback: {fixed: product}
              target: {nudge: {lambda: 2}}
              optimiser: {kind: adam, rate: 0.03}
              epochs: 1
              batch: 16
            audit: {formulation: F2}
            """;
    private static final String LEARNED =
            "{learned: {sigma: 0.01, tauAMs: 50, decay: 0.1, alpha: 0.6, proportionalGain: 0.5, presentationMs: 100,"
                    + " preTrainingEpochs: 1, preTrainingRate: 0.03}}";

    private static Experiment experiment(String text) {
        return ExperimentFile.read("net.yaml", text).audited(PRODUCT);
    }

    private AuditResult audit(String text) {
        return audit(text, 1);
    }

    private AuditResult audit(String text, int workers) {
        try (LaneBlocks threads = new LaneBlocks(workers)) {
            return Audit.run(experiment(text), true, PRODUCT, threads, part -> {});
        }
    }

    private RuleFacts basal(String text) {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork audited = new AuditedNetwork(experiment(text), PRODUCT, threads);
            return new BasalReadings(audited).measure(audited.run().initial());
        }
    }

    private PhaseFacts phases(String text) {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork audited = new AuditedNetwork(experiment(text), PRODUCT, threads);
            return new PhaseProbe(audited).measure(audited.run().initial(), new double[] {0.5, 1});
        }
    }

    private static QuantityFacts of(RuleFacts rule, Quantity quantity) {
        return rule.quantities().stream()
                .filter(q -> q.quantity() == quantity)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void copiedFeedbackIsCalledCopied() {
        AuditResult result = audit(NETWORK);
        assertThat(result.transport().provenance()).isEqualTo(Origin.COPIED);
        assertThat(result.transport().total().productBefore()).isCloseTo(1, within(1e-12));
        assertThat(result.transport().free()).isFalse();
        assertThat(result.pathways())
                .filteredOn(p -> p.origin() == PathwayFacts.Origin.COPIED)
                .hasSize(2);
        assertThat(AuditFindings.checks(result)).allMatch(Check::held);
    }

    @Test
    void learnedFeedbackIsFreeAndItsRuleIsHeldToItsSynapse() {
        AuditResult result = audit(NETWORK.replace("{fixed: product}", LEARNED));
        TransportFacts transport = result.transport();
        assertThat(transport.provenance()).isEqualTo(Origin.LEARNED);
        assertThat(transport.free()).isTrue();
        assertThat(transport.total().changed()).isPositive();
        assertThat(transport.total().productAfter())
                .isGreaterThan(transport.total().productBefore());
        assertThat(result.rules()).extracting(RuleFacts::where).containsExactly("basal dendrites", "apical dendrites");
        for (RuleFacts rule : result.rules()) {
            assertThat(rule.layers()).hasSize(2).allSatisfy(layer -> {
                assertThat(layer.weights()).isPositive();
                assertThat(layer.differIsolated()).isZero();
                assertThat(layer.differPoisoned()).isZero();
                assertThat(layer.declaredUnreached()).isEmpty();
            });
        }
        assertThat(result.tolerances()).extracting(Tolerance::what).containsExactly(What.values());
        assertThat(AuditFindings.checks(result)).hasSize(9).allMatch(Check::held);
    }

    /** A file that calls random what is the product would be found out: a chance of 1e-100 is none. */
    @Test
    void feedbackThatLooksCopiedFailsWhateverIsSaidOfIt() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork random =
                    new AuditedNetwork(experiment(NETWORK.replace("product", "random")), PRODUCT, threads);
            VariantRun run = random.run();
            NetworkWeights honest = run.initial();
            NetworkWeights copied = honest.copy();
            copied.setFeedbackToWeightProduct(random.network());
            TransportProbe probe = new TransportProbe(random.network(), run.firstBatch());
            Origin said = random.feedback().origin();
            assertThat(said).isEqualTo(Origin.RANDOM);
            assertThat(probe.measure(said, honest, honest).free()).isTrue();
            assertThat(probe.measure(said, copied, copied).free()).isFalse();
        }
    }

    /** P(|c| >= x) for two dimensions is 1 - (2/pi) asin(x), for three 1 - x: the circle and Archimedes' sphere. */
    @Test
    void theChanceOfACosineIsThatOfARandomDirection() {
        assertThat(TransportProbe.chance(0.5, 2)).isCloseTo(1 - 2 / Math.PI * Math.asin(0.5), within(1e-9));
        assertThat(TransportProbe.chance(-0.3, 3)).isCloseTo(0.7, within(1e-9));
        assertThat(TransportProbe.chance(1, 100)).isZero();
    }

    /** Read through 20 ms: the window is found on the network, within a step. */
    @Test
    void theWindowOfALowPassIsMeasured() {
        RuleFacts rule = basal(
                NETWORK.replace("dendritic prediction", "{kind: dendritic prediction, prediction: through soma}"));
        QuantityFacts dendrite = of(rule, Quantity.LOCAL_POTENTIAL);
        assertThat(dendrite.declaredMs()).isEqualTo(20);
        assertThat(dendrite.measuredMs()).isBetween(19.0, 21.0);
        assertThat(of(rule, Quantity.SOMATIC_POTENTIAL).measuredMs()).isZero();
        assertThat(of(rule, Quantity.OUTPUT).declared()).isFalse();
    }

    /** u - u_lp, 20 ms; what a dendrite was at the start is kept. */
    @Test
    void theWindowOfTheFeedbackRuleIsMeasured() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork audited = new AuditedNetwork(
                    experiment(NETWORK.replace("{fixed: product}", LEARNED.replace("decay", "highPassMs: 20, decay"))),
                    PRODUCT,
                    threads);
            RuleFacts rule = new ApicalReadings(
                            audited, audited.feedback().learned().orElseThrow())
                    .measure(audited.run().initial());
            assertThat(of(rule, Quantity.PRESYNAPTIC_TRACE).declaredMs()).isEqualTo(20);
            assertThat(of(rule, Quantity.PRESYNAPTIC_TRACE).measuredMs()).isBetween(19.0, 21.0);
            assertThat(of(rule, Quantity.LOCAL_POTENTIAL).declaredMs()).isInfinite();
        }
    }

    /** Spikes, traces and a delay: u_- and u_+ act 4 ms late, with 10 and 7 ms. */
    @Test
    void theWindowOfADelayedLowPassIsMeasuredUnderSpikes() {
        RuleFacts rule = basal(NETWORK.replace("F2", "F3").replace("dendritic prediction", "clopath"));
        assertThat(rule.layers()).allSatisfy(layer -> {
            assertThat(layer.differIsolated()).isZero();
            assertThat(layer.differPoisoned()).isZero();
        });
        assertThat(of(rule, Quantity.LOCAL_POTENTIAL).declaredMs()).isEqualTo(14);
        assertThat(of(rule, Quantity.LOCAL_POTENTIAL).measuredMs()).isBetween(10.0, 15.0);
    }

    /** The recording is not the rule: one that reads what it does not declare is caught. */
    @Test
    void aRuleThatReadsMoreThanItDeclaresIsCaught() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork audited = new AuditedNetwork(experiment(NETWORK), PRODUCT, threads);
            VariantRun run = audited.run();
            var simulation = run.formulation().simulation(2);
            SynapseRecording recording = new SynapseRecording(1);
            var batch = run.firstBatch();
            simulation.present(
                    run.formulation().map(run.initial()),
                    new org.apical.network.dynamics.Presentation(
                            batch.lanes(0, 2),
                            new long[] {0, 1},
                            org.apical.network.dynamics.Presentation.Phase.PROBE,
                            new org.apical.neuron.random.RandomStreams(1)),
                    audited.learning().target().of(batch),
                    recording);
            var honest = run.rule().of(1);
            var sly = new org.apical.plasticity.rule.LocalRule() {
                @Override
                public Set<Reading> reads() {
                    return Set.of(new Reading.Present(Quantity.PRESYNAPTIC_TRACE));
                }

                @Override
                public Synapses on(org.apical.network.synapse.SynapseView view) {
                    return honest.on(view);
                }
            };
            double[] alone = recording.replay(sly);
            double[] poisoned = recording.replay(sly, Set.of(Quantity.LOCAL_POTENTIAL));
            assertThat(BasalReadings.different(alone, poisoned)).isPositive();
        }
    }

    /** Differential Hebbian learning undoes itself when control lets go; dendritic prediction does not learn without it. */
    @Test
    void whoNeedsToBeToldThePhaseIsMeasured() {
        PhaseFacts prediction = phases(NETWORK);
        assertThat(prediction.before()).isLessThan(1e-9);
        assertThat(prediction.needsPhaseSignal()).isFalse();
        assertThat(prediction.durations().get(1).cosine()).isCloseTo(1, within(1e-12));
        PhaseFacts hebbian = phases(NETWORK.replace("dendritic prediction", "temporal Hebbian"));
        assertThat(hebbian.after()).isBetween(0.5, 1.5);
        assertThat(hebbian.needsPhaseSignal()).isTrue();
    }

    /** The delays that are tried lie on its grid. */
    @Test
    void anyTimeStepIsAudited() {
        AuditResult result = audit(NETWORK.replace(
                "dtMs: 1, tauUMs: 400, freeMs: 40, warmupMs: 10, controlledMs: 100",
                "dtMs: 0.8, tauUMs: 400, freeMs: 40, warmupMs: 8, controlledMs: 80"));
        assertThat(result.tolerances())
                .filteredOn(tolerance -> tolerance.what() == What.DELAY)
                .flatExtracting(Tolerance::curves)
                .isNotEmpty()
                .allSatisfy(curve -> assertThat(curve.points())
                        .extracting(Tolerance.Point::x)
                        .containsExactly(0.0, 9.6));
    }

    @Test
    void theNumberOfThreadsChangesNoFact() {
        String text = NETWORK.replace("{fixed: product}", LEARNED);
        AuditResult one = audit(text, 1);
        AuditResult two = audit(text, 2);
        assertThat(AuditMeasures.of(two)).isEqualTo(AuditMeasures.of(one));
    }

    @Test
    void signsAndMixturesAreCounted() {
        SignFacts facts =
                SignFacts.of("a", "b", new double[] {1, -1, 0, 2, 3, 0}, new double[] {-1, -1, 0, 2, 3, 0}, 2);
        assertThat(facts.weights()).isEqualTo(4);
        assertThat(facts.changed()).isEqualTo(0.25);
        assertThat(facts.mixedBefore()).isEqualTo(1 / 3.0);
        assertThat(facts.mixedAfter()).isEqualTo(2 / 3.0);
    }

    @Test
    void whatIsBorneHasNoGap() {
        Tolerance.Curve curve = new Tolerance.Curve(
                "",
                true,
                1,
                List.of(
                        new Point(0.5, 0.9, 1, 1),
                        new Point(1, 0.9, 1, 1),
                        new Point(2, 0.88, 1, 1),
                        new Point(3, Double.NaN, 1, 1),
                        new Point(4, 0.9, 1, 1)));
        assertThat(curve.tolerated(0.05)).extracting(Point::x).containsExactly(0.5, 1.0, 2.0);
    }

    @Test
    void thePageHasATableForEveryFactAndNoEmptyChart() {
        Findings page = AuditFindings.of(audit(NETWORK.replace("{fixed: product}", LEARNED)), "net.yaml");
        assertThat(page.sections())
                .extracting(Section::heading)
                .contains(
                        "In short",
                        "What each rule reads",
                        "Pathways",
                        "Phases and time",
                        "Signs of weights",
                        "Strength of feedback")
                .contains(List.of(What.values()).stream().map(What::title).toArray(String[]::new));
        assertThat(page.sections())
                .filteredOn(Section.LineChart.class::isInstance)
                .hasSize(9)
                .allSatisfy(chart -> assertThat(((Section.LineChart) chart).series())
                        .allSatisfy(series -> assertThat(series.x()).isNotEmpty()));
        assertThat(page.measures().list()).hasSizeGreaterThan(50);
    }
}
