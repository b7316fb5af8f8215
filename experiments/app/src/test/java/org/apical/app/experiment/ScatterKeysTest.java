package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.app.UserError;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.population.UnitNeuron;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateReduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys neurons.scatter and neurons.assumed (physics.md 5.10). */
class ScatterKeysTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String NETWORK = """
            input: {name: in, units: 3, gainHz: 100}
            layers:
              - {name: a, units: 40}
              - {name: b, units: 20, transfer: linear}
            neurons: {cell: standard}
            spikes: {soma: escape}
            seed: 7
            """;

    private static ExperimentFile with(String key, String value) {
        return ExperimentFile.read("net.yaml", NETWORK).with("--set x", key, value);
    }

    private static List<UnitNeuron> own(ExperimentFile file, int layer) {
        Formulations made = new Formulations(file.experiment(PRODUCT), PRODUCT);
        return made.neurons().layer(made.network(), layer).own();
    }

    @Test
    void everyUnitOfEveryLayerDrawsFromTheSeed() {
        ExperimentFile file = with("neurons.scatter", "{conductance: 0.2, thresholdMv: 1}");
        Scatter scatter = new Scatter(0.2, 0, 1, 0);
        var cell = RateReductionOf.standard().cell();
        assertThat(own(file, 0)).isEqualTo(scatter.draw(cell, 40, 0, new RandomStreams(7)));
        assertThat(own(file, 1)).isEqualTo(scatter.draw(cell, 20, 1, new RandomStreams(7)));
        assertThat(own(file.with("--seed", "seed", "8"), 0)).doesNotContainAnyElementsOf(own(file, 0));
        assertThat(own(ExperimentFile.read("net.yaml", NETWORK), 0)).isEmpty();
    }

    @Test
    void aLayerMaySayItsOwn() {
        ExperimentFile one = with("layers[1].neuron", "{scatter: {capacitance: 0.3}}");
        assertThat(own(one, 0)).isEmpty();
        assertThat(own(one, 1)).hasSize(20);
        ExperimentFile other = one.with("--set y", "neurons.scatter", "{conductance: 0.1}");
        assertThat(own(other, 1)).isEqualTo(own(one, 1));
        assertThat(own(other, 0)).hasSize(40);
    }

    /** What is not a parameter of a unit stays as it was drawn: weights, and everything of F1. */
    @Test
    void otherDrawsKeepTheirBits() {
        Formulations alike =
                new Formulations(ExperimentFile.read("net.yaml", NETWORK).experiment(PRODUCT), PRODUCT);
        Formulations differing = new Formulations(
                with("neurons.scatter", "{conductance: 0.2, synapticTimeConstant: 0.3}")
                        .experiment(PRODUCT),
                PRODUCT);
        for (int l = 0; l < 2; l++) {
            assertThat(differing.initial().forward(l)).isEqualTo(alike.initial().forward(l));
            assertThat(differing.initial().feedback(l))
                    .isEqualTo(alike.initial().feedback(l));
            assertThat(differing.of(Form.F2).map(differing.initial()).bias(l))
                    .isEqualTo(alike.of(Form.F2).map(alike.initial()).bias(l));
        }
        assertThat(differing.tauVMs()).isEqualTo(alike.tauVMs());
        assertThat(differing.experiment().exactMap()).isFalse();
        assertThat(alike.experiment().exactMap()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            neurons.scatter|{conductance: -0.1}|||--set x: neurons.scatter.conductance (line 1): expected a number >= 0, found '-0.1'
            neurons.scatter|{leak: 0.1}|||--set x: neurons.scatter.leak (line 1)
            neurons.scatter|{conductance: 0.1}|neurons.synapses|{basal: conductance}|--set x: neurons.scatter (line 1): expected none where synapses are conductances
            neurons.scatter|{conductance: 0.1}|neurons.cell|{kind: tree, restMv: -70, coupling: reciprocal, soma: {capacitancePicoF: 200, leakNanoS: 4}, dendrites: [{name: b, kind: basal, membrane: {capacitancePicoF: 4, leakNanoS: 4}, couplingNanoS: 1.5}, {name: t, kind: apical, membrane: {capacitancePicoF: 4, leakNanoS: 4}, couplingNanoS: 2}, {name: u, kind: apical, parent: t, membrane: {capacitancePicoF: 4, leakNanoS: 4}, couplingNanoS: 2}]}|--set x: neurons.scatter (line 1): expected none where a cell has other compartments than soma, basal and apical
            neurons.scatter|{thresholdMv: 1}|spikes.soma|adaptive exponential|--set x: neurons.scatter (line 1): expected none in F3 where a soma has a current of its own
            layers[0].neuron|{scatter: {capacitance: 0.1}}|spikes.soma|quadratic integrate-and-fire|--set x: layers[0].neuron.scatter (line 1): expected none in F3 where a soma has a current of its own
            neurons.scatter|{thresholdMv: 9}|spikes.soma|lif|--set x: neurons.scatter (line 1): LeakyIntegrateAndFire.resetMv must be below thresholdMv
            neurons.assumed|{coupling: 0}|||--set x: neurons.assumed.coupling (line 1): expected a number > 0, found '0'
            """)
    void whatCannotDifferIsRefusedAtItsKey(String key, String value, String also, String other, String message) {
        ExperimentFile file = with(key, value);
        ExperimentFile both = also == null ? file : file.with("--set x", also, other);
        assertThatThrownBy(() -> both.experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(message)
                .message()
                .doesNotContain("\n");
    }

    /** Somata with a current of their own are refused where they spike alone. */
    @Test
    void withoutSpikesTheSomaDoesNotMatter() {
        ExperimentFile file = with("neurons.scatter", "{conductance: 0.1}")
                .with("--set x", "spikes.soma", "adaptive exponential")
                .with("--set x", "formulations", "[F1, F2]");
        assertThat(own(file, 0)).hasSize(40);
    }

    /** Synapses of a neuron taken for one of 1.25 times the coupling and leak carry 1.25 times the current; kappa follows the coupling alone. */
    @Test
    void assumedSaysWhichCellSynapsesAreScaledTo() {
        RateReduction right = RateReductionOf.standard();
        RateReduction all = reduction("{leak: 1.25, coupling: 1.25}");
        assertThat(all.cell()).isEqualTo(right.cell());
        assertThat(all.basalPicoAPerDrive() / right.basalPicoAPerDrive()).isCloseTo(1.25, within(1e-14));
        assertThat(all.apicalPicoAPerFeedback() / right.apicalPicoAPerFeedback())
                .isCloseTo(1.25, within(1e-14));
        assertThat(all.kappa()).isCloseTo(right.kappa(), within(1e-15));
        RateReduction coupled = reduction("{coupling: 1.5}");
        // kappa = g_bs / (gL_s + g_bs + g_as)
        assertThat(coupled.kappa()).isCloseTo(6 / (4 + 6 + 3.0), within(1e-15));
        assertThat(reduction("{}")).isEqualTo(right);
    }

    private static RateReduction reduction(String assumed) {
        return new Formulations(with("neurons.assumed", assumed).experiment(PRODUCT), PRODUCT)
                .neurons()
                .hidden()
                .reduction();
    }

    /** That of the hidden layer of the file. */
    private static final class RateReductionOf {
        static RateReduction standard() {
            return new Formulations(ExperimentFile.read("net.yaml", NETWORK).experiment(PRODUCT), PRODUCT)
                    .neurons()
                    .hidden()
                    .reduction();
        }
    }
}
