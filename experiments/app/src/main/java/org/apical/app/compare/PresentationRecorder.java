package org.apical.app.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.apical.app.compare.PresentationTrace.LayerTrace;
import org.apical.app.compare.PresentationTrace.Spikes;
import org.apical.app.experiment.Kept;
import org.apical.app.experiment.Kept.Variable;
import org.apical.app.experiment.Kept.When;
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

    private final Kept kept;
    private final double dtMs;
    private final List<RandomGenerator> raster = new ArrayList<>();
    private final List<Double> time = new ArrayList<>();
    private final List<LayerRecord> layers = new ArrayList<>();
    private final List<double[]> output = new ArrayList<>();
    private final List<double[]> control = new ArrayList<>();
    private double[] target = {};

    PresentationRecorder(Kept kept, NetworkDescription network, NeuronSet neurons, double dtMs, RandomStreams streams) {
        this.kept = kept;
        this.dtMs = dtMs;
        for (int l = 0; l < network.layers(); l++) {
            raster.add(streams.stream(Purpose.RASTER, l));
            layers.add(new LayerRecord(neurons.reduction(network, l), network.units(l)));
        }
    }

    private final class LayerRecord {
        final RateReduction reduction;
        final int units;
        final Map<Variable, List<double[]>> potentials = new EnumMap<>(Variable.class);
        final List<Double> spikeTimes = new ArrayList<>();
        final List<Integer> spikeNeurons = new ArrayList<>();
        int recordedNeurons;
        boolean individual;

        LayerRecord(RateReduction reduction, int units) {
            this.reduction = reduction;
            this.units = Math.min(units, kept.units().orElse(units));
        }

        void step(Layer layer, int lanes, RandomGenerator random, double now) {
            boolean rates = layer.abstractUnits();
            potential(Variable.SOMA, layer.postsynaptic().soma(), lanes, rates ? reduction::somaMv : v -> v);
            potential(Variable.BASAL, layer.postsynaptic().basal(), lanes, rates ? reduction::basalMv : v -> v);
            potential(Variable.APICAL, layer.apical(), lanes, rates ? reduction::apicalMv : v -> v);
            layer.spiking().ifPresent(population -> {
                recordedNeurons = Math.min(RECORDED_NEURONS, population.neuronsPerUnit());
                individual = population.neuronSpikes() != null;
                if (kept.variables().contains(Variable.SPIKES)) {
                    population.spikes(0, random, (unit, neuron) -> {
                        if (neuron < recordedNeurons && unit < units) {
                            spikeTimes.add(now);
                            spikeNeurons.add(unit * recordedNeurons + neuron);
                        }
                    });
                }
            });
        }

        private void potential(Variable variable, double[] state, int lanes, DoubleUnaryOperator mv) {
            if (kept.variables().contains(variable)) {
                double[] v = lane(state, units, lanes);
                for (int i = 0; i < v.length; i++) {
                    v[i] = mv.applyAsDouble(v[i]);
                }
                potentials.computeIfAbsent(variable, any -> new ArrayList<>()).add(v);
            }
        }

        LayerTrace trace() {
            Map<Variable, double[][]> all = new EnumMap<>(Variable.class);
            potentials.forEach((variable, rows) -> all.put(variable, matrix(rows)));
            return new LayerTrace(
                    units,
                    all,
                    new Spikes(
                            recordedNeurons,
                            spikeTimes.stream().mapToDouble(Double::doubleValue).toArray(),
                            spikeNeurons.stream().mapToInt(Integer::intValue).toArray(),
                            individual));
        }
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        double now = step * dtMs;
        time.add(now);
        int lanes = state.lanes();
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).step(state.layer(l), lanes, raster.get(l), now);
        }
        double[] trace = state.layer(layers.size() - 1).trace();
        output.add(lane(trace, trace.length / lanes, lanes));
        double[] u = lane(state.control(), state.control().length / lanes, lanes);
        control.add(controlled ? u : new double[u.length]);
        if (controlled && step == 0) {
            target = lane(state.target(), u.length, lanes);
        }
    }

    private static double[] lane(double[] state, int units, int lanes) {
        double[] x = new double[units];
        for (int i = 0; i < x.length; i++) {
            x[i] = state[i * lanes];
        }
        return x;
    }

    /**
     * What was recorded.
     *
     * @param weights whose presentation it was
     * @param sample number of the held-out sample
     */
    PresentationTrace trace(String formulation, When weights, int sample) {
        return new PresentationTrace(
                formulation,
                weights,
                sample,
                time.stream().mapToDouble(Double::doubleValue).toArray(),
                layers.stream().map(LayerRecord::trace).toList(),
                matrix(output),
                target,
                matrix(control));
    }

    private static double[][] matrix(List<double[]> rows) {
        return rows.toArray(double[][]::new);
    }
}
