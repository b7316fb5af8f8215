package org.apical.neuron.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.ExponentialEscape;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** 5.10: each unit of a layer whose units differ does what a layer of nothing but such neurons does. */
class ScatteredPopulationTest {
    private static final int UNITS = 7;
    private static final int LANES = 5;
    private static final double DT_MS = 0.5;
    private static final double TAU_MS = 5;
    private static final UnitCode CODE = new UnitCode(7, 2, new RateCode(100, 90));

    static Stream<Arguments> kinds() {
        Function<UnitNeuron, SpikingUnits> shared = unit -> new EscapeNoiseUnits(8);
        return Stream.of(Coupling.values())
                .flatMap(coupling -> Stream.of(
                        arguments("escape", coupling, 0.0, shared),
                        arguments("LIF, 1", coupling, 2.0, own(LeakyIntegrateAndFire.standard(), 1, 0)),
                        arguments("LIF, 6, noise", coupling, 2.0, own(LeakyIntegrateAndFire.standard(), 6, 3)),
                        arguments(
                                "escape with reset, 3",
                                coupling,
                                2.0,
                                own(
                                        new ExponentialEscape(100, -58, 3, -65, 2)
                                                .own()
                                                .orElseThrow(),
                                        3,
                                        0))));
    }

    /** Of neurons with the threshold of a unit. */
    private static Function<UnitNeuron, SpikingUnits> own(SomaticOutput soma, int neurons, double noiseMv) {
        return unit -> new NeuronUnits(neurons, unit == null ? soma : soma.shifted(unit.thresholdMv()), noiseMv);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kinds")
    void aUnitIsTheNeuronOfItsParameters(
            String name, Coupling coupling, double thresholdMv, Function<UnitNeuron, SpikingUnits> kind) {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(coupling);
        List<UnitNeuron> units = new Scatter(0.3, 0.3, thresholdMv, 0.3).draw(cell, UNITS, 0, new RandomStreams(8));
        List<double[]> scattered = history(kind.apply(null).population(layer(cell, TAU_MS, TAU_MS, units)));
        assertThat(IntStream.range(0, UNITS).anyMatch(k -> scattered.get(scattered.size() - 1)[k] > 0))
                .isTrue();
        for (int i = 0; i < UNITS; i++) {
            UnitNeuron unit = units.get(i);
            List<double[]> alone = history(kind.apply(unit)
                    .population(layer(unit.cell(), TAU_MS * unit.basalTau(), TAU_MS * unit.apicalTau(), List.of())));
            for (int k = 0; k < scattered.size(); k++) {
                int rows = scattered.get(k).length / UNITS;
                for (int j = i * rows; j < (i + 1) * rows; j++) {
                    assertThat(scattered.get(k)[j])
                            .as("unit %d, array %d, element %d", i, k, j)
                            .isEqualTo(alone.get(k)[j]);
                }
            }
        }
    }

    private static LayerSpec layer(PyramidalCell cell, double basalMs, double apicalMs, List<UnitNeuron> own) {
        return new LayerSpec(
                RateReduction.of(cell, CODE),
                new Tanh(),
                new LayerInputs(LayerSynapses.CURRENTS, basalMs, apicalMs, true, true),
                true,
                DT_MS,
                KernelProvider.kernels(),
                UNITS,
                LANES,
                own);
    }

    /** Potentials of neurons, the mean of V_b, and last the spikes over 400 steps, under kicks that differ from unit to unit. */
    private static List<double[]> history(SpikingPopulation population) {
        SplittableRandom random = new SplittableRandom(4);
        RandomGenerator[] lanes =
                IntStream.range(0, LANES).mapToObj(SplittableRandom::new).toArray(RandomGenerator[]::new);
        double[] kick = random.doubles(UNITS * LANES, 2, 8).toArray();
        population.settle(kick, kick);
        double[] total = new double[UNITS * LANES];
        for (int step = 0; step < 400; step++) {
            for (int k = 0; k < kick.length; k++) {
                population.input().basalSynapticPicoA()[k] += random.nextDouble(0, 60);
                population.input().apicalSynapticPicoA()[k] += random.nextDouble(-20, 20);
                population.input().basalConstantPicoA()[k] = 20;
                population.input().apicalConstantPicoA()[k] = 5 * Math.sin(step / 30.0);
            }
            population.advance(lanes);
            for (int k = 0; k < total.length; k++) {
                total[k] += population.spikeCounts()[k];
            }
        }
        return Stream.concat(
                        Stream.of(population.compartments().arrays()),
                        Stream.of(population.meanState().basalMeanMv(), total))
                .toList();
    }

    /** In the steady state V_s - E_L = R_sb tau_b nu W + R_sa tau_a nu Q of the unit's own resistances and decays, and it fires at nu_0 + nu_1 phi(v - threshold / scale). */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void theSteadyStateIsThatOfTheUnit(Coupling coupling) {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(coupling);
        List<UnitNeuron> units = new Scatter(0.3, 0.3, 1, 0.3).draw(cell, UNITS, 0, new RandomStreams(9));
        SpikingPopulation population = new EscapeNoiseUnits(10).population(layer(cell, TAU_MS, TAU_MS, units));
        double[] basal = new SplittableRandom(1).doubles(UNITS * LANES, 2, 10).toArray();
        double[] apical = new SplittableRandom(2).doubles(UNITS * LANES, -2, 2).toArray();
        population.settle(basal, apical);
        for (int k = 0; k < basal.length; k++) {
            UnitNeuron unit = units.get(k / LANES);
            TransferResistances r = TransferResistances.of(unit.cell());
            double depolarisation = r.somaBasal() * basal[k] * TAU_MS * unit.basalTau() / DT_MS
                    + r.somaApical() * apical[k] * TAU_MS * unit.apicalTau() / DT_MS;
            assertThat(population.meanState().somaMv()[k]).isCloseTo(cell.restMv() + depolarisation, within(1e-10));
            double v = (depolarisation - CODE.offsetMv() - unit.thresholdMv()) / CODE.scaleMv();
            assertThat(population.spikeCounts()[k])
                    .isCloseTo(10 * DT_MS / 1000 * (100 + 90 * Math.tanh(v)), within(1e-11));
        }
    }

    @org.junit.jupiter.api.Test
    void aSomaWithoutThresholdRefusesOneOfItsOwn() {
        assertThat(new EscapeNoise(mv -> Math.exp(mv / 3))
                        .shifted(2)
                        .intensity()
                        .hz(5))
                .isEqualTo(Math.exp((5.0 - 2) / 3));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> org.apical.neuron.soma.Graded.silent().shifted(1))
                .hasMessageContaining("no threshold that could be moved");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> LeakyIntegrateAndFire.standard().shifted(-11))
                .hasMessageContaining("resetMv");
    }
}
