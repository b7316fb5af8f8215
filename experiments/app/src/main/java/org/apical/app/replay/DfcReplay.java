package org.apical.app.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.reference.Backpropagation;
import org.apical.plasticity.reference.GaussNewton;
import org.apical.plasticity.reference.MinimumNorm;
import org.apical.plasticity.reference.NonLocal;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.training.ApicalPlasticity;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.SteadyStateUpdate;
import org.apical.plasticity.update.WeightUpdate;

/** Recomputes a case of {@code kind = deep-feedback-control} (physics.md 1 to 3) with the engine and the theory of Apical. */
final class DfcReplay {
    /** Below this amplitude the feedback rule divides by the square of this, as the recordings do. */
    private static final double LEAST_SIGMA = 0.01;
    /** What one unit of time stands for (physics.md 5). */
    private static final double TAU_U_MS = 100;

    private final CaseFile file;
    private final DfcCase c;
    private final NetworkDescription network;
    private final NetworkWeights weights;
    private final MatrixProduct product;
    private final Deviations deviations;

    private DfcReplay(CaseFile file, MatrixProduct product, Deviations deviations) {
        this.file = file;
        this.c = DfcCase.read(file);
        this.network = c.network();
        this.weights = c.weights();
        this.product = product;
        this.deviations = deviations;
    }

    static void run(CaseFile file, MatrixProduct product, Deviations deviations) {
        DfcReplay replay = new DfcReplay(file, product, deviations);
        replay.feedforward();
        WeightUpdate analytic = replay.analytic();
        replay.dynamics();
        replay.theory(analytic);
        if (file.has("feedback_learning")) {
            replay.feedbackLearning();
        }
        for (String group : List.of("network", "input", "feedback_learning/noise")) {
            file.datasets().stream().filter(name -> name.startsWith(group)).forEach(deviations::given);
        }
    }

    private void feedforward() {
        double[][] rows = new double[c.samples()][];
        for (int l = 0; l < network.layers(); l++) {
            int layer = l;
            int units = network.units(l);
            each(rows, k -> free(k).potential(layer));
            compare("expected/feedforward/v" + (l + 1), rows, units);
            each(rows, k -> free(k).rate(layer));
            compare("expected/feedforward/r" + (l + 1), rows, units);
        }
    }

    private SampleState free(int sample) {
        return SampleState.feedforward(network, weights, c.input()[sample]);
    }

    private WeightUpdate analytic() {
        WeightUpdate update = new WeightUpdate(network);
        SteadyState[] steady = new SteadyState[c.samples()];
        for (int k = 0; k < c.samples(); k++) {
            double alpha = c.dynamics().controller().leakAlpha();
            steady[k] = SteadyState.analytic(network, weights, c.input()[k], c.target()[k], alpha);
            SampleState state = steady[k].state();
            for (int l = 0; l < network.layers(); l++) {
                double[] basal = state.drive(network, weights, l);
                SteadyStateUpdate.add(
                        update,
                        l,
                        network.transfer(l),
                        state.potential(l),
                        basal,
                        state.presynaptic(l),
                        1.0 / c.samples());
            }
        }
        String group = "expected/analytic/";
        double[][] rows = new double[c.samples()][];
        each(rows, k -> steady[k].control());
        compare(group + "u", rows, network.outputs());
        for (int l = 0; l < network.layers(); l++) {
            int layer = l;
            int units = network.units(l);
            each(rows, k -> potentialShift(layer, steady[k].control()));
            compare(group + "delta_v" + (l + 1), rows, units);
            each(rows, k -> steady[k].state().potential(layer));
            compare(group + "v" + (l + 1), rows, units);
            each(rows, k -> steady[k].state().rate(layer));
            compare(group + "r" + (l + 1), rows, units);
        }
        compare(group, update);
        return update;
    }

    /** Q u of a layer. */
    private double[] potentialShift(int l, double[] control) {
        double[] shift = new double[network.units(l)];
        product.multiplyAdd(shift.length, control.length, 1, weights.feedback(l), control, shift);
        return shift;
    }

    private void dynamics() {
        Simulation simulation = formulation(c.dynamics(), lowPass(c.dynamics())).simulation(c.samples());
        Recorder recorder = new Recorder(c.recordEvery(), c.dynamics().timing().steps());
        LocalRule rule = new DendriticPrediction(
                DendriticPrediction.Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), product);
        List<LocalRule.Synapses> synapses = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            synapses.add(rule.at(simulation.synapses(l)));
        }
        StepObserver learning = (controlled, step, state) -> synapses.forEach(s -> s.step(controlled));
        present(simulation, c.dynamics(), columns(c.target()), recorder, learning);

        record(recorder, "expected/dynamics/");
        compare("expected/update_steady_state/", lastStepUpdate(simulation));
        WeightUpdate average = new WeightUpdate(network);
        double factor = 1.0 / ((double) c.dynamics().timing().steps() * c.samples());
        for (int l = 0; l < network.layers(); l++) {
            synapses.get(l).addTo(average.forward(l), average.bias(l), factor);
        }
        compare("expected/update_time_average/", average);
    }

    private void record(Recorder recorder, String group) {
        recorder.traces().forEach((name, trace) -> {
            int perRow = trace.length / recorder.rows() / c.samples();
            int[] shape = name.equals("error_norm")
                    ? new int[] {recorder.rows(), c.samples()}
                    : new int[] {recorder.rows(), c.samples(), perRow};
            deviations.compare(group + name, trace, shape);
        });
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
                SteadyStateUpdate.add(update, l, network.transfer(l), soma, now, pre, 1.0 / c.samples());
            }
        }
        return update;
    }

    private void theory(WeightUpdate analytic) {
        Map<String, NonLocal> references = new LinkedHashMap<>();
        references.put("minimum_norm", new MinimumNorm(c.damping()));
        references.put("gauss_newton", new GaussNewton(c.damping()));
        references.put("backpropagation", new Backpropagation());
        Map<String, WeightUpdate> updates = new LinkedHashMap<>();
        references.keySet().forEach(name -> updates.put(name, new WeightUpdate(network)));
        boolean stability = file.has("expected/theory/max_real_eigenvalue_A_PI");
        double[][] jacobian = new double[c.samples()][];
        double[] eigenvalue = new double[c.samples()];
        double conditionTwo = 0;
        for (int k = 0; k < c.samples(); k++) {
            LinearisedNetwork linear = new LinearisedNetwork(network, weights, free(k));
            jacobian[k] = linear.jacobian().data;
            conditionTwo += linear.conditionTwo() / c.samples();
            if (stability) {
                eigenvalue[k] = linear.largestRealEigenvalue(
                        c.dynamics().controller().leakAlpha(),
                        c.dynamics().controller().proportionalGain(),
                        c.dynamics().tauV());
            }
            double[] descent = descent(k, linear.state().output());
            for (Map.Entry<String, NonLocal> reference : references.entrySet()) {
                reference.getValue().addTo(updates.get(reference.getKey()), linear, descent, 1.0 / c.samples());
            }
        }
        int units = jacobian[0].length / network.outputs();
        deviations.compare("expected/theory/jacobian", flat(jacobian), c.samples(), network.outputs(), units);
        deviations.compare("expected/theory/condition_two", new double[] {conditionTwo});
        deviations.compare("expected/theory/max_real_eigenvalue_A_PI", eigenvalue, c.samples());
        updates.forEach((name, update) -> {
            compare("expected/" + name + "/", update);
            deviations.compare(
                    "expected/theory/angle_deg_analytic_vs_" + name, new double[] {analytic.angleDegrees(update)});
        });
    }

    /** Minus the loss gradient at the output: (r_L* - r_L^-) / lambda. */
    private double[] descent(int sample, double[] output) {
        double[] descent = new double[output.length];
        for (int o = 0; o < descent.length; o++) {
            descent[o] = (c.target()[sample][o] - output[o]) / c.targetStepsize();
        }
        return descent;
    }

    private void feedbackLearning() {
        String group = "feedback_learning/";
        CaseFile.Attributes a = file.attributes("feedback_learning");
        DfcCase.Dynamics dynamics = DfcCase.Dynamics.read(a);
        int steps = dynamics.timing().steps();
        double sigma = a.number("sigma", 0, 1e6);
        double sigmaOutput = a.number("sigma_output", 0, 1e6);
        double dt = dynamics.timing().dtOverTauU();
        List<ApicalDendrite> dendrites = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            double[] noise = file.doubles(group + "noise" + (l + 1), steps - 1, c.samples(), units);
            double amplitude = (l == network.layers() - 1 ? sigmaOutput : sigma) * Math.sqrt(dt) / dynamics.tauA();
            dendrites.add(new ApicalDendrite.NoisyLowPass(
                    dt / dynamics.tauA(), amplitude, new RecordedNoise(noise, c.samples(), units)));
        }
        Simulation simulation = formulation(dynamics, dendrites).simulation(c.samples());
        double[][] output = new double[c.samples()][];
        each(output, k -> free(k).output());
        Recorder recorder = new Recorder(1, steps);
        AntiHebbianParams params = AntiHebbianParams.plain(Math.max(sigma, LEAST_SIGMA), TAU_U_MS * dt);
        ApicalPlasticity feedback = new ApicalPlasticity(new AntiHebbianFeedback(params, product), simulation);
        feedback.begin(weights);
        present(simulation, dynamics, columns(output), recorder, feedback);
        record(recorder, group + "expected/");
        FeedbackUpdate update = new FeedbackUpdate(network);
        feedback.addTo(update, 1.0 / c.samples());
        for (int l = 0; l < network.layers(); l++) {
            deviations.compare(
                    group + "expected/dQ" + (l + 1), update.feedback(l), network.units(l), network.outputs());
        }
    }

    /** Recorded standard normal numbers, (step, sample, unit), handed out as [unit][lane]. */
    private static final class RecordedNoise implements ApicalDendrite.Noise {
        private final double[] recorded;
        private final int units;
        private final double[] now;
        private int step;

        RecordedNoise(double[] recorded, int lanes, int units) {
            this.recorded = recorded;
            this.units = units;
            this.now = new double[units * lanes];
        }

        @Override
        public double[] next() {
            double[] row = Arrays.copyOfRange(recorded, step * now.length, (step + 1) * now.length);
            MatrixProduct.transpose(now.length / units, units, row, now);
            step++;
            return now;
        }
    }

    private RateFormulation formulation(DfcCase.Dynamics dynamics, List<ApicalDendrite> dendrites) {
        return new RateFormulation(
                network, dynamics.timing(), dynamics.controller(), dynamics.tauV(), dendrites, product);
    }

    private List<ApicalDendrite> lowPass(DfcCase.Dynamics dynamics) {
        ApicalDendrite dendrite = new ApicalDendrite.LowPass(dynamics.timing().dtOverTauU() / dynamics.tauA());
        return java.util.Collections.nCopies(network.layers(), dendrite);
    }

    private void present(Simulation simulation, DfcCase.Dynamics dynamics, double[] target, StepObserver... observers) {
        Presentation presentation =
                new Presentation(columns(c.input()), new long[c.samples()], Phase.PROBE, new RandomStreams(0));
        simulation.present(
                formulation(dynamics, lowPass(dynamics)).map(weights),
                presentation,
                OutputTarget.fixed(target),
                observers);
    }

    private double[] lane(double[] state, int lane) {
        double[] x = new double[state.length / c.samples()];
        for (int i = 0; i < x.length; i++) {
            x[i] = state[i * c.samples() + lane];
        }
        return x;
    }

    /** [sample][unit] as [unit][lane]. */
    private static double[] columns(double[][] rows) {
        double[] columns = new double[rows.length * rows[0].length];
        MatrixProduct.transpose(rows.length, rows[0].length, flat(rows), columns);
        return columns;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private interface PerSample {
        double[] of(int sample);
    }

    private static void each(double[][] rows, PerSample quantity) {
        for (int k = 0; k < rows.length; k++) {
            rows[k] = quantity.of(k);
        }
    }

    private void compare(String name, double[][] rows, int columns) {
        deviations.compare(name, flat(rows), c.samples(), columns);
    }

    private void compare(String group, WeightUpdate update) {
        for (int l = 0; l < network.layers(); l++) {
            deviations.compare(
                    group + "dW" + (l + 1), update.forward(l), network.units(l), network.presynapticUnits(l));
            deviations.compare(group + "db" + (l + 1), update.bias(l), network.units(l));
        }
    }
}
