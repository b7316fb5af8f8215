package org.apical.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apical.app.audit.PhaseFacts.Phase;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.audit.Variant.Plasticity;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Simulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.rule.LocalRule;
import org.junit.jupiter.api.Test;

/** Probes of an audit on a 64-6-10 network of compartments. */
class AuditProbesTest {
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

    private static ExperimentFile file(String text) {
        return ExperimentFile.read("net.yaml", text);
    }

    private static AuditedNetwork audited(String text, LaneBlocks threads) {
        return AuditedNetwork.of(Variant.plain(file(text)), Effort.DESCRIBED, 1, PRODUCT, threads);
    }

    private static RuleFacts basal(String text) {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork audited = audited(text, threads);
            return new BasalReadings(audited).measure(audited.run().initial());
        }
    }

    private static List<PhaseFacts> phases(String text) {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork audited = audited(text, threads);
            VariantRun run = audited.run();
            NetworkWeights weights = run.initial();
            run.preTrain(weights);
            return new PhaseProbe(audited).phases(weights);
        }
    }

    private static QuantityFacts of(RuleFacts rule, Quantity quantity) {
        return rule.quantities().stream()
                .filter(q -> q.quantity().equals(AuditWords.of(quantity)))
                .findFirst()
                .orElseThrow();
    }
    /** A file that calls random what is the product would be found out: a chance of 1e-100 is none. */
    @Test
    void feedbackThatLooksCopiedFailsWhateverIsSaidOfIt() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            AuditedNetwork random = audited(NETWORK.replace("product", "random"), threads);
            VariantRun run = random.run();
            NetworkWeights honest = run.initial();
            NetworkWeights copied = honest.copy();
            copied.setFeedbackToWeightProduct(random.network());
            TransportProbe probe = new TransportProbe(random.network(), run.firstBatch());
            Origin said = random.feedback().origin();
            assertThat(said).isEqualTo(Origin.RANDOM);
            assertThat(probe.measure(said, false, honest, honest).free()).isTrue();
            assertThat(probe.measure(said, false, copied, copied).free()).isFalse();
        }
    }

    private static NetworkWeights learned(String method, UnaryOperator<Variant> change, LaneBlocks threads) {
        String text = """
                data: {set: digits, train: 64, test: 10}
                layers: [{name: hidden, units: 6}, {name: classes, transfer: linear}]
                learning: {method: %s, feedback: {fixed: random}, batch: 64, epochs: 1}
                formulations: [F1]
                audit: {formulation: F1}
                """.formatted(method);
        VariantRun run = AuditedNetwork.of(
                        change.apply(Variant.plain(file(text))), Effort.DESCRIBED, 1, PRODUCT, threads)
                .run();
        NetworkWeights weights = run.initial();
        run.preTrain(weights);
        run.learn(weights, VariantRun.Observer.NONE);
        return weights;
    }

    /** Without feedback, and with a random one that stays, what a method learns beside forward weights does not come back. */
    @Test
    void feedbackOfControlsRestsWhereAMethodMovesIt() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            for (String method : new String[] {"weight mirror", "counter-current"}) {
                assertThat(learned(method, v -> v, threads).backward(1))
                        .as(method)
                        .doesNotContain(0);
                assertThat(learned(method, v -> v.withoutFeedback(v.experiment(1, PRODUCT)), threads)
                                .backward(1))
                        .as(method)
                        .containsOnly(0);
            }
            NetworkWeights drawn = learned("direct feedback alignment", v -> v, threads);
            assertThat(learned("alignment support", v -> v, threads).feedback(0))
                    .isNotEqualTo(drawn.feedback(0));
            assertThat(learned("alignment support", Variant::withRandomFeedback, threads)
                            .feedback(0))
                    .isEqualTo(drawn.feedback(0));
        }
    }

    /** One update against the rule: forward weights go the other way, backward weights, of a rule of their own, the same. */
    @Test
    void theTurnedSignIsThatOfForwardWeights() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            for (String method : new String[] {"weight mirror", "alignment support"}) {
                NetworkWeights start = learned(method, v -> v.with("learning.optimiser.rate", 1e-12), threads);
                NetworkWeights plain = learned(method, v -> v, threads);
                NetworkWeights turned = learned(method, v -> v.with(Plasticity.REVERSED), threads);
                assertThat(turned.backward(1)).as(method).isEqualTo(plain.backward(1));
                assertThat(turned.feedback(0)).as(method).isEqualTo(plain.feedback(0));
                for (int k = 0; k < 10; k++) {
                    double step = plain.forward(1)[k] - start.forward(1)[k];
                    assertThat(start.forward(1)[k] - turned.forward(1)[k]).isCloseTo(step, within(1e-9));
                    assertThat(Math.abs(step)).isGreaterThan(1e-5);
                }
            }
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
            AuditedNetwork audited = audited(
                    NETWORK.replace("{fixed: product}", LEARNED.replace("decay", "highPassMs: 20, decay")), threads);
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
            AuditedNetwork audited = audited(NETWORK, threads);
            VariantRun run = audited.run();
            LocalRule honest = run.rule().of(1);
            LocalRule sly = new LocalRule() {
                @Override
                public Set<Reading> reads() {
                    return Set.of(new Reading.Present(Quantity.PRESYNAPTIC_TRACE));
                }

                @Override
                public Synapses on(SynapseView view) {
                    return honest.on(view);
                }
            };
            assertThat(RuleAnswers.locality(List.of(recorded(audited, run, honest)))
                            .verdict())
                    .isEqualTo(Answer.YES);
            assertThat(RuleAnswers.locality(List.of(recorded(audited, run, sly)))
                            .verdict())
                    .isEqualTo(Answer.NO);
        }
    }

    /** What a rule reads at the synapses of the last layer, on two samples. */
    private static RuleFacts recorded(AuditedNetwork audited, VariantRun run, LocalRule rule) {
        RuleReadings<LocalRule> readings = new RuleReadings<>(audited, any -> layer -> rule) {};
        Simulation simulation = run.formulation().simulation(2);
        SynapseRecording recording = new SynapseRecording(1);
        run.present(simulation, run.formulation(), run.initial(), recording);
        return new RuleFacts(
                "rule",
                "basal dendrites",
                readings.localities(List.of(recording), l -> recording.replay(rule)),
                List.of());
    }

    /** Differential Hebbian learning undoes itself when control lets go; dendritic prediction does not learn without it. */
    @Test
    void whatAPhaseContributesToForwardWeightsIsMeasured() {
        PhaseFacts prediction = phases(NETWORK).get(0);
        assertThat(part(prediction, Phase.FREE).size()).isLessThan(1e-9);
        assertThat(prediction.cosineUngated()).isGreaterThan(RuleAnswers.SAME);
        PhaseFacts hebbian = phases(NETWORK.replace("dendritic prediction", "temporal Hebbian"))
                .get(0);
        assertThat(part(hebbian, Phase.RELEASED).size()).isBetween(0.5, 1.5);
        assertThat(part(hebbian, Phase.RELEASED).cosine()).isLessThan(-0.9);
        assertThat(hebbian.cosineUngated()).isLessThan(RuleAnswers.SAME);
    }

    /** While the target is driven, control says much that has nothing to do with noise, unless the noise is louder than it. */
    @Test
    void whatAPhaseContributesToFeedbackWeightsIsMeasured() {
        List<PhaseFacts> two = phases(NETWORK.replace("{fixed: product}", LEARNED));
        assertThat(two).extracting(PhaseFacts::pathway).containsExactly("forward weights", "feedback weights");
        PhaseFacts apical = two.get(1);
        assertThat(apical.own()).isEqualTo(Phase.NOISE);
        assertThat(part(apical, Phase.CONTROLLED).size()).isGreaterThan(10);
        assertThat(apical.cosineUngated()).isLessThan(RuleAnswers.SAME);
        PhaseFacts loud = phases(NETWORK.replace("{fixed: product}", LEARNED.replace("sigma: 0.01", "sigma: 3")))
                .get(1);
        assertThat(loud.cosineUngated()).isGreaterThan(RuleAnswers.SAME);
    }

    private static PhaseFacts.Part part(PhaseFacts facts, Phase phase) {
        return facts.parts().stream()
                .filter(p -> p.phase() == phase)
                .findFirst()
                .orElseThrow();
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
}
