package org.apical.app.replay;

import java.util.Arrays;
import java.util.List;
import org.apical.app.UserError;
import org.apical.app.replay.CompartmentCase.Run;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.synapse.InjectedCurrent;

/** Recomputes {@code three-compartment-adex}: neurons under constant basal currents, Runge–Kutta at two steps. */
final class AdaptiveExponentialReplay {
    private static final double BEFORE_FIRST_SPIKE = 1e-9;
    private static final int EXACT_SPIKES = 10;
    private static final double SPIKE_TIME_MS = 0.05;
    private static final String[] VARIABLES = {"V_soma", "V_basal", "V_apical", "w"};
    private static final String[] RECORDED = {"Vs_mV", "Vb_mV", "Va_mV", "w_pA"};

    private final CompartmentCase c;
    private final Deviations found;
    private final NeuronModel model;
    private final double[] current;
    private final int neurons;

    private AdaptiveExponentialReplay(CaseFile file, Deviations found) {
        this.c = CompartmentCase.read(file);
        this.found = found;
        CaseFile.Attributes a = c.attributes();
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
    }

    static void run(CaseFile file, Deviations found) {
        AdaptiveExponentialReplay replay = new AdaptiveExponentialReplay(file, found);
        CompartmentCase c = replay.c;
        int every = replay.whole("record_dt_ms", c.attributes().number("record_dt_ms", 0, 1e6) / c.dtMs());
        int finer = replay.whole("dt_fine_ms", c.dtMs() / CompartmentCase.positive(c.attributes(), "dt_fine_ms"));
        for (String name : RECORDED) {
            file.expectShape(name, replay.neurons, c.steps() / every + 1);
            file.expectShape("fine_" + name, replay.neurons, c.steps() / every + 1);
        }
        replay.run("", 1, every);
        replay.run("fine_", finer, every);
        c.rowTimes(found, c.steps() / every + 1, every * c.dtMs());
        found.given("I_b_pA");
    }

    private int whole(String name, double ratio) {
        long nearest = Math.round(ratio);
        if (nearest < 1 || nearest > 1000 || Math.abs(ratio - nearest) > 1e-6 * nearest) {
            throw new UserError(c.file().path() + ": attribute " + name
                    + ": expected a whole ratio of time steps up to 1000, found " + ratio);
        }
        return (int) nearest;
    }

    private void run(String prefix, int finer, int every) {
        SpikeTrains recorded = SpikeTrains.read(c.file(), prefix, neurons, c.steps() * finer);
        Run run = c.run(
                model,
                new Stepping(Integration.RUNGE_KUTTA_4, c.dtMs() / finer, 1),
                Layout.of(neurons),
                this::input,
                c.steps() * finer,
                every * finer,
                VARIABLES);
        SpikeTrains fired = SpikeTrains.of(run.spikes(), neurons);
        spikes(prefix, fired, recorded, finer);
        int rows = c.steps() / every + 1;
        for (int k = 0; k < VARIABLES.length; k++) {
            String name = prefix + RECORDED[k];
            double[] reference = c.file().doubles(name, neurons, rows);
            for (int neuron = 0; neuron < neurons; neuron++) {
                double[] trace = run.variables().trace(VARIABLES[k], neuron);
                double[] own = Arrays.copyOfRange(reference, neuron * rows, (neuron + 1) * rows);
                int before = fired.rowsBeforeFirst(neuron, rows, every * finer);
                String part = name + "[" + neuron + "] before the first spike";
                found.compare(name, part, trace, own, 0, before, BEFORE_FIRST_SPIKE);
            }
        }
    }

    private Stimulus input(NeuronPopulation target) {
        System.arraycopy(current, 0, target.input("I_b"), 0, neurons);
        return new Stimulus() {};
    }

    private void spikes(String prefix, SpikeTrains fired, SpikeTrains recorded, int finer) {
        String name = prefix + "output_spike_step";
        int counts = 0;
        int early = 0;
        double latestMs = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            List<Integer> own = fired.of(neuron);
            List<Integer> expected = recorded.of(neuron);
            counts += Math.abs(own.size() - expected.size());
            int first = Math.min(EXACT_SPIKES, expected.size());
            early += SpikeTrains.differing(own.subList(0, Math.min(first, own.size())), expected.subList(0, first));
            for (int k = 0; k < Math.min(own.size(), expected.size()); k++) {
                latestMs = Math.max(latestMs, Math.abs(own.get(k) - expected.get(k)) * c.dtMs() / finer);
            }
        }
        found.add(name, name + " (" + recorded.size() + " spikes, too many or too few)", counts, "", 0);
        found.add(name, name + ", first " + EXACT_SPIKES + " of a neuron, those that differ", early, "", 0);
        found.add(name, name + ", largest shift", latestMs, "ms", SPIKE_TIME_MS);
        found.given(prefix + "output_spike_index");
        c.spikeTimes(found, prefix + "output_spike", c.steps() * finer, c.dtMs() / finer);
    }
}
