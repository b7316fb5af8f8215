package org.apical.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.compare.StimulusComparison.Outcome;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Neurons;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.Text;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class StimulusComparisonTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    private static List<Outcome> run(Experiment experiment, int threads) {
        try (LaneBlocks lanes = new LaneBlocks(threads)) {
            return new StimulusComparison(new Formulations(experiment, PRODUCT), lanes).run(begun -> {}, outcome -> {});
        }
    }

    private static Experiment quick(String name) {
        return ExperimentFile.read(Path.of("..", "networks", name))
                .with("quick", "timing.controlledMs", "1200")
                .experiment(PRODUCT);
    }

    /**
     * The controller drives the output's spikes to the target, so what these N T nu spikes leave open, sqrt(nu / (N T)) / nu_1, is what v may be away from
     * it; hidden layers, whose code is five times steeper, lie below that.
     */
    private static double spread(Experiment experiment) {
        double seconds = 0.5e-3 * experiment.timing().controlledMs();
        Neurons.Code code = experiment.neurons().output();
        return Math.sqrt(code.baselineHz() / (experiment.spikes().neuronsPerUnit() * seconds)) / code.gainHz();
    }

    private static void assertAlike(Outcome spikes, Outcome reference, double spread) {
        for (int layer = 0; layer < 2; layer++) {
            double absolute = spikes.deviation(layer, reference) * reference.rms(layer);
            assertThat(absolute).as("layer " + layer).isBetween(0.0, 1.3 * spread);
            assertThat(reference.rms(layer)).isGreaterThan(2 * spread);
        }
    }

    @Test
    void oneDescriptionRunsUnchangedUnderEveryFormulation() {
        Experiment experiment = quick("spiking-controller.yaml");
        List<Outcome> outcomes = run(experiment, 2);
        assertThat(outcomes).extracting(Outcome::id).containsExactly("F1", "F2", "F3");
        for (int layer = 0; layer < 2; layer++) {
            // dendrites of 1 ms delay the approach, which has 1.5 tau_u to go
            assertThat(outcomes.get(1).deviation(layer, outcomes.get(0))).isLessThan(0.01);
        }
        assertAlike(outcomes.get(2), outcomes.get(0), spread(experiment));
    }

    @Test
    void recurrentNetworksRunUnderEveryFormulationAlike() {
        Experiment experiment = quick("recurrent.yaml");
        List<Outcome> outcomes = run(experiment, 1);
        assertThat(outcomes).extracting(Outcome::id).containsExactly("F1", "F2", "F3");
        for (int layer = 0; layer < 2; layer++) {
            assertThat(outcomes.get(1).deviation(layer, outcomes.get(0))).isLessThan(0.01);
        }
        assertAlike(outcomes.get(2), outcomes.get(0), spread(experiment));
    }

    private static Findings judged(ExperimentFile file) {
        Formulations formulations = file.formulations(PRODUCT);
        try (LaneBlocks lanes = new LaneBlocks(2)) {
            StimulusComparison comparison = new StimulusComparison(formulations, lanes);
            return StimulusFindings.of(
                    formulations, comparison.layerNames(), comparison.run(begun -> {}, outcome -> {}));
        }
    }

    private static ExperimentFile chain() {
        return ExperimentFile.read(Path.of("..", "networks", "spiking-controller.yaml"))
                .with("quick", "timing.controlledMs", "1200");
    }

    /** Poisson spikes scatter as predicted: the check asks for at most 1.5 times as much, and over 600 ms it is no less than half. */
    @Test
    void spikesScatterAsTheirNumberAndTimePredict() {
        Findings findings = judged(chain());
        assertThat(findings.checks()).hasSize(4).noneMatch(Check::failed);
        assertThat(findings.checks().subList(0, 2)).allMatch(Check::held);
        assertThat(findings.checks().get(1).value()).isGreaterThan(0.5);
        assertThat(findings.measures().list()).anyMatch(m -> m.quantity().equals("deviation_rms_predicted"));
        assertThat(findings.sections()).noneMatch(s -> s.heading().equals("Likely cause"));
    }

    /** The map onto conductances is of first order: what is beyond fails no check. */
    @Test
    void conductancesLeaveTheDeviationFromRatesOpen() {
        Findings findings =
                judged(chain().with("test", "neurons.synapses", "{basal: conductance, apical: conductance}"));
        assertThat(findings.checks().subList(0, 2)).noneMatch(Check::decided);
        assertThat(findings.checks().get(0).value()).isGreaterThan(0.01);
    }

    /** Neurons that do not fire along phi are not F1's units: the check fails, and says which assumption does not hold. */
    @Test
    void unitsUnlikeThoseOfRatesFailWithTheirCause() {
        Findings findings = judged(chain().with("test", "spikes.soma", "lif").with("test", "spikes.noiseMv", "3"));
        assertThat(findings.checks().get(1).failed()).isTrue();
        assertThat(findings.sections())
                .anySatisfy(s -> assertThat(s).isInstanceOfSatisfying(Text.class, text -> assertThat(text.text())
                        .contains("neurons fire along", "hidden", "classes")));
    }

    /** Rates that no neuron has are another cause. */
    @Test
    void ratesBelowZeroFailWithTheirCause() {
        Findings findings = judged(
                chain().with("test", "neurons.hidden", "{offsetMv: 15, scaleMv: 5, baselineHz: 0, gainHz: 100}"));
        assertThat(findings.checks().get(1).failed()).isTrue();
        assertThat(findings.sections())
                .anySatisfy(s -> assertThat(s).isInstanceOfSatisfying(Text.class, text -> assertThat(text.text())
                        .contains("not negative", "hidden")
                        .doesNotContain("classes:")));
    }

    /** Beside a chain there is no theory of the scatter; it is shown, and decides nothing. */
    @Test
    void recurrentNetworksAreNotJudged() {
        Findings findings = judged(ExperimentFile.read(Path.of("..", "networks", "recurrent.yaml"))
                .with("quick", "timing.controlledMs", "600"));
        assertThat(findings.checks().get(1).decided()).isFalse();
        assertThat(Check.noneFailed(findings.checks())).isTrue();
    }

    @Test
    void threadsChangeNoBit() {
        List<Outcome> one = run(quick("recurrent.yaml"), 1);
        List<Outcome> two = run(quick("recurrent.yaml"), 2);
        for (int k = 0; k < one.size(); k++) {
            assertThat(two.get(k).potentials()).isDeepEqualTo(one.get(k).potentials());
            assertThat(two.get(k).control()).isEqualTo(one.get(k).control());
        }
    }
}
