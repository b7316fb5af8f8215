package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apical.network.control.Control;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.soma.SomaDescription;
import org.junit.jupiter.params.ParameterizedTest;
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
