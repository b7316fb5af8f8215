package org.apical.app.study.instructive;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.study.StudyNetwork;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.plasticity.optimiser.LayerRates;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.training.BatchStep;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;

/**
 * A population whose first neurons drive an output up and whose next ones drive it down, y = (sum_+ r_i - sum_- r_i)/n, with one kind of feedback; the output itself hears nothing of the controller. Stimuli
 * are contexts, uniform in (-1, 1), with uniform numbers in (-1/2, 1/2) added in every trial. Not thread-safe.
 */
final class InstructiveNetwork implements AutoCloseable {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("instructive-signals");
    private static final double JITTER = 0.5;
    private static final int LANES = 16;

    private final InstructivePlan plan;
    private final CausalFeedback feedback;
    private final RandomStreams streams;
    private final Formulations intact;
    private final Formulations lesioned;
    private final NetworkDescription network;
    private final LaneBlocks thread = new LaneBlocks(1);
    private final Samples observed;
    private final Samples learned;
    private final NetworkWeights start;

    InstructiveNetwork(InstructivePlan plan, CausalFeedback feedback, long seed, MatrixProduct product) {
        this.plan = plan;
        this.feedback = feedback;
        this.streams = new RandomStreams(seed);
        StudyNetwork described = DESCRIBED.with("seed", seed).with("learning.epochs", plan.epochs());
        this.intact = described.formulations(product);
        this.lesioned = described
                .with("controller", "none")
                .with("learning.feedback", "{fixed: random}")
                .formulations(product);
        this.network = intact.network();
        this.observed = samples(0, plan.trials());
        this.learned = samples(plan.trials(), plan.learned());
        this.start = NetworkWeights.drawForward(network, streams);
        enter();
    }

    private Samples samples(int first, int count) {
        double[][] contexts = new double[plan.contexts()][network.inputs()];
        for (int c = 0; c < contexts.length; c++) {
            RandomGenerator random = streams.stream(Purpose.STIMULUS, 0, c);
            Arrays.setAll(contexts[c], i -> 2 * random.nextDouble() - 1);
        }
        double[][] x = new double[count][];
        for (int k = 0; k < count; k++) {
            RandomGenerator random = streams.stream(Purpose.STIMULUS, 1, (long) first + k);
            double[] context = contexts[random.nextInt(contexts.length)];
            x[k] = Arrays.stream(context)
                    .map(c -> c + JITTER * (2 * random.nextDouble() - 1))
                    .toArray();
        }
        double[][] wanted = new double[count][network.outputs()];
        Arrays.stream(wanted).forEach(y -> Arrays.fill(y, plan.wanted()));
        return Samples.regression(x, wanted);
    }

    /** Enters the weights of the output and the feedback. */
    private void enter() {
        double[] output = start.forward(1);
        Arrays.fill(output, 0);
        for (int n = 0; n < plan.group(); n++) {
            output[plus()[n]] = 1.0 / plan.group();
            output[minus()[n]] = -1.0 / plan.group();
        }
        start.setFeedbackToRandom(network, streams);
        double[] q = start.feedback(0);
        switch (feedback) {
            case LEARNED ->
                new TrainingRun(intact, intact.of(Form.F2), new Task(learned, learned), thread)
                        .preTrain(start, TrainingRun.Observer.NONE);
            case PRODUCT -> System.arraycopy(output, 0, q, 0, q.length);
            case BROADCAST -> Arrays.fill(q, 1);
            default -> {
                // as it was drawn
            }
        }
        double norm = norm(output) / norm(q);
        for (int i = 0; i < q.length; i++) {
            q[i] *= norm;
        }
        Arrays.fill(start.feedback(1), 0);
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(e -> e * e).sum());
    }

    /** The neurons that drive the output up. */
    int[] plus() {
        return IntStream.range(0, plan.group()).toArray();
    }

    /** Those that drive it down. */
    int[] minus() {
        return IntStream.range(plan.group(), 2 * plan.group()).toArray();
    }

    /** Those that do not. */
    int[] others() {
        return IntStream.range(2 * plan.group(), network.units(0)).toArray();
    }

    private Formulations formulations() {
        return feedback == CausalFeedback.LESIONED ? lesioned : intact;
    }

    /** What is recorded in trials before anything is learned. */
    TrialRecording recording(Form form) {
        Formulation formulation = formulations().of(form);
        int units = network.units(0);
        double[][] apical = new double[units][plan.trials()];
        double[][] somatic = new double[units][plan.trials()];
        RateCode code = formulations().neurons().reduction(network, 0).code().rates();
        for (LaneBlocks.Block block : LaneBlocks.cut(plan.trials(), LANES)) {
            CalciumObserver calcium =
                    new CalciumObserver(intact.experiment().timing().dtMs(), plan.calciumMs(), code);
            Samples shown = observed.range(block.first(), block.lanes());
            formulation
                    .simulation(block.lanes())
                    .present(
                            formulation.map(start),
                            new Presentation(
                                    shown.lanes(0, block.lanes()),
                                    IntStream.range(0, block.lanes())
                                            .mapToLong(k -> block.first() + k)
                                            .toArray(),
                                    Phase.PROBE,
                                    streams),
                            intact.experiment().learning().target().of(shown),
                            calcium);
            for (int k = 0; k < units * block.lanes(); k++) {
                apical[k / block.lanes()][block.first() + k % block.lanes()] = calcium.apical()[k];
                somatic[k / block.lanes()][block.first() + k % block.lanes()] = calcium.somatic()[k];
            }
        }
        for (int k = 0; k < plan.trials(); k++) {
            RandomGenerator dendrites = streams.stream(Purpose.RECORDING_NOISE, 0, k);
            RandomGenerator somata = streams.stream(Purpose.RECORDING_NOISE, 1, k);
            for (int i = 0; i < units; i++) {
                apical[i][k] += plan.apicalNoiseMv() * dendrites.nextGaussian();
                somatic[i][k] += plan.somaticNoiseHz() * somata.nextGaussian();
            }
        }
        return new TrialRecording(apical, somatic, errors(start, observed));
    }

    /** y* - y^- of each trial. */
    private double[] errors(NetworkWeights weights, Samples samples) {
        return Arrays.stream(samples.rates())
                .mapToDouble(x -> plan.wanted()
                        - SampleState.feedforward(network, weights, x).output()[0])
                .toArray();
    }

    /**
     * Mean |y* - y^-| over the trials that were observed, before the first and after each epoch of learning under F2, relative to the first.
     *
     * @param lesion epoch before which the controller is lesioned; {@link Integer#MAX_VALUE}: never
     */
    double[] learning(int lesion) {
        NetworkWeights weights = start.copy();
        double[] curve = new double[plan.epochs() + 1];
        curve[0] = error(weights);
        int before = Math.min(lesion, plan.epochs());
        train(formulations(), weights, 0, before, curve);
        train(lesioned, weights, before, plan.epochs() - before, curve);
        for (int epoch = plan.epochs(); epoch >= 0; epoch--) {
            curve[epoch] /= curve[0];
        }
        return curve;
    }

    private double error(NetworkWeights weights) {
        return Arrays.stream(errors(weights, observed)).map(Math::abs).average().orElseThrow();
    }

    private void train(Formulations under, NetworkWeights weights, int first, int count, double[] curve) {
        if (count == 0) {
            return;
        }
        Formulation formulation = under.of(Form.F2);
        Learning learning = under.experiment().learning();
        Learner learner =
                new Learner(formulation, under.rule(formulation), learning.target(), learning.batch(), thread, streams);
        // the weights of the output are the experimenter's
        Optimiser optimiser = new LayerRates(learning.optimiser().optimiser(network, 1), network, 1, 0);
        new Training(BatchStep.forward(learner, optimiser), learned, learning.batch(), streams)
                .epochs(
                        weights,
                        first,
                        count,
                        Training.Observer.NONE.atEpochs((live, done) -> curve[first + done] = error(live)));
    }

    /** Random numbers of a permutation test. */
    RandomGenerator permutation(int test) {
        return streams.stream(Purpose.PERMUTATION, test);
    }

    @Override
    public void close() {
        thread.close();
    }
}
