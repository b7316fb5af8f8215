package org.apical.neuron;

import java.util.Locale;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.preset.LayerFive;
import org.apical.neuron.simulation.NeuronSimulation;
import org.apical.neuron.simulation.SpikeRecorder;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.simulation.VariableRecorder;

/** A hundred layer-5 cells, each under volleys of its own strength onto its apical dendrites. */
public final class PopulationExample {
    private PopulationExample() {}

    public static void main(String[] arguments) {
        // AMPA, GABA_A and NMDA synapses, an adaptive exponential soma; steps of 0.025 ms
        NeuronModel cell = LayerFive.preset().model();
        NeuronPopulation neurons = new NeuronPopulation(cell, Stepping.of(cell, 0.025), Layout.of(100));

        // every 10 ms a volley: 0.5 k nS of NMDA for neuron k
        Stimulus volleys = new Stimulus() {
            @Override
            public void spikes(int step, NeuronPopulation population) {
                for (int k = 0; step % 400 == 0 && k < 100; k++) {
                    population.input("gNMDA_a")[k] += 0.5 * k;
                }
            }
        };

        // any variable at any interval, here every 0.1 ms; spikes as (neuron, lane, step)
        VariableRecorder traces = new VariableRecorder(neurons, 4, "V_soma", "V_apical", "gNMDA_a");
        SpikeRecorder spikes = new SpikeRecorder();
        new NeuronSimulation(neurons, volleys, traces, spikes).run(8_000);

        int[] count = new int[100];
        for (int k = 0; k < spikes.size(); k++) {
            count[spikes.neuron(k)]++;
        }
        for (int k : new int[] {20, 40, 60, 80}) {
            double[] apicalMv = traces.trace("V_apical", k);
            System.out.printf(
                    Locale.ROOT,
                    "%2.0f nS: %2d spikes in 200 ms, V_apical %.1f mV at the end%n",
                    0.5 * k,
                    count[k],
                    apicalMv[apicalMv.length - 1]);
        }
    }
}
