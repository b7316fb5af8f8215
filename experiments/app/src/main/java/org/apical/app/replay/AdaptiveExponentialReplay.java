package org.apical.app.replay;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apical.app.replay.CompartmentCase.Shown;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.synapse.InjectedCurrent;

/**
 * Recomputes {@code three-compartment-adex}: neurons under constant basal currents, Runge–Kutta at two steps, as far as
 * their {@link Conditioning} lets them agree.
 */
final class AdaptiveExponentialReplay {
    private static final double BEFORE_FIRST_SPIKE = 1e-9;
    private static final int EXACT_SPIKES = 10;
    private static final double SPIKE_TIME_MS = 0.05;

    private static final List<Shown> SHOWN = Shown.withPotentials("pA", "w");

    private final CompartmentCase c;
    private final Deviations found;
    private final NeuronModel model;
    private final double[] current;
    private final int neurons;
    private final int every;

    private AdaptiveExponentialReplay(CaseFile file, Deviations found) {
        this.c = CompartmentCase.read(file);
        this.found = found;
        CaseAttributes a = c.attributes();
        double slope = CompartmentCase.positive(a, "Delta_T_mV");
        double threshold = CompartmentCase.signed(a, "V_T_mV");
        double peak =
                a.number("V_peak_mV", Math.nextUp(threshold), threshold + AdaptiveExponential.MOST_SLOPES * slope);
        AdaptiveExponential soma = new AdaptiveExponential(
                slope,
                threshold,
                peak,
                a.number("V_reset_mV", -1e6, Math.nextDown(peak)),
                0,
                CompartmentCase.signed(a, "a_nS"),
                a.number("b_pA", 0, 1e6),
                CompartmentCase.positive(a, "tau_w_ms"));
        this.model = new NeuronModel(c.cell(), List.of(new InjectedCurrent("I_b", "basal")), soma);
        this.neurons = file.length("I_b_pA");
        this.current = file.doubles("I_b_pA", neurons);
        this.every = c.every();
    }

    static void run(CaseFile file, Deviations found) {
        AdaptiveExponentialReplay replay = new AdaptiveExponentialReplay(file, found);
        int finer = replay.c.finer();
        for (Shown shown : SHOWN) {
            file.expectShape(shown.recorded(), replay.neurons, replay.rows());
            file.expectShape("fine_" + shown.recorded(), replay.neurons, replay.rows());
        }
        replay.run("", 1);
        replay.run("fine_", finer);
        replay.c.rowTimes(found, replay.every);
        found.given("I_b_pA");
    }

    private int rows() {
        return c.steps() / every + 1;
    }

    private void run(String prefix, int finer) {
        SpikeTrains recorded = SpikeTrains.read(c.file(), prefix, neurons, c.steps() * finer);
        CompartmentRun run = run(finer, 0);
        List<CompartmentRun> away = List.of(run(finer, Conditioning.AWAY_MV), run(finer, -Conditioning.AWAY_MV));
        Conditioning conditioning = new Conditioning(run, away);
        spikes(prefix, conditioning, recorded, finer);
        for (Shown shown : SHOWN) {
            String name = prefix + shown.recorded();
            double[] reference = c.file().doubles(name, neurons, rows());
            for (int neuron = 0; neuron < neurons; neuron++) {
                int before = recorded.rowsBeforeFirst(
                        neuron, conditioning.rowsBeforeFirst(neuron, rows(), every * finer), every * finer);
                double[] own = Arrays.copyOfRange(reference, neuron * rows(), neuron * rows() + before);
                double[] allowed = conditioning.ofTrace(shown.variable(), neuron, before);
                found.absolute(
                        name,
                        name + "[" + neuron + "] before the first spike",
                        run.trace(shown.variable(), neuron),
                        own,
                        k -> Math.max(BEFORE_FIRST_SPIKE, allowed[k]));
            }
        }
    }

    private CompartmentRun run(int finer, double awayMv) {
        return c.run(model, Integration.RUNGE_KUTTA_4, finer, neurons, every, SHOWN, p -> input(p, awayMv));
    }

    private Stimulus input(NeuronPopulation target, double awayMv) {
        System.arraycopy(current, 0, target.input("I_b"), 0, neurons);
        for (Shown potential : CompartmentCase.POTENTIALS) {
            double[] v = target.variables().get(potential.variable());
            Arrays.setAll(v, k -> v[k] + awayMv);
        }
        return new Stimulus() {};
    }

    private void spikes(String prefix, Conditioning conditioning, SpikeTrains recorded, int finer) {
        SpikeTrains fired = conditioning.run().spikes();
        double stepMs = c.dtMs() / finer;
        int end = c.steps() * finer;
        int counts = 0;
        int early = 0;
        DoubleStream.Builder shiftsMs = DoubleStream.builder();
        DoubleStream.Builder allowedMs = DoubleStream.builder();
        for (int neuron = 0; neuron < neurons; neuron++) {
            int[] shift = fired.shifts(recorded, neuron, end);
            double[] allowed = conditioning.ofSpikes(neuron, shift.length, end);
            int common = Math.min(fired.of(neuron).size(), recorded.of(neuron).size());
            for (int k = 0; k < shift.length; k++) {
                int off = shift[k] > allowed[k] ? 1 : 0;
                counts += k < common ? 0 : off;
                early += k < EXACT_SPIKES ? off : 0;
                if (k < common) {
                    shiftsMs.add(shift[k] * stepMs);
                    allowedMs.add(SPIKE_TIME_MS + allowed[k] * stepMs);
                }
            }
        }
        String name = prefix + "output_spike_step";
        found.add(name, name + " (" + recorded.size() + " spikes, too many or too few)", counts, "", 0);
        found.add(name, name + ", first " + EXACT_SPIKES + " of a neuron, those that differ", early, "", 0);
        double[] limits = allowedMs.build().toArray();
        found.add(name, name + ", largest shift", "ms", shiftsMs.build().toArray(), k -> limits[k]);
        found.given(prefix + "output_spike_index");
        c.spikeTimes(found, prefix + "output_spike", finer);
    }
}
