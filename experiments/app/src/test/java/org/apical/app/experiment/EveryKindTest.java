package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apical.app.UserError;
import org.apical.app.task.Task;
import org.apical.network.control.Control;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.preset.LayerFive;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.soma.SomaDescription;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the registry runs in a network when a file names it. */
class EveryKindTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final double STEP = 1;
    /** At these depolarisations every soma fires. */
    private static final String NETWORK = """
            input: {name: in, units: 3, gainHz: 100}
            layers:
              - {name: a, units: 4}
              - {name: b, units: 2, transfer: linear}
            neurons:
              hidden: {offsetMv: 40, scaleMv: 5, baselineHz: 100, gainHz: 100}
              output: {offsetMv: 60, scaleMv: 5, baselineHz: 10, gainHz: 4}
            spikes: {neuronsPerUnit: 100}
            timing: {dtMs: 1, tauUMs: 100, freeMs: 300, warmupMs: 0, controlledMs: 600}
            """;

    static Set<String> somata() {
        return Registry.KINDS.names(SomaDescription.class);
    }

    static Set<String> controllers() {
        return Registry.KINDS.names(Control.class);
    }

    /** Output units of every soma fire, each pushed by its target; a run of what is written back is the same run. */
    @ParameterizedTest
    @MethodSource("somata")
    void aNetworkOfEverySomaFollowsItsTargets(String soma) {
        Experiment experiment = experiment("spikes.soma", soma);
        Run run = run(experiment, Form.F3);
        assertThat(run.controlled[0] - run.free[0]).isGreaterThan(STEP / 2);
        assertThat(run.free[1] - run.controlled[1]).isGreaterThan(STEP / 2);
        String written = ExperimentFile.write(experiment);
        Experiment again = ExperimentFile.read("again.yaml", written).experiment(PRODUCT);
        assertThat(again).isEqualTo(experiment);
        assertThat(run(again, Form.F3).controlled).isEqualTo(run.controlled);
    }

    static List<String> cells() {
        List<String> cells = new ArrayList<>(Registry.KINDS.names(CellDescription.class));
        cells.removeAll(List.of("tree", "three compartments"));
        cells.add("""
                {kind: tree, restMv: -70, coupling: reciprocal, soma: {capacitancePicoF: 200, leakNanoS: 4}, dendrites: [
                  {name: left, kind: basal, membrane: {capacitancePicoF: 5, leakNanoS: 5}, couplingNanoS: 2},
                  {name: right, kind: basal, membrane: {capacitancePicoF: 9, leakNanoS: 5}, couplingNanoS: 2},
                  {name: trunk, kind: apical, membrane: {capacitancePicoF: 5, leakNanoS: 5}, couplingNanoS: 4},
                  {name: tuft, kind: apical, membrane: {capacitancePicoF: 10, leakNanoS: 10}, parent: trunk, couplingNanoS: 4}]}""");
        return cells;
    }

    /** In the steady state F2 is F1 on every cell, since synapses are scaled to it. */
    @ParameterizedTest
    @MethodSource("cells")
    void everyCellCarriesTheNetwork(String cell) {
        Experiment experiment = ExperimentFile.read("f.yaml", NETWORK)
                .with("o", "neurons.cell", cell)
                .with("o", "timing.tauVMs", "20")
                .experiment(PRODUCT);
        Run graded = run(experiment, Form.F2);
        Run rates = run(experiment, Form.F1);
        for (int o = 0; o < 2; o++) {
            assertThat(graded.free[o]).isCloseTo(rates.free[o], within(1e-9));
            assertThat(graded.controlled[o]).isCloseTo(rates.controlled[o], within(0.05 * STEP));
        }
        Run spiking = run(experiment, Form.F3);
        assertThat(spiking.controlled[0] - spiking.free[0]).isGreaterThan(STEP / 2);
        assertThat(spiking.free[1] - spiking.controlled[1]).isGreaterThan(STEP / 2);
    }

    static List<String> synapses() {
        return List.of(
                "{basal: conductance}",
                "{apical: conductance}",
                "{basal: {conductance: {inhibitoryMv: -75}}, apical: {conductance: {nmda: 0.5}}}",
                "{basal: {conductance: {nmda: 1, nmdaTauMs: 50}}, apical: current}");
    }

    /** Under both controllers, with every soma of its own or a shared one. */
    @ParameterizedTest
    @MethodSource("synapses")
    void controlActsThroughAllSynapses(String synapses) {
        for (String controller : List.of("ideal", "spiking")) {
            for (String soma : List.of("escape", "lif")) {
                Experiment experiment = ExperimentFile.read("f.yaml", NETWORK)
                        .with("o", "neurons.hidden", "{offsetMv: 15, scaleMv: 2, baselineHz: 100, gainHz: 100}")
                        .with("o", "neurons.output", "{offsetMv: 17, scaleMv: 1, baselineHz: 60, gainHz: 10}")
                        .with("o", "spikes.soma", soma)
                        .with("o", "neurons.synapses", synapses)
                        .with("o", "controller", controller)
                        .experiment(PRODUCT);
                for (Form form : List.of(Form.F2, Form.F3)) {
                    Run run = run(experiment, form);
                    assertThat(run.controlled[0] - run.free[0])
                            .as("%s, %s, %s", form, soma, controller)
                            .isGreaterThan(STEP / 3);
                    assertThat(run.free[1] - run.controlled[1])
                            .as("%s, %s, %s", form, soma, controller)
                            .isGreaterThan(STEP / 3);
                }
            }
        }
    }

    /** A layer's own neuron stands in for what the file says of all; what is written back says it too. */
    @Test
    void aLayerNamesItsOwnNeuron() {
        String own =
                "{cell: layer-5, code: {offsetMv: 9, scaleMv: 2, baselineHz: 30, gainHz: 20}, synapses: {basal: conductance}, soma: lif, neuronsPerUnit: 7, noiseMv: 2}";
        Experiment experiment = ExperimentFile.read("f.yaml", NETWORK)
                .with("o", "layers[0].neuron", own)
                .with("o", "timing.tauVMs", "20")
                .experiment(PRODUCT);
        Formulations formulations = new Formulations(experiment, PRODUCT);
        assertThat(formulations.neurons().reduction(formulations.network(), 0).cell())
                .isEqualTo(LayerFive.preset().model().cell());
        assertThat(formulations.neurons().reduction(formulations.network(), 1).cell())
                .isEqualTo(PyramidalCell.standard());
        assertThat(((SpikingFormulation) formulations.of(Form.F3)).units(0).neurons())
                .isEqualTo(7);
        assertThat(((SpikingFormulation) formulations.of(Form.F3)).units(1).neurons())
                .isEqualTo(100);
        assertThat(ExperimentFile.read("again.yaml", ExperimentFile.write(experiment))
                        .experiment(PRODUCT))
                .isEqualTo(experiment);
        // layers of 7 and of 100 neurons a unit, one of them behind conductances
        Run spiking = run(experiment, Form.F3);
        assertThat(spiking.free[1] - spiking.controlled[1]).isGreaterThan(STEP / 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "neurons.synapses | {basal: {conductance: {inhibitoryMv: 30}}} | neurons.synapses.basal.conductance.inhibitoryMv (line 1): Conductances.inhibitoryMv must be below excitatoryMv = 0.0 mV, got 30.0",
                "neurons.synapses | {basal: conductance} | neurons (line 6): Conductances must have reversals around the working point of the basal dendrite, 30.0",
                "neurons.synapses | {apical: {conductance: {nmda: 2}}} | neurons.synapses.apical.conductance.nmda (line 1): expected a number >= 0 and <= 1, found '2'",
                "layers[0].transfer | f-I curve | layers[0].transfer (line 1): expected another one under escape noise",
                "layers[0].neuron | {soma: escape, noiseMv: 2} | layers[0].neuron.noiseMv (line 1): spikes.noiseMv must be 0 with escape noise",
                "spikes.partMs | 0.5 | spikes.partMs (line 1): expected 0.1, its default: no soma has a current of its own that carries it up",
                "neurons.cell | {kind: tree, restMv: -70, coupling: reciprocal, soma: {capacitancePicoF: 200, leakNanoS: 4}, dendrites: [{name: a, kind: basal, membrane: {capacitancePicoF: 4, leakNanoS: 4}, couplingNanoS: 1.5}]} | site must be basal or apical where there are such dendrites",
            })
    void neuronsThatCannotBeAreRefusedAtTheirKey(String key, String value, String message) {
        assertThatThrownBy(() -> ExperimentFile.read("f.yaml", NETWORK)
                        .with("f.yaml", key, value)
                        .experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    /** Neurons of unlike layers learn each by what their own somata and time constants are. */
    @Test
    void unlikeLayersHaveRulesOfTheirOwn() {
        Formulations formulations = ExperimentFile.read("f.yaml", """
                        data: {set: digits, train: 64, test: 5}
                        layers:
                          - name: quick
                            units: 16
                            transfer: f-I curve
                            neuron:
                              cell: {restMv: -70, coupling: dendrite-to-soma, soma: {capacitancePicoF: 100, leakNanoS: 4},
                                basal: {capacitancePicoF: 10, leakNanoS: 10}, apical: {capacitancePicoF: 10, leakNanoS: 10},
                                basalCouplingNanoS: 4, apicalCouplingNanoS: 2}
                              code: {offsetMv: 10.5, scaleMv: 1, baselineHz: 6, gainHz: 2}
                              soma: lif
                              noiseMv: 3
                          - {name: output, transfer: rectified}
                        spikes: {soma: escape, neuronsPerUnit: 200}
                        timing: {tauUMs: 400, freeMs: 300, warmupMs: 50, controlledMs: 499}
                        learning: {target: {nudge: {lambda: 6}}}
                        """).formulations(PRODUCT);
        LayerRules rules = formulations.rule(formulations.of(Form.F3));
        DendriticPrediction hidden = (DendriticPrediction) rules.of(0);
        DendriticPrediction output = (DendriticPrediction) rules.of(1);
        assertThat(hidden.teacher()).isEqualTo(DendriticPrediction.Teacher.OWN_SPIKES);
        assertThat(output.teacher()).isEqualTo(DendriticPrediction.Teacher.SOMATIC_VOLTAGE);
        assertThat(hidden.prediction()).isEqualTo(new Prediction.ThroughSoma(10, 1));
        assertThat(output.prediction()).isEqualTo(new Prediction.ThroughSoma(20, 1));
        try (LaneBlocks threads = new LaneBlocks(1)) {
            Experiment experiment = formulations.experiment();
            Task task = experiment.data().orElseThrow().task(new RandomStreams(experiment.seed()));
            TrainingRun spiking = new TrainingRun(formulations, formulations.of(Form.F3), task, threads);
            NetworkWeights weights = spiking.initial();
            WeightUpdate rates = spiking.firstUpdate(weights, formulations.of(Form.F1));
            WeightUpdate spikes = spiking.firstUpdate(weights);
            assertThat(spikes.cosine(0, rates)).isGreaterThan(0.9);
            assertThat(spikes.cosine(1, rates)).isGreaterThan(0.9);
        }
    }

    /** Where the curve is flat no code has a slope. */
    @Test
    void aWorkingPointOutsideTheCurveIsRefused() {
        assertThatThrownBy(() -> ExperimentFile.read("f.yaml", NETWORK)
                        .with("f.yaml", "layers[0].transfer", "f-I curve")
                        .with("f.yaml", "spikes.soma", "lif")
                        .with("f.yaml", "neurons.hidden", "{offsetMv: 2, scaleMv: 5, baselineHz: 100, gainHz: 100}")
                        .experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "neurons.hidden.offsetMv (line 1): expected a depolarisation (mV) at which the f-I curve of the soma rises, found '2'");
    }

    /** Only what is not scaled to the cell feels another one. */
    @Test
    void remapSaysWhichSynapsesAreScaledToTheCell() {
        String thin =
                "{restMv: -70, coupling: dendrite-to-soma, soma: {capacitancePicoF: 200, leakNanoS: 4}, basal: {capacitancePicoF: 10, leakNanoS: 10}, apical: {capacitancePicoF: 10, leakNanoS: 10}, basalCouplingNanoS: 4, apicalCouplingNanoS: 0.2}";
        for (Remap remap : Remap.values()) {
            Experiment experiment = ExperimentFile.read("f.yaml", NETWORK)
                    .with("o", "neurons.cell", thin)
                    .with("o", "neurons.remap", Registry.KINDS.name(remap))
                    .experiment(PRODUCT);
            RateReduction r =
                    new Formulations(experiment, PRODUCT).neurons().hidden().reduction();
            double moved = r.resistances().somaApical()
                    * r.apicalPicoAPerFeedback()
                    / r.code().scaleMv();
            boolean scaled = remap == Remap.ALL || remap == Remap.APICAL;
            // R_sa of 0.2 nS against that of 2 nS, behind somata of 8.2 and 10 nS
            assertThat(moved).isCloseTo(scaled ? 1 : 0.1 * 10 / 8.2, within(1e-12));
            double driven = r.resistances().somaBasal()
                    * r.basalPicoAPerDrive()
                    / r.code().scaleMv();
            assertThat(driven).isCloseTo(remap == Remap.ALL || remap == Remap.BASAL ? 1 : 10 / 8.2, within(1e-12));
        }
    }

    /** Every controller that acts moves the output of every formulation towards its target, by more than half of the way. */
    @ParameterizedTest
    @MethodSource("controllers")
    void everyControllerReducesTheError(String controller) {
        Experiment experiment = experiment("controller", controller);
        boolean acts = experiment.controller().description(1, 1).acts();
        for (Form form : Form.values()) {
            Run run = run(experiment, form);
            assertThat(run.controlled[0] - run.free[0] > STEP / 2)
                    .as("%s", form)
                    .isEqualTo(acts);
            assertThat(run.free[1] - run.controlled[1] > STEP / 2)
                    .as("%s", form)
                    .isEqualTo(acts);
        }
    }

    private static Experiment experiment(String key, String value) {
        return ExperimentFile.read("f.yaml", NETWORK).with(key, key, value).experiment(PRODUCT);
    }

    /** Mean outputs without control, and over the second half of it. */
    private record Run(double[] free, double[] controlled) {}

    /** One sample, its first output to be raised by STEP, its second to be lowered. */
    private static Run run(Experiment experiment, Form form) {
        Formulations formulations = new Formulations(experiment, PRODUCT);
        Formulation formulation = formulations.of(form);
        RandomStreams streams = new RandomStreams(experiment.seed());
        NetworkWeights weights = NetworkWeights.draw(formulations.network(), streams);
        int steps = formulation.timing().steps();
        double[] free = new double[2];
        double[] controlled = new double[2];
        formulation
                .simulation(1)
                .present(
                        formulation.map(weights),
                        new Presentation(new double[] {0.2, 0.9, 0.5}, new long[1], Phase.PROBE, streams),
                        (undriven, target, outputs, lanes) -> {
                            for (int o = 0; o < outputs; o++) {
                                free[o] = undriven[o];
                                target[o] = undriven[o] + (o == 0 ? STEP : -STEP);
                            }
                        },
                        (underControl, step, state) -> {
                            for (int o = 0; underControl && step >= steps / 2 && o < 2; o++) {
                                controlled[o] += state.layer(1).output()[o] / (steps - steps / 2);
                            }
                        });
        return new Run(free, controlled);
    }
}
