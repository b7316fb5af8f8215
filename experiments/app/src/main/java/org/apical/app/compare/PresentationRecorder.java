package org.apical.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.app.compare.PresentationTrace.LayerTrace;
import org.apical.app.compare.PresentationTrace.Spikes;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.NeuronSet;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateReduction;

/** Records every step of one lane of a presentation; abstract units are shown as the potentials they stand for. */
final class PresentationRecorder implements StepObserver {
    private static final int RECORDED_NEURONS = 10;

    private final String formulation;
    private final double dtMs;
    private final List<RateReduction> reductions = new ArrayList<>();
    private final List<RandomGenerator> raster = new ArrayList<>();
    private final List<Double> time = new ArrayList<>();
    private final List<LayerRecord> layers = new ArrayList<>();
    private final List<double[]> output = new ArrayList<>();
    private final List<double[]> control = new ArrayList<>();
    private double[] target = {};

    PresentationRecorder(
            String formulation, NetworkDescription network, NeuronSet neurons, double dtMs, RandomStreams streams) {
        this.formulation = formulation;
        this.dtMs = dtMs;
        for (int l = 0; l < network.layers(); l++) {
            reductions.add(neurons.reduction(network, l));
            raster.add(streams.stream(Purpose.RASTER, l));
            layers.add(new LayerRecord());
        }
    }

    private static final class LayerRecord {
        final List<double[]> soma = new ArrayList<>();
        final List<double[]> basal = new ArrayList<>();
        final List<double[]> apical = new ArrayList<>();
        final List<Double> spikeTimes = new ArrayList<>();
        final List<Integer> spikeNeurons = new ArrayList<>();
        int recordedNeurons;
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        double now = step * dtMs;
        time.add(now);
        int lanes = state.lanes();
        for (int l = 0; l < layers.size(); l++) {
            LayerRecord record = layers.get(l);
            Layer layer = state.layer(l);
            double[] soma = lane(layer.postsynaptic().soma(), lanes);
            double[] basal = lane(layer.postsynaptic().basal(), lanes);
            double[] apical = lane(layer.apical(), lanes);
            if (layer.abstractUnits()) {
                RateReduction reduction = reductions.get(l);
                for (int i = 0; i < soma.length; i++) {
                    soma[i] = reduction.somaMv(soma[i]);
                    basal[i] = reduction.basalMv(basal[i]);
                    apical[i] = reduction.apicalMv(apical[i]);
                }
            }
            RandomGenerator random = raster.get(l);
            layer.spiking().ifPresent(population -> {
                int recorded = Math.min(RECORDED_NEURONS, population.neuronsPerUnit());
                record.recordedNeurons = recorded;
                population.spikes(0, random, (unit, neuron) -> {
                    if (neuron < recorded) {
                        record.spikeTimes.add(now);
                        record.spikeNeurons.add(unit * recorded + neuron);
                    }
                });
            });
            record.soma.add(soma);
            record.basal.add(basal);
            record.apical.add(apical);
        }
        output.add(lane(state.layer(layers.size() - 1).trace(), lanes));
        double[] u = lane(state.control(), lanes);
        control.add(controlled ? u : new double[u.length]);
        if (controlled && step == 0) {
            target = lane(state.target(), lanes);
        }
    }

    private static double[] lane(double[] state, int lanes) {
        double[] x = new double[state.length / lanes];
        for (int i = 0; i < x.length; i++) {
            x[i] = state[i * lanes];
        }
        return x;
    }

    PresentationTrace trace() {
        List<LayerTrace> traces = new ArrayList<>();
        for (LayerRecord record : layers) {
            Spikes spikes = new Spikes(
                    record.recordedNeurons,
                    record.spikeTimes.stream().mapToDouble(Double::doubleValue).toArray(),
                    record.spikeNeurons.stream().mapToInt(Integer::intValue).toArray());
            traces.add(new LayerTrace(matrix(record.soma), matrix(record.basal), matrix(record.apical), spikes));
        }
        return new PresentationTrace(
                formulation,
                time.stream().mapToDouble(Double::doubleValue).toArray(),
                traces,
                matrix(output),
                target,
                matrix(control));
    }

    private static double[][] matrix(List<double[]> rows) {
        return rows.toArray(double[][]::new);
    }
}
