package org.apical.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.preset.LayerFive;
import org.apical.neuron.simulation.NeuronSimulation;
import org.apical.neuron.simulation.SpikeRecorder;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.simulation.VariableRecorder;
import org.junit.jupiter.api.Test;

/** The example of the module's README. */
class ExampleTest {

    @Test
    void volleysOntoTheTuftMakeTheCellFire() {
        NeuronModel five = LayerFive.preset().model();
        NeuronPopulation neurons = new NeuronPopulation(five, Stepping.of(five, 0.025), Layout.of(100));

        Stimulus volleys = new Stimulus() {
            @Override
            public void spikes(int step, NeuronPopulation n) {
                for (int k = 0; step % 400 == 0 && k < 100; k++) {
                    n.input("gNMDA_a")[k] += 40;
                }
            }
        };

        VariableRecorder traces = new VariableRecorder(neurons, 4, "V_soma", "V_apical", "gNMDA_a");
        SpikeRecorder spikes = new SpikeRecorder();
        new NeuronSimulation(neurons, volleys, traces, spikes).run(8_000);
        double[] apicalMv = traces.trace("V_apical", 0);

        assertThat(apicalMv).hasSize(2000);
        assertThat(apicalMv[1999]).isGreaterThan(-50);
        assertThat(spikes.size()).isGreaterThan(100);
        assertThat(spikes.timeMs(0)).isBetween(1.0, 100.0);
    }
}
