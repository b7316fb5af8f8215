package org.apical.app.replay;

import java.util.List;
import org.apical.app.replay.CompartmentCase.Shown;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
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
    private static final List<Shown> SHOWN = Shown.withPotentials("nS", "ge_b", "gi_b", "ge_a", "gi_a");

    private final CompartmentCase c;
    private final Deviations found;
    private final List<Input> inputs;
    private final int finer;

    private ConductanceReplay(CaseFile file, Deviations found) {
        this.c = CompartmentCase.read(file);
        this.found = found;
        CaseAttributes a = c.attributes();
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
        for (String group : List.of("coarse_nospike/", "fine_nospike/", "coarse_spike/", "fine_spike/")) {
            SHOWN.forEach(shown -> file.expectShape(group + shown.recorded(), c.steps() + 1));
        }
        this.finer = c.finer();
    }

    static void run(CaseFile file, Deviations found) {
        new ConductanceReplay(file, found).run();
    }

    private void run() {
        CompartmentRun own = run(false, 1, Integration.IMPLICIT_TREE);
        for (Shown shown : CompartmentCase.POTENTIALS) {
            String name = "fine_nospike/" + shown.recorded();
            double[] reference = c.file().doubles(name, c.steps() + 1);
            double[] trace = own.trace(shown.variable(), 0);
            found.absolute(name, "implicit tree, " + name, trace, reference, k -> OWN_SCHEME_MV);
        }
        sameScheme("coarse_nospike/", false, 1);
        sameScheme("fine_nospike/", false, finer);
        CompartmentRun coarse = sameScheme("coarse_spike/", true, 1);
        found.absolute("coarse_spike/Vs_pre_threshold_mV", coarse.beforeThreshold(), SAME_SCHEME);
        sameScheme("fine_spike/", true, finer);
        c.rowTimes(found, 1);
        for (String site : List.of("basal", "apical")) {
            c.spikeTimes(found, "input_" + site, 1);
            found.given("weight_" + site + "_nS", "input_" + site + "_step", "input_" + site + "_index");
        }
    }

    private CompartmentRun run(boolean spiking, int parts, Integration integration) {
        LeakyIntegrateAndFire lif = spiking ? c.integrateAndFire() : CompartmentCase.SILENT;
        NeuronModel model = new NeuronModel(c.cell(), inputs, lif);
        return c.run(model, integration, parts, 1, 1, SHOWN, target -> input(parts, target));
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

    /** Compares the recorded scheme with the same scheme here. */
    private CompartmentRun sameScheme(String group, boolean spiking, int parts) {
        CompartmentRun run = run(spiking, parts, Integration.RUNGE_KUTTA_4);
        run.compare(found, group, SHOWN, SAME_SCHEME);
        if (spiking) {
            run.compare(found, group, SpikeTrains.read(c.file(), group, 1, c.steps() * parts));
            c.spikeTimes(found, group + "output_spike", parts);
        }
        return run;
    }
}
