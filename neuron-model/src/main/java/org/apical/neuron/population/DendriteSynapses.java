package org.apical.neuron.population;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;

/**
 * The synapses on one dendrite of a layer's neurons. What arrives is stated as a current (pA), the one that flows at the working point of the dendrite:
 * the potential V_0 at which v = 0 and nothing arrives.
 */
public sealed interface DendriteSynapses {

    /** How many numbers arrive at a unit: one signed, or what excites and what inhibits, both not negative. */
    int signs();

    /**
     * The inputs of the neuron, which jump at spikes and decay.
     *
     * @param letter of the dendrite, in their names
     * @param site where they end
     * @param tauMs decay of currents and of excitatory conductances (ms)
     * @param workingMv V_0 (mV)
     * @throws org.apical.neuron.parameter.ParameterException if V_0 does not lie between the reversals
     */
    List<Synaptic> decaying(String letter, String site, double tauMs, double workingMv);

    /** The same inputs where they hold over a step, as rates and an ideal controller set them. */
    List<Synaptic> held(String letter, String site, double workingMv);

    /** In words. */
    String title();

    /**
     * One input of a neuron.
     *
     * @param sign which of the numbers that arrive it takes: 0, or 1 for inhibition
     * @param perPicoA its own variable (pA or nS) for 1 pA at the working point; of a decaying one, the jump for a jump by 1 pA of a current that decays
     *     with tauMs, such that both carry the same charge at V_0
     */
    record Synaptic(Input input, int sign, double perPicoA) {}

    /** Currents, signed: dI/dt = -I/tau. */
    record Currents() implements DendriteSynapses {
        @Override
        public int signs() {
            return 1;
        }

        @Override
        public List<Synaptic> decaying(String letter, String site, double tauMs, double workingMv) {
            return List.of(new Synaptic(new CurrentSynapse("I_" + letter, site, tauMs), 0, 1));
        }

        @Override
        public List<Synaptic> held(String letter, String site, double workingMv) {
            return List.of(new Synaptic(new InjectedCurrent("constant I_" + letter, site), 0, 1));
        }

        @Override
        public String title() {
            return "currents";
        }
    }

    /**
     * Conductances under Dale's law: what excites opens AMPA and NMDA channels, what inhibits GABA_A channels, g (E - V). Presynaptic axons excite; their inhibition goes
     * through interneurons that follow them. For a current I at V_0,
     *
     * <pre>
     * g_AMPA = (1 - s) I / (E_E - V_0)     g_NMDA = s I / (B(V_0) (E_E - V_0))     g_GABA = -I / (V_0 - E_I)
     * </pre>
     *
     * linearised at V_0: driving forces change with V, and g adds to the conductance of the dendrite.
     *
     * @param excitatoryMv E_E, reversal of AMPA and NMDA (mV)
     * @param inhibitoryMv E_I, reversal of GABA_A (mV), below E_E
     * @param inhibitoryTauMs decay of GABA_A (ms)
     * @param nmda s, the share of excitation that NMDA carries at V_0, 0 to 1
     * @param nmdaTauMs decay of NMDA (ms)
     * @param magnesiumMilliM [Mg] (mM)
     */
    record Conductances(
            @Key(value = "E_E, reversal of AMPA and NMDA", or = "0")
            double excitatoryMv,

            @Key(value = "E_I, reversal of GABA_A, below E_E", or = "-80")
            double inhibitoryMv,

            @Key(value = "decay of GABA_A", or = "5", above = 0)
            double inhibitoryTauMs,

            @Key(value = "share of excitation that NMDA carries at the working point", or = "0", least = 0, most = 1)
            double nmda,

            @Key(value = "decay of NMDA", or = "100", above = 0)
            double nmdaTauMs,

            @Key(value = "extracellular [Mg] (mM)", or = "1", least = 0)
            double magnesiumMilliM)
            implements DendriteSynapses {
        public Conductances {
            Require.finite("Conductances.excitatoryMv", excitatoryMv, "mV");
            Require.finite("Conductances.inhibitoryMv", inhibitoryMv, "mV");
            Require.that(
                    inhibitoryMv < excitatoryMv,
                    "Conductances.inhibitoryMv",
                    "must be below excitatoryMv = " + excitatoryMv + " mV",
                    inhibitoryMv);
            Require.positive("Conductances.inhibitoryTauMs", inhibitoryTauMs, "ms");
            Require.that(nmda >= 0 && nmda <= 1, "Conductances.nmda", "must be a share, from 0 to 1", nmda);
            Require.positive("Conductances.nmdaTauMs", nmdaTauMs, "ms");
            Require.notNegative("Conductances.magnesiumMilliM", magnesiumMilliM, "mM");
        }

        @Override
        public int signs() {
            return 2;
        }

        @Override
        public List<Synaptic> decaying(String letter, String site, double tauMs, double workingMv) {
            return inputs("", letter, site, workingMv, new double[] {tauMs, nmdaTauMs, inhibitoryTauMs}, tauMs);
        }

        @Override
        public List<Synaptic> held(String letter, String site, double workingMv) {
            double hold = Double.POSITIVE_INFINITY;
            return inputs("held ", letter, site, workingMv, new double[] {hold, hold, hold}, hold);
        }

        private List<Synaptic> inputs(
                String prefix, String letter, String site, double workingMv, double[] tauMs, double referenceMs) {
            Require.that(
                    inhibitoryMv < workingMv && workingMv < excitatoryMv,
                    "Conductances",
                    "must have reversals around the working point of the " + site + " dendrite, " + workingMv + " mV",
                    inhibitoryMv + " and " + excitatoryMv + " mV");
            double exciting = 1 / (excitatoryMv - workingMv);
            List<Synaptic> inputs = new ArrayList<>();
            if (nmda < 1) {
                inputs.add(new Synaptic(
                        new ConductanceSynapse(prefix + "gAMPA_" + letter, site, tauMs[0], excitatoryMv),
                        0,
                        (1 - nmda) * exciting));
            }
            if (nmda > 0) {
                NmdaSynapse synapse =
                        new NmdaSynapse(prefix + "gNMDA_" + letter, site, tauMs[1], excitatoryMv, magnesiumMilliM);
                double charge = charge(referenceMs, tauMs[1]);
                inputs.add(new Synaptic(synapse, 0, nmda * exciting / synapse.open(workingMv) * charge));
            }
            inputs.add(new Synaptic(
                    new ConductanceSynapse(prefix + "gGABA_" + letter, site, tauMs[2], inhibitoryMv),
                    1,
                    charge(referenceMs, tauMs[2]) / (workingMv - inhibitoryMv)));
            return inputs;
        }

        private static double charge(double referenceMs, double tauMs) {
            return Double.isInfinite(tauMs) ? 1 : referenceMs / tauMs;
        }

        @Override
        public String title() {
            return nmda == 0 ? "AMPA, GABA_A" : nmda == 1 ? "NMDA, GABA_A" : "AMPA, NMDA, GABA_A";
        }
    }
}
