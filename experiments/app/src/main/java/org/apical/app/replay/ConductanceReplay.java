package org.apical.app.replay;

import java.util.List;
import org.apical.app.UserError;
import org.apical.app.replay.CompartmentCase.Run;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.projection.Weights;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.Input;

/**
 * Recomputes {@code three-compartment-lif-conductance}: the recorded scheme (Runge–Kutta, coarse and fine, with spikes and without), and the
 * project's own scheme at the coarse step against the fine run.
 */
final class ConductanceReplay {
    private static final double SAME_SCHEME = 1e-9;
    private static final double OWN_SCHEME_MV = 0.05;
    private static final String[] VARIABLES = {"V_soma", "V_basal", "V_apical", "ge_b", "gi_b", "ge_a", "gi_a"};
    private static final String[] RECORDED = {"Vs_mV", "Vb_mV", "Va_mV", "ge_b_nS", "gi_b_nS", "ge_a_nS", "gi_a_nS"};

    private static final String[] GROUPS = {"coarse_nospike", "fine_nospike", "coarse_spike", "fine_spike"};

    private final CompartmentCase c;
    private final Deviations found;
    private final List<Input> inputs;
    private final int finer;

    private ConductanceReplay(CaseFile file, Deviations found) {
        this.c = CompartmentCase.read(file);
        this.found = found;
        CaseFile.Attributes a = c.attributes();
        double te = CompartmentCase.positive(a, "tau_e_ms");
        double ti = CompartmentCase.positive(a, "tau_i_ms");
        double ee = CompartmentCase.signed(a, "E_e_mV");
        double ei = CompartmentCase.signed(a, "E_i_mV");
        this.inputs = List.of(
                new ConductanceSynapse("ge_b", "basal", te, ee),
                new ConductanceSynapse("gi_b", "basal", ti, ei),
                new ConductanceSynapse("ge_a", "apical", te, ee),
                new ConductanceSynapse("gi_a", "apical", ti, ei));
        a.number("I_s_pA", 0, 0);
        for (String group : GROUPS) {
            for (String name : RECORDED) {
                file.expectShape(group + "/" + name, c.steps() + 1);
            }
        }
        double ratio = c.dtMs() / CompartmentCase.positive(a, "dt_fine_ms");
        this.finer = (int) Math.round(ratio);
        if (Math.abs(ratio - finer) > 1e-6 * ratio || finer < 1 || (double) finer * c.steps() > 5e6) {
            throw new UserError(
                    file.path() + ": attribute dt_fine_ms: expected dt_ms divided by a whole number, with at"
                            + " most 5e6 fine steps, found " + c.dtMs() / ratio);
        }
    }

    static void run(CaseFile file, Deviations found) {
        ConductanceReplay replay = new ConductanceReplay(file, found);
        Run own = replay.run(false, 1, Integration.IMPLICIT_TREE);
        for (int k = 0; k < 3; k++) {
            String name = "fine_nospike/" + RECORDED[k];
            replay.compare(name, "implicit tree, " + name, own, VARIABLES[k], OWN_SCHEME_MV);
        }
        replay.sameScheme("coarse_nospike", replay.run(false, 1, Integration.RUNGE_KUTTA_4));
        replay.sameScheme("fine_nospike", replay.run(false, replay.finer, Integration.RUNGE_KUTTA_4));
        Run coarse = replay.run(true, 1, Integration.RUNGE_KUTTA_4);
        replay.sameScheme("coarse_spike", coarse);
        replay.spikes("coarse_spike", coarse);
        replay.preThreshold(coarse);
        Run fine = replay.run(true, replay.finer, Integration.RUNGE_KUTTA_4);
        replay.sameScheme("fine_spike", fine);
        replay.spikes("fine_spike", fine);
        replay.times();
    }

    private void times() {
        c.rowTimes(found, c.steps() + 1, c.dtMs());
        for (String site : List.of("basal", "apical")) {
            c.spikeTimes(found, "input_" + site, c.steps(), c.dtMs());
            found.given("weight_" + site + "_nS", "input_" + site + "_step", "input_" + site + "_index");
        }
        c.spikeTimes(found, "coarse_spike/output_spike", c.steps(), c.dtMs());
        c.spikeTimes(found, "fine_spike/output_spike", c.steps() * finer, c.dtMs() / finer);
    }

    private NeuronModel model(boolean spiking) {
        LeakyIntegrateAndFire lif = spiking ? c.integrateAndFire() : CompartmentCase.SILENT;
        return new NeuronModel(c.cell(), inputs, lif);
    }

    private Run run(boolean spiking, int parts, Integration integration) {
        return c.run(
                model(spiking),
                new Stepping(integration, c.dtMs() / parts, 1),
                Layout.of(1),
                target -> input(parts, target),
                c.steps() * parts,
                parts,
                VARIABLES);
    }

    private SpikeInput input(int parts, NeuronPopulation target) {
        return new SpikeInput(c, parts)
                .add("basal", weights("weight_basal_nS", "ge_b", "gi_b"), target)
                .add("apical", weights("weight_apical_nS", "ge_a", "gi_a"), target);
    }

    private Weights weights(String dataset, String excitatory, String inhibitory) {
        int pre = c.file().length(dataset);
        return Weights.Dale.split(pre, excitatory, inhibitory, c.file().doubles(dataset, pre));
    }

    private void sameScheme(String group, Run run) {
        for (int k = 0; k < RECORDED.length; k++) {
            String name = group + "/" + RECORDED[k];
            compare(name, name, run, VARIABLES[k], SAME_SCHEME);
        }
    }

    private void compare(String dataset, String name, Run run, String variable, double tolerance) {
        double[] trace = run.variables().trace(variable, 0);
        double[] reference = c.file().doubles(dataset, c.steps() + 1);
        found.compare(dataset, name, trace, reference, 0, trace.length, tolerance);
    }

    private void spikes(String group, Run run) {
        SpikeTrains expected = SpikeTrains.read(c.file(), group + "/", 1, c.steps() * finer);
        int differing = SpikeTrains.differing(SpikeTrains.of(run.spikes(), 1).of(0), expected.of(0));
        String name = group + "/output_spike_step";
        found.add(name, name + " (" + expected.size() + " spikes, those that differ)", differing, "", 0);
    }

    private void preThreshold(Run run) {
        String name = "coarse_spike/Vs_pre_threshold_mV";
        double[] trace = PreThreshold.trace(c, run, model(true), new Stepping(Integration.RUNGE_KUTTA_4, c.dtMs(), 1));
        double[] reference = c.file().doubles(name, c.steps());
        found.compare(name, name, trace, reference, 0, trace.length, SAME_SCHEME);
    }
}
