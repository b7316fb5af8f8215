package org.apical.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.training.OnlineLearning;

/**
 * What does learning cost a spiking network? bench-plastic without plasticity, with the change of a presentation gathered, and with weights that change while it runs:
 * one lane, one thread, a biological second each, in turns. Their weights against the rule written out for every synapse and step.
 *
 * <pre>PlasticSpeed [repetitions]</pre>
 */
public final class PlasticSpeed {
    private static final String NAME = "bench-plastic";
    static final int STEPS = 10_000;
    private static final double LARGEST_DEVIATION = 1e-12;
    private static final int WARM_UP = 20;
    private static final PlasticNetwork NETWORK = PlasticNetwork.BENCH_PLASTIC;

    private final MatrixProduct product;
    /** Biological time of a run (s). */
    private final double time;

    private final SpikingFormulation formulation;
    private final DendriticPrediction rule;
    private final SynapticWeights weights = NETWORK.weights();
    private final Presentation presentation = NETWORK.presentation();
    private final Simulation still;
    private final Simulation gathering;
    private final LocalRule.Synapses synapses;
    private final OnlineLearning online;
    private final double[] change = new double[NETWORK.neurons() * NETWORK.sources()];
    private final double[] biasChange = new double[NETWORK.neurons()];

    PlasticSpeed(int steps, MatrixProduct product) {
        this.product = product;
        this.time = steps * BenchmarkNetwork.DT_MS / 1000;
        this.formulation = NETWORK.formulation(steps, product);
        this.rule = NETWORK.rule(product);
        this.still = formulation.staticSimulation(1);
        this.gathering = formulation.simulation(1);
        this.synapses = rule.at(gathering.synapses(0));
        this.online = new OnlineLearning(formulation, rule, new double[] {PlasticNetwork.ETA_PICOA}, weights);
    }

    public static void main(String[] arguments) {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        MatrixProduct product = MatrixProduct.detect();
        System.out.println(product.describe());
        new PlasticSpeed(STEPS, product).measure(new Results(), repetitions);
    }

    void measure(Results results, int repetitions) {
        System.out.printf(
                Locale.ROOT,
                "bench-plastic: %d sources, %d neurons, %d plastic synapses, %.1f Hz, %.1f Hz while they learn%n",
                NETWORK.sources(),
                NETWORK.neurons(),
                change.length,
                rateHz(observer -> still.free(weights, presentation, observer)),
                rateHz(observer -> online.free(presentation, observer)));
        restart();
        reportDeviations();
        for (int k = 0; k < WARM_UP; k++) {
            runStatic();
            runGathering();
            restart();
            runOnline();
        }
        Times none = new Times(repetitions);
        Times gathered = new Times(repetitions);
        Times whileRunning = new Times(repetitions);
        for (int k = 0; k < repetitions; k++) {
            none.take(k, this::runStatic);
            gathered.take(k, this::runGathering);
            restart();
            whileRunning.take(k, this::runOnline);
        }
        none.addTo(results, "static", none);
        gathered.addTo(results, "plastic, gathered", none);
        whileRunning.addTo(results, "plastic, online", none);
    }

    private void runStatic() {
        still.free(weights, presentation);
    }

    private void runGathering() {
        synapses.begin();
        gathering.free(weights, presentation, (controlled, step, state) -> synapses.step(true));
        synapses.addTo(change, biasChange, 1);
    }

    private void runOnline() {
        online.free(presentation);
    }

    /** The online network begins every run with the same weights, so that it does the same work. */
    private void restart() {
        double[] from = weights.forward(0).bySource();
        System.arraycopy(from, 0, online.weights().forward(0).bySource(), 0, from.length);
    }

    private double rateHz(Consumer<StepObserver> second) {
        double[] spikes = new double[1];
        second.accept((controlled, step, state) ->
                spikes[0] += Arrays.stream(state.layer(0).transmitted()).sum());
        return spikes[0] / NETWORK.neurons() / time;
    }

    /** Both forms against the plain one, over the same second. */
    private void reportDeviations() {
        double dtOverTau = BenchmarkNetwork.DT_MS / BenchmarkNetwork.cell().somaticTimeConstantMs();
        Arrays.fill(change, 0);
        double[] plain = new double[change.length];
        PlainLearning sum = new PlainLearning(gathering.synapses(0), product.kernels(), dtOverTau, 1, plain);
        synapses.begin();
        gathering.free(weights, presentation, (controlled, step, state) -> {
            synapses.step(true);
            sum.step();
        });
        synapses.addTo(change, biasChange, 1);
        double[] bySource = new double[change.length];
        MatrixProduct.transpose(NETWORK.neurons(), NETWORK.sources(), change, bySource);
        System.out.printf(
                Locale.ROOT,
                "  gathered change against the plain rule: %.1e of its largest%n",
                deviation(bySource, plain, new double[plain.length]));

        double[] before = weights.forward(0).bySource();
        SynapticWeights changing = weights.copy();
        double[] live = changing.forward(0).bySource();
        Simulation simulation = formulation.simulation(1);
        SynapseView view = simulation.synapses(0);
        PlainLearning each = new PlainLearning(view, product.kernels(), dtOverTau, PlasticNetwork.ETA_PICOA, live);
        long start = System.nanoTime();
        simulation.free(changing, presentation, (controlled, step, state) -> each.step());
        double seconds = (System.nanoTime() - start) * 1e-9;
        online.free(presentation);
        double[] learned = online.weights().forward(0).bySource();
        double[] none = new double[learned.length];
        System.out.printf(
                Locale.ROOT,
                "  online weights against the plain rule: %.1e of the largest%n",
                deviation(learned, live, none));
        System.out.printf(
                Locale.ROOT,
                "  rms change of the weights %.3f pA, rms weight %.3f pA; every synapse in every step: %.3f s%n",
                rms(live, before),
                rms(before, none),
                seconds);
    }

    /** Largest difference, relative to the largest element of expected - origin. */
    private static double deviation(double[] actual, double[] expected, double[] origin) {
        double largest = 0;
        double scale = 0;
        for (int k = 0; k < actual.length; k++) {
            largest = Math.max(largest, Math.abs(actual[k] - expected[k]));
            scale = Math.max(scale, Math.abs(expected[k] - origin[k]));
        }
        if (!(largest / scale < LARGEST_DEVIATION)) {
            throw new IllegalStateException("the weights are not those of the plain rule: " + largest / scale);
        }
        return largest / scale;
    }

    private static double rms(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        }
        return Math.sqrt(sum / x.length);
    }

    /** Of one form, run by run: by the clock, and the time this thread had a core, which other work on the machine disturbs less. */
    private final class Times {
        private final double[] wall;
        private final double[] cpu;

        Times(int repetitions) {
            wall = new double[repetitions];
            cpu = new double[repetitions];
        }

        void take(int k, Runnable run) {
            ThreadMXBean thread = ManagementFactory.getThreadMXBean();
            long cpuStart = thread.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            run.run();
            wall[k] = (System.nanoTime() - start) * 1e-9;
            cpu[k] = (thread.getCurrentThreadCpuTime() - cpuStart) * 1e-9;
        }

        private double[] perSecond(double[] seconds) {
            return Arrays.stream(seconds).map(s -> s / time).toArray();
        }

        void addTo(Results results, String what, Times still) {
            results.add(NAME, what, "s a biological second", perSecond(wall));
            results.add(NAME, what + ", CPU", "s a biological second", perSecond(cpu));
            if (this != still) {
                results.addRatio(NAME, what + " to static", wall, still.wall);
                results.addRatio(NAME, what + " to static, CPU", cpu, still.cpu);
            }
        }
    }
}
