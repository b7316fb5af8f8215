package org.apical.app.audit;

import java.util.Arrays;
import java.util.Locale;
import org.apical.app.compare.MarginProbe;
import org.apical.network.control.ControllerParams;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.LoopMargin;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.training.Samples;

/**
 * Whether the loop of controller and layers is stable with some weights, and by how much.
 *
 * @param phaseDegrees smallest phase margin over samples, from all lags of the formulation (physics.md 13.1); NaN where there is no theory of it
 * @param crossoverHz where it is found (Hz)
 * @param eigenvaluePerSecond largest real part of the eigenvalues of F1's loop over samples (1/s); above 0 it is unstable; NaN where there is no theory of it
 */
record LoopFacts(double phaseDegrees, double crossoverHz, double eigenvaluePerSecond) {
    private static final int SAMPLES = 4;
    private static final double MS_PER_SECOND = 1000;

    static LoopFacts of(AuditedNetwork audited, NetworkWeights weights) {
        if (!audited.control()) {
            return new LoopFacts(Double.NaN, Double.NaN, Double.NaN);
        }
        Formulation formulation = audited.formulation();
        LoopMargin margin = MarginProbe.of(
                        formulation, audited.task().test(), audited.learning().target())
                .map(probe -> probe.smallest(weights))
                .orElse(new LoopMargin(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        return new LoopFacts(margin.phaseDegrees(), margin.crossoverHz(), eigenvalue(audited, weights));
    }

    private static double eigenvalue(AuditedNetwork audited, NetworkWeights weights) {
        Formulation formulation = audited.formulation();
        if (!audited.network().isPlainChain()
                || !audited.feedback().direct()
                || formulation.controller().law().isEmpty()) {
            return Double.NaN;
        }
        ControllerParams law = formulation.controller().law().get();
        double tauUMs = audited.experiment().timing().tauUMs();
        double tauV = audited.formulations().tauVMs() / tauUMs;
        Samples shown = audited.run().shown(SAMPLES);
        try {
            return Arrays.stream(shown.rates())
                            .mapToDouble(input -> new LinearisedNetwork(
                                            audited.network(),
                                            weights,
                                            SampleState.feedforward(audited.network(), weights, input))
                                    .largestRealEigenvalue(law.steadyLeakAlpha(), law.proportionalGain(), tauV))
                            .max()
                            .orElse(Double.NaN)
                    / (tauUMs / MS_PER_SECOND);
        } catch (ArithmeticException e) {
            return Double.NaN;
        }
    }

    double[] numbers() {
        return new double[] {phaseDegrees, crossoverHz, eigenvaluePerSecond};
    }

    static LoopFacts of(double[] row) {
        return new LoopFacts(row[0], row[1], row[2]);
    }

    /** In words. */
    String words() {
        String margin = Double.isNaN(phaseDegrees)
                ? "no theory of its phase margin"
                : String.format(Locale.ROOT, "phase margin %.0f degrees at %.2g Hz", phaseDegrees, crossoverHz);
        return Double.isNaN(eigenvaluePerSecond)
                ? margin
                : margin
                        + String.format(
                                Locale.ROOT,
                                ", largest real part of an eigenvalue of its rates %+.3g /s",
                                eigenvaluePerSecond);
    }
}
