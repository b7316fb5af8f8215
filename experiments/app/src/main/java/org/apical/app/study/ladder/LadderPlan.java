package org.apical.app.study.ladder;

import java.util.List;
import org.apical.app.study.StudyNetwork;
import org.apical.app.study.ladder.SomaRungs.Soma;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code ladder} runs: the network that is described, with keys changed.
 *
 * @param firstSeed root seed of the first repetition, counted on from there
 * @param repetitions networks, samples and noises drawn anew
 * @param samples held-out samples
 * @param trials presentations of each, in F3
 * @param batch samples of an update
 * @param dendritesMs time constants C/gL of the dendrites (ms), ascending
 * @param courseMs controlled time that is compared with dendrites of these (ms)
 * @param settledMs controlled time after which F2 is held against the steady state (ms)
 * @param ratios g_as/g_bs, ascending
 * @param neurons N of F3 under the ideal controller, ascending
 * @param controlledNeurons the same under controllers made of neurons
 * @param windowMs what potentials are averaged over, against N (ms)
 * @param windowsMs the same, against T (ms), ascending
 * @param windowNeurons N against T
 * @param windowTrials presentations of a sample against T
 * @param settleMs controlled time before averages begin (ms)
 * @param averagedMs time in which windows follow each other, at least two of them (ms)
 * @param presentationsMs controlled phases of an update (ms), ascending
 * @param updateNeurons N against them
 * @param somata kinds of somata that reset
 * @param somaNeurons N of theirs, ascending
 * @param noisesMv their membrane noise with the largest N, ascending; maybe none
 * @param noiseMv the same against N
 * @param somaUnits hidden units of their network
 * @param somaMs time in which their spikes are counted (ms)
 */
public record LadderPlan(
        long firstSeed,
        int repetitions,
        int samples,
        int trials,
        int batch,
        List<Double> dendritesMs,
        double courseMs,
        double settledMs,
        List<Double> ratios,
        List<Double> neurons,
        List<Double> controlledNeurons,
        double windowMs,
        List<Double> windowsMs,
        double windowNeurons,
        int windowTrials,
        double settleMs,
        double averagedMs,
        List<Double> presentationsMs,
        double updateNeurons,
        List<Soma> somata,
        List<Double> somaNeurons,
        List<Double> noisesMv,
        double noiseMv,
        int somaUnits,
        double somaMs) {
    static final double DENDRITE_LEAK_NANO_S = 10;
    static final double COUPLINGS_NANO_S = 6;
    static final double PRESENTED_MS = 500;
    static final double SOMA_STEP_MS = 0.25;
    static final double SOMA_SETTLE_MS = 500;
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("ladder");

    public LadderPlan {
        Require.atLeast("LadderPlan.repetitions", repetitions, 1);
        Require.atLeast("LadderPlan.samples", samples, 1);
        Require.atLeast("LadderPlan.trials", trials, 2);
        dendritesMs = List.copyOf(dendritesMs);
        ratios = List.copyOf(ratios);
        neurons = List.copyOf(neurons);
        controlledNeurons = List.copyOf(controlledNeurons);
        windowsMs = List.copyOf(windowsMs);
        presentationsMs = List.copyOf(presentationsMs);
        somata = List.copyOf(somata);
        somaNeurons = List.copyOf(somaNeurons);
        noisesMv = List.copyOf(noisesMv);
    }

    /** The whole study, or the short one. */
    static LadderPlan of(long seed, boolean quick) {
        return quick
                ? new LadderPlan(
                        seed,
                        1,
                        1,
                        4,
                        32,
                        List.of(0.25, 1.0),
                        100,
                        12_000,
                        List.of(0.5, 2.0),
                        List.of(10.0, 100.0, 1000.0),
                        List.of(30.0),
                        500,
                        List.of(1000.0, 10_000.0, 100_000.0),
                        100,
                        8,
                        2000,
                        2000,
                        List.of(500.0),
                        30,
                        List.of(Soma.LIF),
                        List.of(1000.0),
                        List.of(),
                        3,
                        4,
                        500)
                : new LadderPlan(
                        seed,
                        3,
                        2,
                        4,
                        64,
                        List.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0),
                        200,
                        12_000,
                        List.of(0.125, 0.5, 1.0, 4.0),
                        List.of(10.0, 30.0, 100.0, 300.0, 1000.0),
                        List.of(10.0, 30.0, 100.0, 1000.0),
                        2000,
                        List.of(2000.0, 6000.0, 20_000.0, 60_000.0, 200_000.0),
                        100,
                        16,
                        4000,
                        12_000,
                        List.of(100.0, 200.0, 500.0, 1000.0, 2000.0),
                        30,
                        List.of(Soma.values()),
                        List.of(10.0, 100.0, 1000.0),
                        List.of(1.0, 5.0),
                        3,
                        8,
                        1000);
    }

    /** The largest N of somata that reset. */
    double mostSomata() {
        return somaNeurons.get(somaNeurons.size() - 1);
    }

    /** The network of a repetition. */
    StudyNetwork network(int repetition) {
        return DESCRIBED.with("seed", firstSeed + repetition).with("learning.batch", batch);
    }
}
