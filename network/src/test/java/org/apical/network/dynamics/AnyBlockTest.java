package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.ensembleControl;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.scattered;
import static org.apical.network.TestNetworks.withConductances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.Competition.WinnerTakeAll;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.InputForm;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sample does depends on the sample alone: the same bits in blocks of any width, beside any neighbours, on any number of threads. */
class AnyBlockTest {
    private static final int SAMPLES = 13;
    private static final int CUTS = 6;
    private static final int STEPS = 60;
    private static final int INPUTS = 7;
    private static final PyramidalCell CELL = PyramidalCell.standard();

    static Stream<Arguments> formulations() {
        ControllerDescription ideal = controller(0.1, 1);
        ControllerDescription spiking =
                ensembleControl(PopulationKind.SPIKING, 20, 1).drawn(3);
        List<ApicalDendrite> noisy = noisy();
        NeuronUnits adaptive = new NeuronUnits(3, new AdaptiveExponential(2, -55, 0, -62, 2, 2, 40, 100), 3, 10);
        return Stream.of(
                arguments("F1", rates(ideal)),
                arguments("F1, noise", rates(ideal).withApical(noisy)),
                arguments("F1, competition", competing(ideal)),
                arguments("F2", graded(ideal)),
                arguments("F2, units that differ", graded(ideal, SCATTERED)),
                arguments(
                        "F2, units that differ, noise", graded(ideal, SCATTERED).withApical(noisy)),
                arguments("F2, rate neurons", graded(ensembleControl(PopulationKind.RATE, 20, 1))),
                arguments(
                        "F2, quasi-static, noise",
                        new GradedFormulation(
                                NETWORK,
                                TIMING,
                                spiking.withDelay(4, 1),
                                NEURONS,
                                new QuasiStaticDendrites(CELL, 1),
                                noisy,
                                PRODUCT)),
                arguments("F3, escape, 1", spiking(ideal, new EscapeNoiseUnits(1))),
                arguments("F3, escape, 4", spiking(ideal, new EscapeNoiseUnits(4))),
                arguments("F3, escape, 60", spiking(ideal, new EscapeNoiseUnits(60))),
                arguments(
                        "F3, escape, 4, noise",
                        spiking(spiking, new EscapeNoiseUnits(4)).withApical(noisy)),
                arguments("F3, escape, 60, inputs drawn ahead", ahead(ideal)),
                arguments("F3, escape, 60, diffusion", ahead(ideal).withInput(InputForm.DIFFUSION)),
                arguments("F3, LIF, 1", spiking(ideal, NeuronUnits.standard(1))),
                arguments("F3, LIF, 4", spiking(spiking, NeuronUnits.standard(4))),
                arguments("F3, escape, 4, units that differ", spiking(spiking, new EscapeNoiseUnits(4), SCATTERED)),
                arguments("F3, LIF, 4, units that differ", spiking(spiking, NeuronUnits.standard(4), SCATTERED)),
                arguments("F3, adaptive exponential, 3", spiking(ideal, adaptive)),
                arguments("F2, conductances", gradedConductances(ideal)),
                arguments("F3, conductances, escape, 4", conductances(ideal, new EscapeNoiseUnits(4))),
                arguments("F3, conductances, LIF, 3", conductances(spiking, NeuronUnits.standard(3))),
                arguments("F3, conductances, adaptive exponential, 2", conductances(ideal, adaptive)));
    }

    private static final NetworkDescription NETWORK = new NetworkDescription(
            "input",
            INPUTS,
            List.of(
                    new LayerDescription("first", 9, new Tanh()),
                    new LayerDescription("second", 6, new Tanh()),
                    new LayerDescription("out", 3, new Linear())),
            List.of(new SourceDescription("tonic", 3, 2, 40)),
            List.of(
                    ProjectionDescription.dense("input", "first"),
                    ProjectionDescription.dense("first", "second"),
                    ProjectionDescription.dense("second", "out")),
            List.of(projection("tonic", "second", Site.BASAL, 1), projection("second", "first", Site.APICAL, 3)));
    private static final NetworkDescription CHAIN = new NetworkDescription(
            "input",
            INPUTS,
            List.of(
                    new LayerDescription("first", 9, new Tanh()).withCompetition(WinnerTakeAll.ofTargets(0.4)),
                    new LayerDescription("out", 3, new Linear())),
            List.of(),
            List.of(ProjectionDescription.dense("input", "first"), ProjectionDescription.dense("first", "out")),
            List.of());
    private static final Timing TIMING =
            new Timing(20, 5, STEPS, 1 / 400.0, 400, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
    /** Without baseline: what a sample sends ranges from rare spikes to many. */
    private static final NeuronSet NEURONS = new NeuronSet(
            new RateCode(0, 100), neurons(CELL).hidden(), neurons(CELL).output(), Map.of());

    private static final NeuronSet SCATTERED = scattered(NETWORK, NEURONS, new Scatter(0.3, 0.3, 1, 0.3));

    private static ProjectionDescription projection(String from, String to, Site site, double delayMs) {
        return new ProjectionDescription(
                from, to, site, new Connectivity.Probability(0.5), delayMs, new InitialWeights.Normal(0, 0.2));
    }

    private static List<ApicalDendrite> noisy() {
        return Collections.nCopies(NETWORK.layers(), ApicalDendrite.Fluctuating.of(0.1, 0.25, TIMING.dtOverTauU()));
    }

    private static Formulation rates(ControllerDescription c) {
        return RateFormulation.of(NETWORK, TIMING, c, CELL.somaticTimeConstantMs() / 400, PRODUCT);
    }

    private static Formulation competing(ControllerDescription c) {
        return RateFormulation.of(CHAIN, TIMING, c, CELL.somaticTimeConstantMs() / 400, PRODUCT);
    }

    private static Formulation graded(ControllerDescription c) {
        return graded(c, NEURONS);
    }

    private static Formulation graded(ControllerDescription c, NeuronSet neurons) {
        return new GradedFormulation(NETWORK, TIMING, c, neurons, new ExactIntegration(CELL, 1), PRODUCT);
    }

    private static Formulation spiking(ControllerDescription c, SpikingUnits units) {
        return spiking(c, units, NEURONS);
    }

    private static Formulation spiking(ControllerDescription c, SpikingUnits units, NeuronSet neurons) {
        return new SpikingFormulation(NETWORK, TIMING, c, neurons, units, 5, 1, PRODUCT);
    }

    /** So many inputs that those of some samples are drawn ahead. */
    private static SpikingFormulation ahead(ControllerDescription c) {
        NetworkDescription wide = new NetworkDescription(List.of(300, 5, 3), new Tanh(), new Linear());
        return new SpikingFormulation(wide, TIMING, c, NEURONS, new EscapeNoiseUnits(60), 5, 1, PRODUCT);
    }

    private static Formulation gradedConductances(ControllerDescription c) {
        return new GradedFormulation(
                NETWORK, TIMING, c, withConductances(NEURONS, 0.3), new ExactIntegration(CELL, 1), PRODUCT);
    }

    private static Formulation conductances(ControllerDescription c, SpikingUnits units) {
        return new SpikingFormulation(NETWORK, TIMING, c, withConductances(NEURONS, 0.3), units, 5, 1, PRODUCT);
    }

    /** Rates of a sample: of some nothing but rare spikes come, of some many, of some none; of some most inputs are silent where there are many. */
    private static double[] sample(int number, int inputs) {
        double[] brightest = {0.02, 1, 0.4, 0, 3};
        SplittableRandom random = new SplittableRandom(number);
        double[] rates = random.doubles(inputs)
                .map(x -> x * brightest[number % brightest.length])
                .toArray();
        if (inputs > INPUTS && number % 2 == 1) {
            Arrays.fill(rates, inputs / 3, inputs, 0);
        }
        return rates;
    }

    /** Everything that happens to the samples of a block, step by step, by sample. */
    private static void run(Formulation formulation, SynapticWeights weights, int[] block, List<List<Double>> seen) {
        int lanes = block.length;
        int inputs = formulation.network().inputs();
        double[] rates = new double[inputs * lanes];
        long[] trials = new long[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            double[] own = sample(block[lane], inputs);
            for (int i = 0; i < inputs; i++) {
                rates[i * lanes + lane] = own[i];
            }
            trials[lane] = block[lane];
        }
        OutputTarget shifted = (free, target, outputs, n) -> {
            for (int k = 0; k < outputs * n; k++) {
                target[k] = free[k] + 0.1 * (block[k % n] % 3 - 1);
            }
        };
        StepObserver all = (controlled, step, state) -> {
            note(state.control(), block, seen);
            note(state.input().transmitted(), block, seen);
            for (double[] v : potentials(state)) {
                note(v, block, seen);
            }
            for (int l = 0; l < state.layers(); l++) {
                note(state.layer(l).apical(), block, seen);
                note(state.layer(l).transmitted(), block, seen);
                note(state.layer(l).trace(), block, seen);
            }
        };
        formulation
                .simulation(lanes)
                .present(weights, new Presentation(rates, trials, Phase.TEST, new RandomStreams(5)), shifted, all);
    }

    private static void note(double[] x, int[] block, List<List<Double>> seen) {
        for (int k = 0; k < x.length; k++) {
            seen.get(block[k % block.length]).add(x[k]);
        }
    }

    private static List<List<Double>> nothing() {
        return IntStream.range(0, SAMPLES)
                .mapToObj(k -> (List<Double>) new ArrayList<Double>())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formulations")
    void aSampleDoesTheSameInAnyBlock(String name, Formulation formulation) {
        NetworkWeights drawn = NetworkWeights.draw(formulation.network(), new RandomStreams(9));
        SynapticWeights weights = formulation.map(drawn);
        List<List<Double>> alone = nothing();
        for (int k = 0; k < SAMPLES; k++) {
            run(formulation, weights, new int[] {k}, alone);
        }
        // the samples differ, and not all of them rest
        assertThat(alone.get(1)).isNotEqualTo(alone.get(2));
        Random random = new Random(name.hashCode());
        for (int cut = 0; cut < CUTS; cut++) {
            List<int[]> blocks = blocks(random);
            List<List<Double>> seen = nothing();
            try (LaneBlocks threads = new LaneBlocks(1 + random.nextInt(4))) {
                List<LaneBlocks.Block> numbers = IntStream.range(0, blocks.size())
                        .mapToObj(n -> new LaneBlocks.Block(n, 0, blocks.get(n).length))
                        .toList();
                threads.run(numbers, n -> run(formulation, weights, blocks.get(n.index()), seen));
            }
            for (int k = 0; k < SAMPLES; k++) {
                assertThat(seen.get(k))
                        .as(
                                "sample %d of %s",
                                k, blocks.stream().map(Arrays::toString).toList())
                        .isEqualTo(alone.get(k));
            }
        }
    }

    /** All samples in some order, cut at random. */
    private static List<int[]> blocks(Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, SAMPLES).boxed().toList());
        Collections.shuffle(order, random);
        List<int[]> blocks = new ArrayList<>();
        for (int first = 0; first < SAMPLES; ) {
            int lanes = Math.min(1 + random.nextInt(SAMPLES), SAMPLES - first);
            blocks.add(order.subList(first, first + lanes).stream()
                    .mapToInt(k -> k)
                    .toArray());
            first += lanes;
        }
        return blocks;
    }
}
