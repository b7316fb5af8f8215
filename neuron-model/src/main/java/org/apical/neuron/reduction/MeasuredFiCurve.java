package org.apical.neuron.reduction;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.transfer.FiCurve;

/**
 * f–I curves of neurons that have none in closed form (adaptive exponential somata, somata loaded by dendrites that see them): measured once by
 * simulation, cached for the life of the program.
 *
 * <p>A constant current I_b into the basal dendrites is given as the free potential mu = E_L + R_sb I_b, at which the passive soma would settle.
 * Without noise the rate is that of the intervals between the first and the last spike after the transient; with noise it is the number of spikes
 * over time and neurons. Sampling error may make neighbours fall; the nearest curve that does not, in least squares, is taken (pool adjacent
 * violators, Ayer et al. 1955).
 */
public final class MeasuredFiCurve {
    private static final Map<Key, FiCurve> CACHE = new ConcurrentHashMap<>();
    private static final String DRIVE = "f-I drive";

    private MeasuredFiCurve() {}

    /**
     * What is measured, and how finely.
     *
     * @param fromMv lowest free potential (mV)
     * @param toMv highest free potential (mV)
     * @param points potentials measured, equally spaced, >= 3
     * @param transientMs left out at the beginning (ms)
     * @param durationMs measured (ms)
     * @param neurons measured at each potential; 1 is enough without noise
     * @param seed of the noise
     */
    public record Protocol(
            double fromMv, double toMv, int points, double transientMs, double durationMs, int neurons, long seed) {
        public Protocol {
            Require.finite("Protocol.fromMv", fromMv, "mV");
            Require.finite("Protocol.toMv", toMv, "mV");
            Require.that(toMv > fromMv, "Protocol.toMv", "must exceed fromMv = " + fromMv + " mV", toMv);
            Require.atLeast("Protocol.points", points, 3);
            Require.notNegative("Protocol.transientMs", transientMs, "ms");
            Require.positive("Protocol.durationMs", durationMs, "ms");
            Require.atLeast("Protocol.neurons", neurons, 1);
        }
    }

    private record Key(NeuronModel model, Stepping stepping, Protocol protocol) {}

    /** The curve of a neuron, measured unless it was before. */
    public static FiCurve of(NeuronModel model, Stepping stepping, Protocol protocol) {
        return CACHE.computeIfAbsent(new Key(model, stepping, protocol), MeasuredFiCurve::measure);
    }

    /** Firing rates (Hz) at the potentials of the protocol, which do not decrease; measured, whatever was before. */
    public static double[] rates(NeuronModel model, Stepping stepping, Protocol protocol) {
        return monotone(rates(new Key(model, stepping, protocol)));
    }

    private static FiCurve measure(Key key) {
        Protocol protocol = key.protocol;
        return FiCurve.of(protocol.fromMv, protocol.toMv, rates(key.model, key.stepping, protocol));
    }

    /** Units are potentials: all of them advance side by side. */
    private static double[] rates(Key key) {
        Protocol protocol = key.protocol;
        NeuronModel driven = driven(key.model);
        Layout layout = new Layout(protocol.points, protocol.neurons, 1);
        NeuronPopulation population = new NeuronPopulation(driven, key.stepping, layout);
        double resistance = TransferResistances.response(driven.cell(), PyramidalCell.BASAL)[0];
        double step = (protocol.toMv - protocol.fromMv) / (protocol.points - 1);
        double[] drive = population.input(DRIVE);
        for (int point = 0; point < protocol.points; point++) {
            drive[point] = (protocol.fromMv + point * step - driven.cell().restMv()) / resistance;
        }
        RandomGenerator[] random = {new RandomStreams(protocol.seed).stream(Purpose.MEMBRANE_NOISE)};
        double dt = key.stepping.dtMs();
        int transientSteps = (int) Math.round(protocol.transientMs / dt);
        int steps = (int) Math.max(1, Math.round(protocol.durationMs / dt));
        double[] spikes = new double[protocol.points];
        int[] first = new int[layout.elements()];
        int[] last = new int[layout.elements()];
        int[] count = new int[layout.elements()];
        for (int n = 0; n < transientSteps + steps; n++) {
            population.advance(random);
            SpikeList fired = population.spikes();
            for (int k = 0; n >= transientSteps && k < fired.size(); k++) {
                int neuron = fired.element(k);
                first[neuron] = count[neuron] == 0 ? n : first[neuron];
                last[neuron] = n;
                count[neuron]++;
                spikes[neuron / protocol.neurons]++;
            }
        }
        boolean periodic = key.model.noiseMv() == 0 && protocol.neurons == 1;
        double[] hz = new double[protocol.points];
        for (int point = 0; point < protocol.points; point++) {
            hz[point] = periodic && count[point] > 1
                    ? 1000 * (count[point] - 1) / ((last[point] - first[point]) * dt)
                    : 1000 * spikes[point] / (steps * dt * protocol.neurons);
        }
        return hz;
    }

    private static NeuronModel driven(NeuronModel model) {
        return new NeuronModel(
                model.cell(),
                java.util.List.of(new InjectedCurrent(DRIVE, PyramidalCell.BASAL)),
                model.output(),
                model.noiseMv());
    }

    /** The non-decreasing sequence nearest to y in least squares. */
    static double[] monotone(double[] y) {
        double[] mean = new double[y.length];
        int[] size = new int[y.length];
        int blocks = 0;
        for (double value : y) {
            mean[blocks] = value;
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                int together = size[blocks - 2] + size[blocks - 1];
                mean[blocks - 2] =
                        (mean[blocks - 2] * size[blocks - 2] + mean[blocks - 1] * size[blocks - 1]) / together;
                size[blocks - 2] = together;
                blocks--;
            }
        }
        double[] result = new double[y.length];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            java.util.Arrays.fill(result, at, at + size[b], mean[b]);
            at += size[b];
        }
        return result;
    }
}
