package org.apical.app.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Simulation;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.training.ApicalPlasticity;
import org.apical.plasticity.update.FeedbackUpdate;

/** Recomputes the group {@code feedback_learning} of a case of abstract DFC: a presentation under recorded noise, whose target is the feedforward output. */
final class FeedbackReplay {
    private static final String GROUP = "feedback_learning/";
    /** Below this amplitude the feedback rule divides by the square of this, as the recordings do. */
    private static final double LEAST_SIGMA = 0.01;
    /** What one unit of time stands for (physics.md 5). */
    private static final double TAU_U_MS = 100;

    private FeedbackReplay() {}

    static void run(DfcCase c, CaseFile file, MatrixProduct product, SampleState[] free, DfcDeviations found) {
        NetworkDescription network = c.network();
        CaseAttributes a = file.attributes("feedback_learning");
        DfcCase.Dynamics dynamics = DfcCase.Dynamics.read(a);
        int steps = dynamics.timing().steps();
        double sigma = a.number("sigma", 0, 1e6);
        double sigmaOutput = a.number("sigma_output", 0, 1e6);
        double dt = dynamics.timing().dtOverTauU();
        List<ApicalDendrite> dendrites = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            double[] noise = file.doubles(GROUP + "noise" + (l + 1), steps - 1, c.samples(), units);
            double amplitude = (l == network.layers() - 1 ? sigmaOutput : sigma) * Math.sqrt(dt) / dynamics.tauA();
            dendrites.add(new ApicalDendrite.NoisyLowPass(
                    dt / dynamics.tauA(), amplitude, new RecordedNoise(noise, c.samples(), units)));
        }
        Simulation simulation = c.formulation(dynamics, dendrites, product).simulation(c.samples());
        Recorder recorder = new Recorder(1, steps);
        AntiHebbianParams params = AntiHebbianParams.plain(Math.max(sigma, LEAST_SIGMA), TAU_U_MS * dt);
        ApicalPlasticity feedback = new ApicalPlasticity(new AntiHebbianFeedback(params, product), simulation);
        feedback.begin(c.weights());
        double[][] output = Stream.of(free).map(SampleState::output).toArray(double[][]::new);
        c.present(simulation, c.formulation(dynamics, c.lowPass(dynamics), product), output, recorder, feedback);
        found.traces(GROUP + "expected/", recorder);
        FeedbackUpdate update = new FeedbackUpdate(network);
        feedback.addTo(update, 1.0 / c.samples());
        for (int l = 0; l < network.layers(); l++) {
            String name = GROUP + "expected/dQ" + (l + 1);
            found.all().relative(name, update.feedback(l), network.units(l), network.outputs());
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
}
