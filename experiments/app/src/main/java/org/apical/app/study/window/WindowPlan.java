package org.apical.app.study.window;

import java.util.List;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code learning-window} runs: the network that is described, with keys changed.
 *
 * @param firstSeed root seed of the first repetition, counted on from there
 * @param repetitions networks, samples and noises drawn anew
 * @param train samples that are learned from
 * @param test samples held out
 * @param epochs of learning
 * @param batch samples of the update that is compared
 * @param nudges lambda of the target, and with how many neurons a unit it is heard
 * @param lagsMs from the beginning of the input to that of the window (ms), ascending, the last one settled
 * @param learnedMs those with which networks learn, ascending
 */
public record WindowPlan(
        long firstSeed,
        int repetitions,
        int train,
        int test,
        int epochs,
        int batch,
        List<Nudge> nudges,
        List<Double> lagsMs,
        List<Double> learnedMs) {
    /** When control sets in (ms), {@code timing.freeMs} of the network. */
    static final double CONTROL_MS = 200;

    private static final StudyNetwork DESCRIBED = StudyNetwork.of("learning-window");
    private static final int WHOLE = 512;

    public WindowPlan {
        Require.atLeast("WindowPlan.repetitions", repetitions, 1);
        nudges = List.copyOf(nudges);
        lagsMs = List.copyOf(lagsMs);
        learnedMs = List.copyOf(learnedMs);
    }

    /** The whole study, or the short one. */
    static WindowPlan of(long seed, boolean quick) {
        List<Nudge> nudges = List.of(new Nudge(6, 60), new Nudge(0.3, 20_000));
        return quick
                ? new WindowPlan(seed, 1, 64, 20, 1, 64, nudges, List.of(0.0, 100.0, CONTROL_MS, 900.0), List.of())
                : new WindowPlan(
                        seed,
                        3,
                        WHOLE,
                        300,
                        2,
                        64,
                        nudges,
                        List.of(0.0, 10.0, 20.0, 50.0, 100.0, 150.0, CONTROL_MS, 250.0, 300.0, 400.0, 600.0, 900.0),
                        List.of(0.0, 50.0, CONTROL_MS, 900.0));
    }

    /**
     * A target. One that is near moves potentials by little, and spikes have to be averaged for longer: the scatter of an update falls with N T, so that more neurons stand for more
     * presentations.
     *
     * @param neuronsPerUnit N of F3
     */
    public record Nudge(double lambda, int neuronsPerUnit) {}

    /** The network of a repetition under a nudge. */
    StudyNetwork network(Nudge nudge, int repetition) {
        return DESCRIBED
                .with("learning.target.nudge.lambda", nudge.lambda())
                .with("spikes.neuronsPerUnit", nudge.neuronsPerUnit())
                .with("data.train", train)
                .with("data.test", test)
                .with("learning.epochs", epochs)
                .with("seed", firstSeed + repetition);
    }

    /** Whether networks learn for long enough that their accuracies say something. */
    boolean whole() {
        return train >= WHOLE;
    }

    /** The lag after which there is least left to settle. */
    double settledMs() {
        return lagsMs.get(lagsMs.size() - 1);
    }
}
