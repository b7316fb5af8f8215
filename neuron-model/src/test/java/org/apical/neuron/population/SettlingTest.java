package org.apical.neuron.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A population settles where its mean input takes it. */
class SettlingTest {
    private static final double DT_MS = 1;

    /** Kicks of equal size at every step: the settled mean of V_b is kept, up to rounding, and so is the synaptic current before each kick. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void regularKicksKeepTheSettledMean(Coupling coupling) {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(coupling);
        RateReduction reduction = RateReduction.of(cell, new UnitCode(15, 5, new RateCode(100, 100)));
        EscapeNoisePopulation population = new EscapeNoisePopulation(
                30, new LayerSpec(reduction, new Linear(), 5, DT_MS, KernelProvider.kernels(), 1, 1));
        double[] kick = {70};
        population.input().basalConstantPicoA()[0] = 12;
        population.settle(kick, new double[kick.length]);
        double settledBasal = population.meanState().basalMv()[0];
        double settledCurrent = population.input().basalSynapticPicoA()[0];
        double settledCounts = population.spikeCounts()[0];
        RandomGenerator[] random = {new RandomStreams(1).stream(Purpose.LAYER_SPIKES, 0)};
        double soma = 0;
        int steps = 2000;
        for (int step = 0; step < steps; step++) {
            population.input().basalSynapticPicoA()[0] += kick[0];
            population.advance(random);
            soma = population.meanState().somaMv()[0];
        }

        assertThat(population.input().basalSynapticPicoA()[0]).isCloseTo(settledCurrent, within(1e-9));
        assertThat(population.meanState().basalMeanMv()[0]).isCloseTo(settledBasal, within(1e-9));
        // V_s before a kick is below its mean by less than the ripple of a step, dt / tau_v of the synaptic share
        double expected = 30 * DT_MS / 1000 * reduction.code().rates().hz(reduction.abstractPotential(soma));
        assertThat(settledCounts).isCloseTo(expected, within(0.01 * settledCounts));
        assertThat(settledCounts).isPositive();
    }
}
