package org.apical.app.study.controller;

import java.util.Optional;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.network.ensemble.PopulationKind;

/**
 * A network in the closed loop; arrays [output][T] of one lane.
 *
 * @param kind of the population that controls it; none: the ideal controller
 * @param target r_L*, (output)
 * @param output r_L, low-passed
 * @param error r_L* - r_L, low-passed
 * @param largestControl largest |u| over outputs, lanes and time
 * @param firstError rms of the low-passed error over outputs, lanes and the first second (or less)
 * @param lastError the same over the last second
 * @param represented how far the numbers in the population went; none in the ideal controller
 * @param seconds wall time
 */
record LoopTrace(
        Optional<PopulationKind> kind,
        double[] timeMs,
        double[] target,
        double[][] output,
        double[][] control,
        double[][] error,
        double largestControl,
        double firstError,
        double lastError,
        Optional<Represented> represented,
        double seconds) {

    /** The controller for programs. */
    String id() {
        return kind.map(Kinds::id).orElse("ideal");
    }

    /** The controller for people. */
    String title() {
        return kind.map(Kinds::title).orElse("ideal controller");
    }
}
