package org.apical.app.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.update.SteadyStateUpdate;
import org.apical.plasticity.update.WeightUpdate;

/** Recomputes a case of {@code kind = deep-feedback-control} (physics.md 1 to 3) with the engine and the theory of Apical. */
final class DfcReplay {
    private final DfcCase c;
    private final NetworkDescription network;
    private final NetworkWeights weights;
    private final MatrixProduct product;
    private final DfcDeviations found;

    private DfcReplay(DfcCase c, MatrixProduct product, DfcDeviations found) {
        this.c = c;
        this.network = c.network();
        this.weights = c.weights();
        this.product = product;
        this.found = found;
    }

    static void run(CaseFile file, MatrixProduct product, Deviations deviations) {
        DfcCase c = DfcCase.read(file);
        DfcDeviations found = new DfcDeviations(deviations, c.network(), c.samples());
        SampleState[] free = new SampleState[c.samples()];
        for (int k = 0; k < free.length; k++) {
            free[k] = SampleState.feedforward(c.network(), c.weights(), c.input()[k]);
        }
        DfcReplay replay = new DfcReplay(c, product, found);
        replay.states("expected/feedforward/", k -> free[k]);
        WeightUpdate analytic = replay.analytic();
        replay.dynamics();
        DfcTheory.compare(c, file, free, analytic, found);
        if (file.has("feedback_learning")) {
            FeedbackReplay.run(c, file, product, free, found);
        }
        for (String group : List.of("network", "input", "feedback_learning/noise")) {
            file.datasets().stream().filter(name -> name.startsWith(group)).forEach(deviations::given);
        }
    }

    private void states(String group, IntFunction<SampleState> state) {
        for (int l = 0; l < network.layers(); l++) {
            int layer = l;
            found.layer(group + "v", l, k -> state.apply(k).potential(layer));
            found.layer(group + "r", l, k -> state.apply(k).rate(layer));
        }
    }

    private WeightUpdate analytic() {
        WeightUpdate update = new WeightUpdate(network);
        SteadyState[] steady = new SteadyState[c.samples()];
        for (int k = 0; k < steady.length; k++) {
            double alpha = c.dynamics().controller().leakAlpha();
            steady[k] = SteadyState.analytic(network, weights, c.input()[k], c.target()[k], alpha);
            SampleState state = steady[k].state();
            for (int l = 0; l < network.layers(); l++) {
                double[] basal = state.drive(network, weights, l);
                add(update, l, state.potential(l), basal, state.presynaptic(l));
            }
        }
        String group = "expected/analytic/";
        found.samples(group + "u", network.outputs(), k -> steady[k].control());
        for (int l = 0; l < network.layers(); l++) {
            int layer = l;
            found.layer(group + "delta_v", l, k -> potentialShift(layer, steady[k].control()));
        }
        states(group, k -> steady[k].state());
        found.update(group, update);
        return update;
    }

    /** Adds a sample's share of the batch mean of (phi(v) - phi(v_basal)) r_prev^T. */
    private void add(WeightUpdate update, int layer, double[] v, double[] basal, double[] presynaptic) {
        SteadyStateUpdate.add(update, layer, network.transfer(layer), v, basal, presynaptic, 1.0 / c.samples());
    }

    /** Q u of a layer. */
    private double[] potentialShift(int l, double[] control) {
        double[] shift = new double[network.units(l)];
        product.multiplyAdd(shift.length, control.length, 1, weights.feedback(l), control, shift);
        return shift;
    }

    private void dynamics() {
        DfcCase.Dynamics dynamics = c.dynamics();
        List<ApicalDendrite> dendrites = c.lowPass(dynamics);
        Simulation simulation = c.formulation(dynamics, dendrites, product).simulation(c.samples());
        Recorder recorder = new Recorder(c.recordEvery(), dynamics.timing().steps());
        LocalRule rule = new DendriticPrediction(
                DendriticPrediction.Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), product);
        List<LocalRule.Synapses> synapses = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            synapses.add(rule.at(simulation.synapses(l)));
        }
        StepObserver learning = (controlled, step, state) -> synapses.forEach(s -> s.step(controlled));
        c.present(simulation, c.formulation(dynamics, dendrites, product), c.target(), recorder, learning);

        found.traces("expected/dynamics/", recorder);
        found.update("expected/update_steady_state/", lastStepUpdate(simulation));
        WeightUpdate average = new WeightUpdate(network);
        double factor = 1.0 / ((double) dynamics.timing().steps() * c.samples());
        for (int l = 0; l < network.layers(); l++) {
            synapses.get(l).addTo(average.forward(l), average.bias(l), factor);
        }
        found.update("expected/update_time_average/", average);
    }

    /** (phi(v) - phi(v_basal)) r_prev^T at the last step, the basal potential re-read from the final presynaptic rates. */
    private WeightUpdate lastStepUpdate(Simulation simulation) {
        WeightUpdate update = new WeightUpdate(network);
        for (int k = 0; k < c.samples(); k++) {
            for (int l = 0; l < network.layers(); l++) {
                double[] pre = lane(simulation.synapses(l).pre().trace(), k);
                double[] soma = lane(simulation.layer(l).postsynaptic().soma(), k);
                double[] basal = lane(simulation.layer(l).postsynaptic().basal(), k);
                double[] now = weights.bias(l).clone();
                product.multiplyAdd(now.length, pre.length, 1, weights.forward(l), pre, now);
                for (int i = 0; i < now.length; i++) {
                    soma[i] += now[i] - basal[i];
                }
                add(update, l, soma, now, pre);
            }
        }
        return update;
    }

    private double[] lane(double[] state, int lane) {
        double[] x = new double[state.length / c.samples()];
        for (int i = 0; i < x.length; i++) {
            x[i] = state[i * c.samples() + lane];
        }
        return x;
    }
}
