package org.apical.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.reduction.RateCode;
import org.junit.jupiter.api.Test;

class NetworkRunTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    private static List<NetworkRun.Outcome> run(NetworkModel model, int threads) {
        try (LaneBlocks lanes = new LaneBlocks(threads)) {
            return new NetworkRun(model, 1, PRODUCT, lanes).run(outcome -> {});
        }
    }

    private static NetworkModel quick(String name) {
        NetworkModel m = NetworkFile.read(Path.of("..", "networks", name));
        NetworkModel.Clock c = m.clock();
        return new NetworkModel(
                m.network(),
                new NetworkModel.Clock(c.dtMs(), c.tauUMs(), c.freeMs(), c.warmupMs(), 1200),
                m.neurons(),
                m.units(),
                m.synapseTauMs(),
                m.controller());
    }

    /**
     * The controller drives the output's spikes to the target, so what these N T nu spikes leave open, sqrt(nu / (N T)) / nu_1, is what v may be away from
     * it; hidden layers, whose code is five times steeper, lie below that.
     */
    private static double spread(NetworkModel model) {
        double seconds = 0.5e-3 * model.clock().controlledMs();
        RateCode code = model.neurons().output().rates();
        return Math.sqrt(code.baselineHz() / (model.units().neurons() * seconds)) / code.gainHz();
    }

    private static void assertAlike(NetworkRun.Outcome spikes, NetworkRun.Outcome reference, double spread) {
        for (int layer = 0; layer < 2; layer++) {
            double absolute = spikes.deviation(layer, reference) * reference.rms(layer);
            assertThat(absolute).as("layer " + layer).isBetween(0.0, 1.3 * spread);
            assertThat(reference.rms(layer)).isGreaterThan(2 * spread);
        }
    }

    @Test
    void oneDescriptionRunsUnchangedUnderEveryFormulation() {
        NetworkModel model = quick("digits.yaml");
        List<NetworkRun.Outcome> outcomes = run(model, 2);
        assertThat(outcomes).extracting(NetworkRun.Outcome::id).containsExactly("F1", "F2", "F3");
        for (int layer = 0; layer < 2; layer++) {
            // dendrites of 1 ms delay the approach, which has 1.5 tau_u to go
            assertThat(outcomes.get(1).deviation(layer, outcomes.get(0))).isLessThan(0.01);
        }
        assertAlike(outcomes.get(2), outcomes.get(0), spread(model));
    }

    @Test
    void recurrentNetworksRunUnderEveryFormulationAlike() {
        NetworkModel model = quick("recurrent.yaml");
        List<NetworkRun.Outcome> outcomes = run(model, 1);
        assertThat(outcomes).extracting(NetworkRun.Outcome::id).containsExactly("F1", "F2", "F3");
        for (int layer = 0; layer < 2; layer++) {
            assertThat(outcomes.get(1).deviation(layer, outcomes.get(0))).isLessThan(0.01);
        }
        assertAlike(outcomes.get(2), outcomes.get(0), spread(model));
    }

    @Test
    void threadsChangeNoBit() {
        List<NetworkRun.Outcome> one = run(quick("recurrent.yaml"), 1);
        List<NetworkRun.Outcome> two = run(quick("recurrent.yaml"), 2);
        for (int k = 0; k < one.size(); k++) {
            assertThat(two.get(k).potentials()).isDeepEqualTo(one.get(k).potentials());
            assertThat(two.get(k).control()).isEqualTo(one.get(k).control());
        }
    }
}
