package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Driving forces in a network of graded compartments: one sample, inputs that hold. */
class DrivingForceTest {
    private static final double EXCITATORY_MV = 0;
    private static final double INHIBITORY_MV = -80;
    /** E_L + R_bb I_b at v = 0 of the default cell and code: -70 mV + 0.1 GOhm 175 pA. */
    private static final double WORKING_MV = -52.5;

    /**
     * What driving forces make of the change of a weight depends on its sign alone, and both factors are those of one potential: the mean of V_b, weighted by the error. F1 has no
     * potentials and changes as before.
     */
    @Test
    void excitationAndInhibitionAreThoseOfOnePotential() {
        NetworkWeights weights = run(Form.F2, false).weights();
        double[] w = weights.forward(0);
        double[] plain = run(Form.F2, false).update().forward(0);
        double[] driven = run(Form.F2, true).update().forward(0);
        int inputs = w.length / 5;
        for (int unit = 0; unit < 5; unit++) {
            double mv = Double.NaN;
            for (int j = 0; j < inputs; j++) {
                int k = unit * inputs + j;
                double ratio = driven[k] / plain[k];
                if (plain[k] == 0) {
                    continue;
                }
                double at = w[k] >= 0
                        ? EXCITATORY_MV - ratio * (EXCITATORY_MV - WORKING_MV)
                        : INHIBITORY_MV + ratio * (WORKING_MV - INHIBITORY_MV);
                mv = Double.isNaN(mv) ? at : mv;
                assertThat(at).isCloseTo(mv, within(1e-7));
            }
            assertThat(mv).isBetween(-60.0, -45.0).isNotCloseTo(WORKING_MV, within(1e-3));
        }
        assertThat(run(Form.F2, true).update().bias(0))
                .isEqualTo(run(Form.F2, false).update().bias(0));
        assertThat(run(Form.F1, true).update().forward(0))
                .isEqualTo(run(Form.F1, false).update().forward(0));
    }

    private record Run(NetworkWeights weights, WeightUpdate update) {}

    private static Run run(Form form, boolean driven) {
        Formulations formulations = ExperimentFile.read("f.yaml", """
                        data: {set: digits, train: 8, test: 5}
                        layers:
                          - {name: a, units: 5, transfer: tanh}
                          - {name: b, transfer: rectified}
                        neurons: {synapses: {basal: conductance, apical: conductance}}
                        learning: {batch: 1}
                        """)
                .with("test", "learning.rule", "{kind: dendritic prediction, drivingForce: " + driven + "}")
                .formulations(MatrixProduct.detect());
        Experiment experiment = formulations.experiment();
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = new TrainingRun(
                    formulations,
                    formulations.of(form),
                    experiment.data().orElseThrow().task(new RandomStreams(experiment.seed())),
                    threads);
            NetworkWeights weights = run.initial();
            return new Run(weights, run.firstUpdate(weights));
        }
    }
}
