package org.apical.network.adaptive;

/** Reads the states from which time averages are made. */
@FunctionalInterface
public interface StageObserver {
    /** So many lanes have made a step; {@code state} is live, and its weights say what each stage of each lane counts. */
    void onStep(AdaptiveRates state);
}
