package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Raster;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Spikes;
import org.apical.app.findings.Section.Style;
import org.apical.network.control.ControllerDescription.Place;
import org.apical.network.control.DrawnControl;
import org.apical.network.control.EnsembleController;
import org.apical.network.control.StepProtocol;
import org.apical.network.control.StepResponse;
import org.apical.network.ensemble.Population;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.ensemble.TuningCurves;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** What is shown of single populations: tuning, step responses, spikes. One dimension, the one with the largest error. */
final class PopulationFigures {
    private static final int TUNED_NEURONS = 24;
    private static final int TUNING_POINTS = 101;
    private static final int RASTER_NEURONS = 40;
    private static final double REMOVED_AFTER = 2.0 / 3;
    /** Steps between the points of a time course. */
    private static final int EVERY = 5;

    private static final String SPIKES = "Spikes of the population";
    private static final String INTEGRAL = "integral";
    private static final String ERROR = "error";

    private final ControllerPlan plan;
    private final Kernels kernels;
    private final double[] error;

    PopulationFigures(ControllerPlan plan, Kernels kernels) {
        this.plan = plan;
        this.kernels = kernels;
        this.error = new double[] {
            plan.step().errors().stream().mapToDouble(e -> e).max().orElseThrow()
        };
    }

    private DrawnControl population(int neurons) {
        return plan.population(PopulationKind.SPIKING, plan.step().law(), neurons, plan.tuningSeed(0))
                .drawn(1);
    }

    private StepProtocol protocol(double shownMs) {
        return new StepProtocol(plan.step().tauUMs(), REMOVED_AFTER * shownMs, shownMs);
    }

    /** Tuning curves of as many neurons of either sign. */
    Section tuning() {
        DrawnControl drawn = population(plan.neurons());
        TuningCurves curves = drawn.integral().curves(0);
        int pairs = curves.neurons() / 2;
        int shown = Math.min(TUNED_NEURONS / 2, pairs);
        double radius = drawn.integral().params().radius();
        double[] x = new double[TUNING_POINTS];
        Arrays.setAll(x, k -> radius * (2.0 * k / (TUNING_POINTS - 1) - 1));
        List<Series> series = new ArrayList<>();
        for (int n = 0; n < 2 * shown; n++) {
            boolean positive = n < shown;
            int neuron = positive ? n : n - shown + pairs;
            double[] hz = Arrays.stream(x).map(at -> curves.rateHz(neuron, at)).toArray();
            series.add(new Series(positive ? "prefers positive numbers" : "prefers negative numbers", x, hz));
        }
        return new LineChart(
                "Tuning curves",
                "Some of the " + plan.neurons()
                        + " integrator neurons of one dimension. They come in pairs that mirror each other, so zero is represented without bias.",
                Axis.linear("represented number"),
                Axis.linear("firing rate (Hz)"),
                series);
    }

    /** Step responses of the smallest size, that of the figures, and the largest. */
    Section steps() {
        List<Integer> sizes = plan.step().sizes();
        StepProtocol protocol = protocol(plan.step().shownMs());
        List<Panel> panels = Stream.of(sizes.get(0), plan.neurons(), sizes.get(sizes.size() - 1))
                .distinct()
                .sorted()
                .map(size -> step(size, protocol))
                .toList();
        return new Panels(
                "Step response",
                "Decoded control of a spiking population, as an apical dendrite reads it, while an error is on (to the dashed line) and after it is removed. A synapse delays, which is "
                        + "no error of a representation: the ideal controller stands behind the same synapses.",
                Axis.linear("time (ms)").marked(protocol.stepMs()),
                Axis.linear("control u"),
                panels);
    }

    private Panel step(int size, StepProtocol protocol) {
        StepResponse response = StepResponse.run(population(size), protocol, error, 1, plan.seed(), kernels);
        double[] time = thinned(response.timeMs());
        return new Panel(
                size + " neurons",
                List.of(
                        new Series("ideal controller", time, thinned(first(response.idealControl())), Style.REFERENCE),
                        new Series("spiking population", time, thinned(first(response.control())))));
    }

    /** Every fifth number, the last of each five. */
    private static double[] thinned(double[] x) {
        double[] few = new double[x.length / EVERY];
        Arrays.setAll(few, k -> x[(k + 1) * EVERY - 1]);
        return few;
    }

    private static double[] first(double[][] x) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t][0]).toArray();
    }

    /** Spikes of integrator and error neurons, and the numbers that they represent. */
    List<Section> spikes() {
        DrawnControl drawn = population(plan.neurons());
        StepProtocol protocol = protocol(plan.step().rasterMs());
        EnsembleController controller = drawn.controller(new Place(plan.dtMs() / protocol.tauUMs(), 1, 1, kernels));
        RandomStreams streams = new RandomStreams(plan.seed());
        controller.begin(() -> new RandomGenerator[] {streams.stream(Purpose.CONTROLLER_SPIKES, 0, 0, 0)});
        Recorder integrators = new Recorder(controller.integrators());
        Recorder errors = new Recorder(controller.errors());
        int steps = (int) Math.round(protocol.durationMs() / plan.dtMs());
        double[] time = new double[steps];
        double[] integral = new double[steps];
        double[] held = new double[steps];
        for (int step = 0; step < steps; step++) {
            time[step] = (step + 1) * plan.dtMs();
            double[] target = {step * plan.dtMs() < protocol.stepMs() ? error[0] : 0};
            controller.advance(target, new double[1]);
            integrators.record(time[step]);
            errors.record(time[step]);
            integral[step] = controller.integral()[0] / plan.step().integralRadius();
            held[step] = controller.error()[0] / plan.step().errorRadius();
        }
        Axis x = Axis.linear("time (ms)").marked(protocol.stepMs());
        return List.of(
                new LineChart(
                        SPIKES,
                        "What the spikes below stand for.",
                        x,
                        Axis.linear("represented number (radius)"),
                        List.of(
                                new Series(INTEGRAL, thinned(time), thinned(integral)),
                                new Series(ERROR, thinned(time), thinned(held)))),
                new Raster(
                        SPIKES,
                        "Some of the " + plan.neurons()
                                + " neurons of each ensemble of one dimension while an error is on (to the dashed line) and after. Within an ensemble, upper half: neurons that prefer "
                                + "positive numbers, lower half: negative; those that need most to fire are outermost.",
                        x,
                        protocol.durationMs(),
                        List.of(integrators.spikes(INTEGRAL), errors.spikes(ERROR))));
    }

    /** Spikes of neurons of both signs, those that fire latest at the outside. */
    private static final class Recorder {
        final Population population;
        final List<Integer> neurons;
        final List<Double> times = new ArrayList<>();
        final List<Integer> rows = new ArrayList<>();

        Recorder(Population population) {
            this.population = population;
            TuningCurves curves = population.ensemble().curves(0);
            List<Integer> sorted = IntStream.range(0, curves.neurons())
                    .boxed()
                    .sorted(Comparator.comparingDouble(j -> preferred(curves, j)))
                    .toList();
            int shown = Math.min(RASTER_NEURONS, sorted.size());
            neurons = IntStream.range(0, shown)
                    .mapToObj(k -> sorted.get((int) ((k + 0.5) * sorted.size() / shown)))
                    .toList();
        }

        /** Encoder -1 first; within a sign the intercept, from the end of the radius where a neuron hardly ever fires inwards. */
        private double preferred(TuningCurves curves, int j) {
            double radius = population.ensemble().params().radius();
            double intercept = (1 - curves.bias(j)) / Math.abs(curves.gain(j)) / radius;
            return Math.signum(curves.gain(j)) * (intercept + 2);
        }

        void record(double now) {
            double[] activity = population.activity();
            for (int row = 0; row < neurons.size(); row++) {
                if (activity[neurons.get(row)] > 0) {
                    times.add(now);
                    rows.add(row);
                }
            }
        }

        Spikes spikes(String name) {
            return new Spikes(
                    name,
                    neurons.size(),
                    times.stream().mapToDouble(Double::doubleValue).toArray(),
                    rows.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
