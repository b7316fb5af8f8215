package org.apical.app.study;

import java.util.List;
import java.util.Optional;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.network.ensemble.PopulationKind;

/**
 * What a study of the controller population found.
 *
 * @param accuracy from few to many neurons
 * @param steps one dimension under the step protocol, from few to many neurons
 * @param loops the closed loop under the ideal controller, under rates and under spikes
 */
public record StudyResult(
        StudySettings settings,
        Tuning tuning,
        List<SizeAccuracy> accuracy,
        List<StepTrace> steps,
        Raster raster,
        List<LoopTrace> loops) {

    /**
     * Tuning curves of some neurons of a dimension.
     *
     * @param x represented number, (X)
     * @param hz rates (Hz), [neuron][X]; the first half prefers positive numbers
     */
    public record Tuning(double[] x, double[][] hz) {}

    /** What populations of one size and their spikes or rates are off by. */
    public record SizeAccuracy(int neurons, Errors rate, Errors spiking) {
        /** The errors of a kind. */
        public Errors of(PopulationKind kind) {
            return kind == PopulationKind.RATE ? rate : spiking;
        }
    }

    /**
     * Root mean squares over drawings.
     *
     * @param integral of the represented u_int (units of the radius)
     * @param control of u as dendrites read it (units of the radius)
     * @param drift of u_int at zero error (units of the radius per second)
     */
    public record Errors(double integral, double control, double drift) {}

    /**
     * One dimension under a step that is removed again.
     *
     * @param onMs when the error is removed (ms)
     * @param ideal u of the ideal controller behind the same synapses
     * @param decoded u of the spiking population, as dendrites read it
     */
    public record StepTrace(int neurons, double onMs, double[] timeMs, double[] ideal, double[] decoded) {}

    /**
     * Spikes of some neurons of a dimension during a step that is removed again, neurons sorted by the number beyond which they fire.
     *
     * @param onMs when the error is removed (ms)
     * @param represented u_int and e, in units of their radii
     */
    public record Raster(
            double onMs, double[] timeMs, double[][] represented, EnsembleSpikes integrators, EnsembleSpikes errors) {}

    /**
     * @param neurons how many were recorded
     * @param timesMs of the spikes, ascending
     * @param rows neuron of each spike
     */
    public record EnsembleSpikes(int neurons, double[] timesMs, int[] rows) {}

    /**
     * A network in the closed loop; arrays [output][T] of one lane.
     *
     * @param id IDEAL, or the kind of the population
     * @param target r_L*, (output)
     * @param output r_L, low-passed
     * @param error r_L* - r_L, low-passed
     * @param largestControl largest |u| over outputs, lanes and time
     * @param firstError rms of the low-passed error over outputs, lanes and the first second (or less)
     * @param lastError the same over the last second
     * @param represented how far the numbers in the population went; none in the ideal controller
     * @param seconds wall time
     */
    public record LoopTrace(
            String id,
            double[] timeMs,
            double[] target,
            double[][] output,
            double[][] control,
            double[][] error,
            double largestControl,
            double firstError,
            double lastError,
            Optional<Represented> represented,
            double seconds) {}
}
