package org.apical.neuron.population;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.InputCurrents;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.SpikingIntegration;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/** Populations of leaky integrate-and-fire neurons; rows of the state are [unit][neuron][lane]. */
public final class LifPopulation implements SpikingPopulation {
    private final LeakyIntegrateAndFire lif;
    private final PyramidalCell cell;
    private final SpikingIntegration integration;
    private final int units;
    private final int lanes;
    private final int heldSteps;
    private final double noisePerStepMv;
    private final CompartmentState state;
    private final CompartmentState mean;
    private final InputCurrents input;
    private final int[] stepsHeld;
    private final ExpectedCounts expected;
    private final boolean[] spiked;
    private final double[] counts;

    public LifPopulation(
            LeakyIntegrateAndFire lif,
            RateReduction reduction,
            TransferFunction transfer,
            SpikingIntegration integration,
            Kernels kernels,
            double dtMs,
            int units,
            int lanes) {
        this.cell = reduction.cell();
        Require.that(
                cell.coupling() == Coupling.DENDRITE_TO_SOMA,
                "LifPopulation.coupling",
                "must be DENDRITE_TO_SOMA (the noise is that of a soma the dendrites do not see)",
                cell.coupling());
        this.lif = lif;
        this.integration = integration;
        this.units = units;
        this.lanes = lanes;
        this.heldSteps = lif.heldSteps(dtMs);
        double a = Math.exp(-dtMs / cell.somaticTimeConstantMs());
        this.noisePerStepMv = lif.noiseMv() * Math.sqrt(1 - a * a);
        int rows = units * lif.neurons();
        this.state = new CompartmentState(rows * lanes);
        this.mean = new CompartmentState(units * lanes);
        this.input = new InputCurrents(units * lanes);
        this.stepsHeld = new int[rows * lanes];
        this.expected = new ExpectedCounts(reduction, transfer, kernels, lif.neurons(), dtMs);
        this.spiked = new boolean[rows * lanes];
        this.counts = new double[units * lanes];
        reset();
    }

    @Override
    public int neuronsPerUnit() {
        return lif.neurons();
    }

    @Override
    public void reset() {
        state.rest(cell.restMv());
        mean.rest(cell.restMv());
        input.clear();
        Arrays.fill(stepsHeld, 0);
        Arrays.fill(counts, 0);
        Arrays.fill(spiked, false);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The free potential gives the expected counts; the somata of a unit are spread evenly from reset to threshold, and none is refractory.
     */
    @Override
    public void settle(double[] kickPicoA) {
        integration.settle(mean, input, kickPicoA, units * lanes);
        expected.fill(mean.somaMv(), counts, units * lanes);
        double gap = (lif.thresholdMv() - lif.resetMv()) / lif.neurons();
        for (int row = 0; row < units * lif.neurons(); row++) {
            int unit = row / lif.neurons();
            for (int lane = 0; lane < lanes; lane++) {
                int k = row * lanes + lane;
                int i = unit * lanes + lane;
                state.somaMv()[k] = lif.resetMv() + gap * (row % lif.neurons() + 0.5);
                state.basalMv()[k] = mean.basalMv()[i];
                state.basalMeanMv()[k] = mean.basalMeanMv()[i];
                state.apicalMv()[k] = mean.apicalMv()[i];
            }
        }
    }

    @Override
    public InputCurrents input() {
        return input;
    }

    @Override
    public void advance(RandomGenerator[] random) {
        Arrays.fill(counts, 0);
        mean.rest(0);
        for (int unit = 0; unit < units; unit++) {
            for (int neuron = 0; neuron < lif.neurons(); neuron++) {
                advanceRow(unit, (unit * lif.neurons() + neuron) * lanes, random);
            }
        }
        integration.decay(input, units * lanes);
    }

    /**
     * One neuron of a unit in all lanes. The dendrites do not see the soma, so the free propagator serves them whether it is held or not; a held
     * soma is put back to where it is held.
     */
    private void advanceRow(int unit, int row, RandomGenerator[] random) {
        double[] soma = state.somaMv();
        integration.advanceFree(state, row, input, unit * lanes, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            int k = row + lane;
            int i = unit * lanes + lane;
            double noise = noisePerStepMv * random[lane].nextGaussian();
            spiked[k] = false;
            if (stepsHeld[k] > 0) {
                stepsHeld[k]--;
                soma[k] = lif.resetMv();
            } else {
                soma[k] += noise;
                if (soma[k] >= lif.thresholdMv()) {
                    counts[i]++;
                    spiked[k] = true;
                    soma[k] = lif.resetMv();
                    stepsHeld[k] = heldSteps;
                }
            }
            mean.somaMv()[i] += soma[k] / lif.neurons();
            mean.basalMv()[i] += state.basalMv()[k] / lif.neurons();
            mean.basalMeanMv()[i] += state.basalMeanMv()[k] / lif.neurons();
            mean.apicalMv()[i] += state.apicalMv()[k] / lif.neurons();
        }
    }

    @Override
    public double[] spikeCounts() {
        return counts;
    }

    @Override
    public void spikes(int lane, RandomGenerator random, SpikeSink sink) {
        for (int row = 0; row < units * lif.neurons(); row++) {
            if (spiked[row * lanes + lane]) {
                sink.spike(row / lif.neurons(), row % lif.neurons());
            }
        }
    }

    @Override
    public CompartmentState meanState() {
        return mean;
    }
}
