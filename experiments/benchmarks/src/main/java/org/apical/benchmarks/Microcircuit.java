package org.apical.benchmarks;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.Input;

/**
 * The cortical microcircuit of Potjans and Diesmann (Cerebral Cortex 24, 785, 2014; tables 4 and 5): four layers of excitatory and inhibitory integrate-and-fire neurons, random synapses (a pair may
 * have several), weights and delays drawn for each, Poisson background. dt 0.1 ms, exact propagator.
 *
 * <p>With fewer synapses a neuron, k of them, weights are divided by sqrt(k), which keeps the variance of the input, and what its mean loses is added as a constant current, (1 - sqrt(k)) tau_syn
 * sum of w K nu with the rates nu of the whole circuit (van Albada, Helias and Diesmann, PLoS Comput. Biol. 11, e1004490, 2015).
 *
 * @param size share of the neurons of each population
 * @param indegree k, share of the synapses onto each neuron, those of the background too
 */
record Microcircuit(Cell cell, double size, double indegree) implements SparseNetwork {
    static final List<String> POPULATIONS = List.of("L2/3E", "L2/3I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I");
    /** Mean rates of the whole circuit: those that NEST's description of it names for the same compensation (Hz). */
    static final double[] RATES_HZ = {0.943, 3.026, 4.368, 5.882, 7.733, 8.664, 1.096, 7.851};

    static final double EXTERNAL_HZ = 8;
    private static final int[] NEURONS = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
    /** Probability that a pair is connected, [target][source]. */
    private static final double[][] PROBABILITY = {
        {0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0},
        {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
        {0.0077, 0.0059, 0.0497, 0.1350, 0.0067, 0.0003, 0.0453, 0},
        {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
        {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
        {0.0548, 0.0269, 0.0257, 0.0022, 0.0600, 0.3158, 0.0086, 0},
        {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
        {0.0364, 0.0010, 0.0034, 0.0005, 0.0277, 0.0080, 0.0658, 0.1443}
    };

    private static final int[] EXTERNAL = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
    private static final double WEIGHT_PICOA = 87.8;
    private static final double INHIBITORY = -4;
    private static final double WEIGHT_DEVIATION = 0.1;
    private static final double EXCITATORY_DELAY_MS = 1.5;
    private static final double INHIBITORY_DELAY_MS = 0.75;
    private static final double DELAY_DEVIATION = 0.5;
    /** Six standard deviations above the mean; longer ones, and those below a step, are drawn again. */
    private static final int LONGEST_STEPS = 60;

    Microcircuit {
        Require.that(size > 0 && size <= 1, "Microcircuit.size", "must be > 0 and <= 1", size);
        Require.that(indegree > 0 && indegree <= 1, "Microcircuit.indegree", "must be > 0 and <= 1", indegree);
    }

    /** The neuron: 250 pF, 25 nS, E_L = V_reset = -65 mV, V_th = -50 mV, t_ref 2 ms, tau_syn 0.5 ms. */
    enum Cell {
        /** As published. Everything ends on the soma. */
        ONE_COMPARTMENT(new PyramidalCell(new Compartment(250, 25), List.of(), REST_MV, Coupling.RECIPROCAL), "soma"),
        /** The same membrane in three parts; the microcircuit's own synapses end on the basal dendrite, the background on the apical one. */
        THREE_COMPARTMENTS(
                PyramidalCell.threeCompartments(
                        new Compartment(150, 15),
                        new Compartment(50, 5),
                        new Compartment(50, 5),
                        100,
                        100,
                        REST_MV,
                        Coupling.RECIPROCAL),
                PyramidalCell.BASAL,
                PyramidalCell.APICAL);

        private final PyramidalCell compartments;
        private final List<String> sites;

        Cell(PyramidalCell compartments, String... sites) {
            this.compartments = compartments;
            this.sites = List.of(sites);
        }

        NeuronModel model() {
            return new NeuronModel(
                    compartments,
                    sites.stream()
                            .<Input>map(site -> new CurrentSynapse("I_" + site, site, SYNAPSE_MS))
                            .toList(),
                    new LeakyIntegrateAndFire(THRESHOLD_MV, REST_MV, REFRACTORY_MS));
        }

        /** Compartments that synapses end on. */
        int[] sites() {
            return sites.stream().mapToInt(compartments::index).toArray();
        }

        /** Where the synapses of the microcircuit end. */
        String recurrent() {
            return "I_" + sites.get(0);
        }

        /** Where those of the background end. */
        String external() {
            return "I_" + sites.get(sites.size() - 1);
        }
    }

    @Override
    public NeuronModel model() {
        return cell.model();
    }

    @Override
    public String recurrent() {
        return cell.recurrent();
    }

    @Override
    public String external() {
        return cell.external();
    }

    @Override
    public int populations() {
        return NEURONS.length;
    }

    @Override
    public int first(int population) {
        return IntStream.range(0, population)
                .map(p -> (int) Math.max(1, Math.rint(NEURONS[p] * size)))
                .sum();
    }

    /** Synapses onto each neuron of the whole circuit, on average: K = ln(1 - C) / ln(1 - 1 / (N_target N_source)) / N_target. */
    private static double wholeIndegree(int target, int source) {
        double pairs = (double) NEURONS[target] * NEURONS[source];
        return Math.log1p(-PROBABILITY[target][source]) / Math.log1p(-1 / pairs) / NEURONS[target];
    }

    /** Synapses between two populations. */
    int synapses(int target, int source) {
        return (int) Math.rint(wholeIndegree(target, source) * indegree * neurons(target));
    }

    @Override
    public long synapses() {
        long sum = 0;
        for (int target = 0; target < NEURONS.length; target++) {
            for (int source = 0; source < NEURONS.length; source++) {
                sum += synapses(target, source);
            }
        }
        return sum;
    }

    private static boolean inhibitory(int population) {
        return population % 2 == 1;
    }

    /** Mean weight of the whole circuit; twice as large from L4E to L2/3E (pA). */
    private static double wholeWeight(int target, int source) {
        if (inhibitory(source)) {
            return INHIBITORY * WEIGHT_PICOA;
        }
        return target == 0 && source == 2 ? 2 * WEIGHT_PICOA : WEIGHT_PICOA;
    }

    @Override
    public double externalPicoA() {
        return WEIGHT_PICOA / Math.sqrt(indegree);
    }

    /** One Poisson process stands for all sources. */
    @Override
    public double externalSpikes(int population) {
        return externalSources(population) * EXTERNAL_HZ * DT_MS / 1000;
    }

    @Override
    public int largestDelay() {
        return LONGEST_STEPS;
    }

    /** Sources of the background of a neuron of a population. */
    double externalSources(int population) {
        return EXTERNAL[population] * indegree;
    }

    /** What stands in place of the mean input that is lost. */
    @Override
    public double constantPicoA(int population) {
        double perSecond = EXTERNAL[population] * EXTERNAL_HZ * WEIGHT_PICOA;
        for (int source = 0; source < NEURONS.length; source++) {
            perSecond += wholeIndegree(population, source) * RATES_HZ[source] * wholeWeight(population, source);
        }
        return (1 - Math.sqrt(indegree)) * perSecond * DT_MS / 1000;
    }

    /** Those of a pair of populations are as many as expected; ends are drawn independently. */
    @Override
    public void draw(long seed, Rows rows) {
        RandomStreams streams = new RandomStreams(seed);
        int[] unit = {};
        int[] delay = {};
        double[] weight = {};
        for (int from = 0; from < NEURONS.length; from++) {
            int[][] count = counts(streams, from);
            for (int k = 0; k < neurons(from); k++) {
                int neuron = k;
                int all = IntStream.range(0, count.length)
                        .map(to -> count[to][neuron])
                        .sum();
                if (unit.length < all) {
                    unit = new int[2 * all];
                    delay = new int[2 * all];
                    weight = new double[2 * all];
                }
                RandomGenerator random = streams.stream(Purpose.WEIGHTS, first(from) + k);
                int size = 0;
                for (int to = 0; to < count.length; to++) {
                    int first = first(to);
                    int bound = neurons(to);
                    double mean = wholeWeight(to, from) / Math.sqrt(indegree);
                    for (int i = 0; i < count[to][k]; i++) {
                        unit[size] = first + random.nextInt(bound);
                        weight[size] = mean * (1 + WEIGHT_DEVIATION * random.nextGaussian());
                        delay[size++] = delaySteps(random, inhibitory(from));
                    }
                }
                rows.row(unit, delay, weight, size);
            }
        }
    }

    /** Synapses of each neuron of a population onto each population, [target][neuron]. */
    private int[][] counts(RandomStreams streams, int from) {
        int[][] count = new int[NEURONS.length][neurons(from)];
        for (int to = 0; to < NEURONS.length; to++) {
            RandomGenerator random = streams.stream(Purpose.CONNECTIVITY, to, from);
            for (int k = synapses(to, from); k > 0; k--) {
                count[to][random.nextInt(count[to].length)]++;
            }
        }
        return count;
    }

    private static int delaySteps(RandomGenerator random, boolean inhibitory) {
        double mean = inhibitory ? INHIBITORY_DELAY_MS : EXCITATORY_DELAY_MS;
        int steps;
        do {
            steps = (int) Math.rint(mean * (1 + DELAY_DEVIATION * random.nextGaussian()) / DT_MS);
        } while (steps < 1 || steps > LONGEST_STEPS);
        return steps;
    }
}
