package org.apical.app.study.instructive;

import java.util.List;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code instructive-signals} runs.
 *
 * @param firstSeed root seed of the first network, counted on from there
 * @param networks drawn anew, with their stimuli
 * @param group neurons of each of the two groups that move the output
 * @param contexts stimuli, about which those of trials vary
 * @param trials observed, before anything is learned
 * @param learned trials of an epoch of learning
 * @param epochs of learning
 * @param wanted output that is wanted in every trial
 * @param calciumMs time constant of the indicator (ms)
 * @param apicalNoiseMv standard deviation of what an apical recording adds, in mV of V_a
 * @param somaticNoiseHz the same of a somatic recording, in Hz
 * @param groups numbers of recorded neurons of each group in the power analysis
 * @param counts numbers of trials in it
 * @param shuffles of errors over trials, against which a recording is tested
 */
public record InstructivePlan(
        long firstSeed,
        int networks,
        int group,
        int contexts,
        int trials,
        int learned,
        int epochs,
        double wanted,
        double calciumMs,
        double apicalNoiseMv,
        double somaticNoiseHz,
        List<Integer> groups,
        List<Integer> counts,
        int shuffles) {
    public InstructivePlan {
        Require.atLeast("InstructivePlan.networks", networks, 1);
        Require.atLeast("InstructivePlan.group", group, 1);
        Require.atLeast("InstructivePlan.trials", trials, 5);
        Require.positive("InstructivePlan.calciumMs", calciumMs, "ms");
        groups = List.copyOf(groups);
        counts = List.copyOf(counts);
        Require.that(
                groups.stream().allMatch(n -> n >= 1 && n <= group),
                "InstructivePlan.groups",
                "must be in 1 .. group = " + group,
                groups);
        Require.that(
                counts.stream().allMatch(n -> n >= 5 && n <= trials),
                "InstructivePlan.counts",
                "must be in 5 .. trials = " + trials,
                counts);
    }

    /** The whole study, or the short one. */
    static InstructivePlan of(long seed, boolean quick) {
        return quick
                ? new InstructivePlan(seed, 3, 4, 4, 60, 48, 4, 0.8, 300, 0.5, 5, List.of(1, 4), List.of(10, 60), 50)
                : new InstructivePlan(
                        seed,
                        10,
                        4,
                        4,
                        400,
                        96,
                        12,
                        0.8,
                        300,
                        0.5,
                        5,
                        List.of(1, 2, 4),
                        List.of(10, 20, 50, 100, 200, 400),
                        200);
    }
}
