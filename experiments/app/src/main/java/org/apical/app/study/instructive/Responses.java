package org.apical.app.study.instructive;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.experiment.Form;

/**
 * What one network showed.
 *
 * @param f2 correlation of residuals with the error, graded neurons
 * @param f3 the same of spiking neurons
 * @param detected whether the contrast of the groups was significant, p < 0.05, [number of neurons x number of trials], 1 or 0, F2
 * @param learning error relative to that of the start, by epoch
 * @param lesion the same where the controller is lesioned half-way
 */
record Responses(Groups f2, Groups f3, double[] detected, double[] learning, double[] lesion) {

    /**
     * Means over the neurons of a group.
     *
     * @param plus neurons that drive the output up
     * @param minus that drive it down
     * @param other that do not
     * @param signs share of neurons that drive the output whose correlation has the sign of their effect
     */
    record Groups(double plus, double minus, double other, double signs) {
        private static final int SIZE = 4;

        double contrast() {
            return plus - minus;
        }

        private DoubleStream numbers() {
            return DoubleStream.of(plus, minus, other, signs);
        }

        private static Groups of(double[] numbers, int from) {
            return new Groups(numbers[from], numbers[from + 1], numbers[from + 2], numbers[from + 3]);
        }

        static Groups of(InstructiveNetwork network, TrialRecording recording) {
            double[] up = correlations(recording, network.plus());
            double[] down = correlations(recording, network.minus());
            double right = Arrays.stream(up).filter(c -> c > 0).count()
                    + Arrays.stream(down).filter(c -> c < 0).count();
            return new Groups(
                    mean(up),
                    mean(down),
                    mean(correlations(recording, network.others())),
                    right / (up.length + down.length));
        }

        private static double[] correlations(TrialRecording recording, int[] neurons) {
            return IntStream.of(neurons)
                    .mapToDouble(i -> TrialRecording.correlation(recording.residual(i), recording.error()))
                    .toArray();
        }

        private static double mean(double[] x) {
            return Arrays.stream(x).average().orElse(Double.NaN);
        }
    }

    /** Measures a network. */
    static Responses of(InstructiveNetwork network, InstructivePlan plan) {
        TrialRecording graded = network.recording(Form.F2);
        double[] detected = new double[plan.groups().size() * plan.counts().size()];
        for (int n = 0; n < plan.groups().size(); n++) {
            for (int t = 0; t < plan.counts().size(); t++) {
                int at = n * plan.counts().size() + t;
                int neurons = plan.groups().get(n);
                double[] found = graded.first(plan.counts().get(t))
                        .contrast(
                                Arrays.copyOf(network.plus(), neurons),
                                Arrays.copyOf(network.minus(), neurons),
                                plan.shuffles(),
                                network.permutation(at));
                detected[at] = found[1] < 0.05 ? 1 : 0;
            }
        }
        return new Responses(
                Groups.of(network, graded),
                Groups.of(network, network.recording(Form.F3)),
                detected,
                network.learning(Integer.MAX_VALUE),
                network.learning(plan.epochs() / 2));
    }

    /** Its numbers in a row, to be kept. */
    double[] numbers() {
        return Stream.of(
                        f2.numbers(),
                        f3.numbers(),
                        Arrays.stream(detected),
                        Arrays.stream(learning),
                        Arrays.stream(lesion))
                .flatMapToDouble(part -> part)
                .toArray();
    }

    /** Of its numbers in a row. */
    static Responses of(double[] numbers, InstructivePlan plan) {
        int tests = 2 * Groups.SIZE + plan.groups().size() * plan.counts().size();
        int curve = plan.epochs() + 1;
        return new Responses(
                Groups.of(numbers, 0),
                Groups.of(numbers, Groups.SIZE),
                Arrays.copyOfRange(numbers, 2 * Groups.SIZE, tests),
                Arrays.copyOfRange(numbers, tests, tests + curve),
                Arrays.copyOfRange(numbers, tests + curve, tests + 2 * curve));
    }
}
