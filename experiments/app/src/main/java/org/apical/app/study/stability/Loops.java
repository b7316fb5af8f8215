package org.apical.app.study.stability;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apical.app.study.LoopRate;
import org.apical.app.study.student.StudentCourses;
import org.apical.app.study.student.StudentTrial;
import org.apical.network.control.ControllerParams;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/** Measures the loops of a student, one a probed sample: what A_PI predicts, at what rate a simulated loop leaves or settles, and whether it settles under the nudge of learning. */
final class Loops implements StudentCourses.Probe {
    /** Numbers of a sample. */
    static final int EACH = 3;
    /** |rho| at the end relative to the beginning, below which a loop has settled. */
    private static final double SETTLED = 0.05;

    private final StudentTrial trial;
    private final RateFormulation formulation;
    private final ControllerParams law;
    private final LoopRate rate;

    Loops(StudentTrial trial, RateFormulation formulation, int steps) {
        this.trial = trial;
        this.formulation = formulation;
        this.law = formulation.controller().law().orElseThrow();
        this.rate = new LoopRate(formulation, steps);
    }

    /** Of a sample. */
    record Loop(double eigenvalue, double rate, boolean settles) {
        /** Among the numbers of a measurement. */
        static Loop of(double[] row, int sample) {
            int at = EACH * sample;
            return new Loop(row[at], row[at + 1], row[at + 2] == 1);
        }

        /** Whether the eigenvalue says that it leaves. */
        boolean unstable() {
            return eigenvalue > 0;
        }
    }

    @Override
    public double[] measure(NetworkWeights weights, Supplier<WeightUpdate> direction) {
        Samples probed = trial.probed();
        int samples = probed.size();
        double[] rates = rate.of(weights, probed.rates());
        double[] left = rate.left(
                weights,
                probed.rates(),
                SquaredError.nudge(StudentTrial.STEPSIZE).of(probed));
        double[] row = new double[EACH * samples];
        for (int k = 0; k < samples; k++) {
            SampleState free = SampleState.feedforward(trial.network(), weights, probed.rates()[k]);
            row[EACH * k] = new LinearisedNetwork(trial.network(), weights, free)
                    .largestRealEigenvalue(law.steadyLeakAlpha(), law.proportionalGain(), formulation.tauVOverTauU());
            row[EACH * k + 1] = rates[k];
            row[EACH * k + 2] = left[k] < SETTLED ? 1 : 0;
        }
        return row;
    }

    /** Of every sample of a measurement. */
    static Loop[] loops(double[] row) {
        Loop[] loops = new Loop[row.length / EACH];
        Arrays.setAll(loops, k -> Loop.of(row, k));
        return loops;
    }
}
