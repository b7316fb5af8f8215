package org.apical.app.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apical.app.study.StudyResult.EnsembleSpikes;
import org.apical.app.study.StudyResult.Raster;
import org.apical.app.study.StudyResult.StepTrace;
import org.apical.app.study.StudyResult.Tuning;
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

/** What a study shows of single populations: tuning, one step response, spikes. One dimension, the one with the largest error. */
final class StepFigures {
    private static final int TUNED_NEURONS = 24;
    private static final int TUNING_POINTS = 101;
    private static final int RASTER_NEURONS = 40;
    private static final double REMOVED_AFTER = 2.0 / 3;

    private final StudySettings settings;
    private final Kernels kernels;
    private final double[] error;

    StepFigures(StudySettings settings, Kernels kernels) {
        this.settings = settings;
        this.kernels = kernels;
        this.error = new double[] {
            settings.step().errors().stream().mapToDouble(e -> e).max().orElseThrow()
        };
    }

    private DrawnControl population(int neurons) {
        return settings.population(PopulationKind.SPIKING, settings.step().law(), neurons, settings.tuningSeed(0))
                .drawn(1);
    }

    private StepProtocol protocol(double shownMs) {
        return new StepProtocol(settings.step().tauUMs(), REMOVED_AFTER * shownMs, shownMs);
    }

    /** As many neurons of either sign. */
    Tuning tuning() {
        DrawnControl drawn = population(settings.neurons());
        TuningCurves curves = drawn.integral().curves(0);
        int pairs = curves.neurons() / 2;
        int shown = Math.min(TUNED_NEURONS / 2, pairs);
        double radius = drawn.integral().params().radius();
        double[] x = new double[TUNING_POINTS];
        double[][] hz = new double[2 * shown][TUNING_POINTS];
        for (int k = 0; k < TUNING_POINTS; k++) {
            x[k] = radius * (2.0 * k / (TUNING_POINTS - 1) - 1);
            for (int n = 0; n < shown; n++) {
                hz[n][k] = curves.rateHz(n, x[k]);
                hz[n + shown][k] = curves.rateHz(n + pairs, x[k]);
            }
        }
        return new Tuning(x, hz);
    }

    /** The step responses of some sizes. */
    List<StepTrace> steps(List<Integer> sizes) {
        List<StepTrace> traces = new ArrayList<>();
        for (int size : sizes) {
            StepResponse response = StepResponse.run(
                    population(size), protocol(settings.step().shownMs()), error, 1, settings.seed(), kernels);
            traces.add(new StepTrace(
                    size,
                    REMOVED_AFTER * settings.step().shownMs(),
                    response.timeMs(),
                    first(response.idealControl()),
                    first(response.control())));
        }
        return traces;
    }

    private static double[] first(double[][] x) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t][0]).toArray();
    }

    /** Spikes of integrator and error neurons. */
    Raster raster() {
        DrawnControl drawn = population(settings.neurons());
        StepProtocol protocol = protocol(settings.step().rasterMs());
        EnsembleController controller = drawn.controller(new Place(settings.dtMs() / protocol.tauUMs(), 1, 1, kernels));
        RandomStreams streams = new RandomStreams(settings.seed());
        controller.begin(() -> new RandomGenerator[] {streams.stream(Purpose.CONTROLLER_SPIKES, 0, 0, 0)});
        Recorder integrators = new Recorder(controller.integrators());
        Recorder errors = new Recorder(controller.errors());
        int steps = (int) Math.round(protocol.durationMs() / settings.dtMs());
        double[] time = new double[steps];
        double[][] represented = new double[2][steps];
        for (int step = 0; step < steps; step++) {
            time[step] = (step + 1) * settings.dtMs();
            double[] target = {step * settings.dtMs() < protocol.stepMs() ? error[0] : 0};
            controller.advance(target, new double[1]);
            integrators.record(time[step]);
            errors.record(time[step]);
            represented[0][step] = controller.integral()[0] / settings.step().integralRadius();
            represented[1][step] = controller.error()[0] / settings.step().errorRadius();
        }
        return new Raster(protocol.stepMs(), time, represented, integrators.spikes(), errors.spikes());
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

        EnsembleSpikes spikes() {
            return new EnsembleSpikes(
                    neurons.size(),
                    times.stream().mapToDouble(Double::doubleValue).toArray(),
                    rows.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
