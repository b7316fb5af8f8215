package org.apical.neuron.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.AfterSpike;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.QuadraticIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;
import org.apical.neuron.transfer.SigmoidRate;
import org.apical.neuron.transfer.SoftRectifiedRate;

/**
 * Seeded random neurons and their input. No two parameters of a neuron are alike, so that a swapped index shows. The fastest time constant is
 * that of a dendrite: 30 pF / (8 + 3 x 6 nS leak and axial + some 10 nS of synapses) = 0.8 ms.
 */
public final class RandomNeurons {
    /** Time step of the tests (ms) unless they say otherwise: a third of the fastest time constant. */
    static final double DT_MS = 0.25;

    private RandomNeurons() {}

    /** Soma, basal, apical; or a soma and five dendrites, two of which sit on dendrites. */
    public enum Shape {
        THREE,
        TREE
    }

    /** What ends on the neuron. */
    enum Synapses {
        CURRENTS,
        CONDUCTANCES,
        NMDA
    }

    /** What leaves the soma. */
    enum Output {
        GRADED(new Graded(new SigmoidRate(80, 0.5, 0.3, -58))),
        ESCAPE(new EscapeNoise(new SigmoidRate(300, 0.5, 0.3, -58))),
        ESCAPE_REFRACTORY(new EscapeNoise(new SoftRectifiedRate(60, -62, 2), new AfterSpike.Refractory(3))),
        ESCAPE_RESET(new EscapeNoise(new SoftRectifiedRate(60, -62, 2), new AfterSpike.Reset(-72, 3))),
        LIF(new LeakyIntegrateAndFire(-56, -66, 2)),
        ADEX(new AdaptiveExponential(2, -55, -35, -64, 1, 3, 30, 80)),
        QIF(new QuadraticIntegrateAndFire(-58, -25, -66, 1.5));

        final SomaticOutput type;

        Output(SomaticOutput type) {
            this.type = type;
        }
    }

    /** One model with a scheme that suits it. */
    record Case(Output output, Synapses synapses, Shape shape, Coupling coupling, Integration scheme, double noiseMv) {
        NeuronModel model(long seed) {
            PyramidalCell cell = cell(shape, coupling, seed);
            return new NeuronModel(cell, inputs(cell, synapses, seed), output.type, noiseMv);
        }

        Stepping stepping() {
            return new Stepping(scheme, DT_MS, 1);
        }

        NeuronPopulation population(long seed, Layout layout) {
            return new NeuronPopulation(model(seed), stepping(), layout);
        }

        /** Whether a step draws random numbers. */
        boolean random() {
            return noiseMv > 0 || output.type.random();
        }

        boolean spikes() {
            return output.type.spikes();
        }
    }

    /** Every somatic output with every kind of synapse, shape, coupling and scheme that goes with it. */
    static Stream<Case> everyCase() {
        List<Case> cases = new ArrayList<>();
        for (Output output : Output.values()) {
            for (Synapses synapses : Synapses.values()) {
                for (Shape shape : Shape.values()) {
                    for (Coupling coupling : Coupling.values()) {
                        addSchemes(output, synapses, shape, coupling, cases);
                    }
                }
            }
        }
        return cases.stream();
    }

    private static void addSchemes(Output output, Synapses synapses, Shape shape, Coupling coupling, List<Case> cases) {
        for (Integration scheme : Integration.values()) {
            boolean passive = output.type.current().isEmpty();
            boolean suits =
                    switch (scheme) {
                        case EXACT -> synapses == Synapses.CURRENTS && passive;
                        case IMPLICIT_TREE -> passive;
                        case RUNGE_KUTTA_4 -> true;
                    };
            if (suits) {
                // membrane noise in every second case
                cases.add(new Case(output, synapses, shape, coupling, scheme, cases.size() % 2 == 0 ? 0 : 0.7));
            }
        }
    }

    /** The cases that draw no random numbers. */
    static Stream<Case> everyDeterministicCase() {
        return everyCase()
                .filter(c -> !c.output.type.random())
                .map(c -> new Case(c.output, c.synapses, c.shape, c.coupling, c.scheme, 0));
    }

    /** A random cell. */
    public static PyramidalCell cell(Shape shape, Coupling coupling, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Compartment soma = new Compartment(between(random, 100, 250), between(random, 3, 9));
        double rest = between(random, -74, -66);
        if (shape == Shape.THREE) {
            return PyramidalCell.threeCompartments(
                    soma,
                    membrane(random),
                    membrane(random),
                    between(random, 2, 6),
                    between(random, 2, 6),
                    rest,
                    coupling);
        }
        List<Dendrite> dendrites = List.of(
                dendrite("oblique", Dendrite.Kind.BASAL, PyramidalCell.SOMA, random),
                dendrite("trunk", Dendrite.Kind.APICAL, PyramidalCell.SOMA, random),
                dendrite("twig", Dendrite.Kind.BASAL, "oblique", random),
                dendrite("root", Dendrite.Kind.BASAL, PyramidalCell.SOMA, random),
                dendrite("tuft", Dendrite.Kind.APICAL, "trunk", random));
        return new PyramidalCell(soma, dendrites, rest, coupling);
    }

    private static Dendrite dendrite(String name, Dendrite.Kind kind, String parent, SplittableRandom random) {
        return new Dendrite(name, kind, membrane(random), parent, between(random, 2, 6));
    }

    private static Compartment membrane(SplittableRandom random) {
        return new Compartment(between(random, 30, 80), between(random, 2, 8));
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Inputs of one kind on sites of every kind, beside constant and synaptic currents. */
    static List<Input> inputs(PyramidalCell cell, Synapses synapses, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1000);
        String last = cell.name(cell.compartments() - 1);
        List<Input> inputs = new ArrayList<>(List.of(
                new InjectedCurrent("i_soma", PyramidalCell.SOMA),
                new InjectedCurrent("i_apical", PyramidalCell.APICAL),
                new CurrentSynapse("I_basal", PyramidalCell.BASAL, between(random, 2, 6)),
                new CurrentSynapse("I_last", last, between(random, 5, 15))));
        if (synapses != Synapses.CURRENTS) {
            inputs.add(new ConductanceSynapse(
                    "g_ampa", PyramidalCell.BASAL, between(random, 2, 4), between(random, -5, 5)));
            inputs.add(new ConductanceSynapse(
                    "g_gaba", PyramidalCell.SOMA, between(random, 5, 9), between(random, -85, -75)));
        }
        if (synapses == Synapses.NMDA) {
            inputs.add(new NmdaSynapse(
                    "g_nmda",
                    PyramidalCell.APICAL,
                    between(random, 30, 60),
                    between(random, -5, 5),
                    between(random, 0.5, 1.5)));
        }
        return inputs;
    }

    /** Drives all neurons of a population that is laid out as it is numbered. */
    static void drive(NeuronPopulation neurons, int step, long seed) {
        drive(neurons, step, seed, unit -> unit, lane -> lane);
    }

    /**
     * Sets the constant currents of a step and adds the weights of spikes before it. What an element gets depends on the seed, the step, the
     * input, and the names of its unit and lane.
     */
    static void drive(
            NeuronPopulation neurons, int step, long seed, IntUnaryOperator unitName, IntUnaryOperator laneName) {
        List<Input> inputs = neurons.model().inputs();
        int lanes = neurons.layout().lanes();
        for (int k = 0; k < inputs.size(); k++) {
            double[] x = neurons.inputs()[k];
            for (int at = 0; at < x.length; at++) {
                int unit = unitName.applyAsInt(at / lanes);
                int lane = laneName.applyAsInt(at % lanes);
                Input input = inputs.get(k);
                if (input instanceof InjectedCurrent) {
                    x[at] = 500 * uniform(seed, step / 40, k, unit, lane) - 50;
                } else if (uniform(seed, step, k, unit, lane) < 0.1) {
                    double u = uniform(seed, -step, k, unit, lane);
                    x[at] += input.unit().equals("nS") ? 2 * u : 120 * u - 40;
                }
            }
        }
    }

    private static double uniform(long... address) {
        long z = 0;
        for (long a : address) {
            z = (z ^ a) * 0xbf58476d1ce4e5b9L + 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0x94d049bb133111ebL;
            z ^= z >>> 31;
        }
        return (z >>> 11) * 0x1p-53;
    }

    /** Puts potentials and adaptation where rest is not; element by element the same for the same names. */
    static void scatter(NeuronPopulation neurons, long seed, IntUnaryOperator unitName) {
        int perUnit = neurons.layout().neuronsPerUnit() * neurons.layout().lanes();
        for (int c = 0; c < neurons.model().cell().compartments(); c++) {
            double[] v = neurons.compartments().potentialMv(c);
            for (int at = 0; at < v.length; at++) {
                v[at] = -80 + 20 * uniform(seed, 77, c, unitName.applyAsInt(at / perUnit), at % perUnit);
            }
        }
        neurons.compartments().read(0, neurons.layout().elements());
    }

    /** One generator a lane. */
    static RandomGenerator[] generators(int lanes, long seed) {
        RandomGenerator[] random = new RandomGenerator[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            random[lane] = new RandomStreams(seed).stream(Purpose.LAYER_SPIKES, lane);
        }
        return random;
    }

    /** One step with or without random numbers. */
    static void advance(NeuronPopulation neurons, RandomGenerator[] random) {
        if (random == null) {
            neurons.advance();
        } else {
            neurons.advance(random);
        }
    }
}
