package org.apical.neuron.compartment;

import org.ejml.data.DMatrixRMaj;

/**
 * Exact propagator of the neuron together with its exponential current synapses: dI/dt = -I / tau between the spikes that make I jump.
 *
 * <p>Two propagators, one for the free and one for the held (refractory) soma. Voltages first, then the decay of the currents; input that
 * arrives after the step acts in the next one.
 */
public final class SpikingIntegration {
    private final double restMv;
    private final Rows free;
    private final Rows held;
    private final double basalDecay;
    private final double apicalDecay;

    /**
     * @param basalTauMs decay time constant of basal synaptic currents (ms)
     * @param apicalTauMs decay time constant of apical synaptic currents (ms)
     */
    public SpikingIntegration(PyramidalCell cell, double basalTauMs, double apicalTauMs, double dtMs) {
        restMv = cell.restMv();
        free = new Rows(Propagator.ofCell(cell, basalTauMs, apicalTauMs, dtMs, false));
        held = new Rows(Propagator.ofCell(cell, basalTauMs, apicalTauMs, dtMs, true));
        basalDecay = Math.exp(-dtMs / basalTauMs);
        apicalDecay = Math.exp(-dtMs / apicalTauMs);
    }

    /**
     * Voltages of one row of lanes whose somata are all free, at {@code state[from ..]}.
     *
     * @param input synaptic currents I_b, I_a and constant currents of the row's unit, at {@code inputFrom ..}; not modified
     */
    public void advanceFree(CompartmentState state, int from, InputCurrents input, int inputFrom, int lanes) {
        double[] soma = state.somaMv();
        double[] basal = state.basalMv();
        double[] apical = state.apicalMv();
        for (int l = 0; l < lanes; l++) {
            int k = from + l;
            int i = inputFrom + l;
            double s = soma[k] - restMv;
            double b = basal[k] - restMv;
            double a = apical[k] - restMv;
            double ib = input.basalSynapticPicoA()[i];
            double ia = input.apicalSynapticPicoA()[i];
            double cb = input.basalConstantPicoA()[i];
            double ca = input.apicalConstantPicoA()[i];
            soma[k] = restMv + free.soma(s, b, a, ib, ia, cb, ca);
            basal[k] = restMv + free.basal(s, b, a, ib, ia, cb, ca);
            apical[k] = restMv + free.apical(s, b, a, ib, ia, cb, ca);
        }
    }

    /** One element whose soma is held: the dendrites go on, V_s stays. */
    public void advanceHeld(CompartmentState state, int k, InputCurrents input, int i) {
        double s = state.somaMv()[k] - restMv;
        double b = state.basalMv()[k] - restMv;
        double a = state.apicalMv()[k] - restMv;
        double ib = input.basalSynapticPicoA()[i];
        double ia = input.apicalSynapticPicoA()[i];
        double cb = input.basalConstantPicoA()[i];
        double ca = input.apicalConstantPicoA()[i];
        state.basalMv()[k] = restMv + held.basal(s, b, a, ib, ia, cb, ca);
        state.apicalMv()[k] = restMv + held.apical(s, b, a, ib, ia, cb, ca);
    }

    /** Decay of the first n synaptic currents over the step. */
    public void decay(InputCurrents input, int n) {
        double[] basal = input.basalSynapticPicoA();
        double[] apical = input.apicalSynapticPicoA();
        for (int k = 0; k < n; k++) {
            basal[k] *= basalDecay;
            apical[k] *= apicalDecay;
        }
    }

    /** The voltage rows of a 7 x 7 propagator. */
    private static final class Rows {
        private final double ss, sb, sa, sib, sia, scb, sca;
        private final double bs, bb, ba, bib, bia, bcb, bca;
        private final double as, ab, aa, aib, aia, acb, aca;

        Rows(DMatrixRMaj p) {
            ss = p.get(0, 0);
            sb = p.get(0, 1);
            sa = p.get(0, 2);
            sib = p.get(0, 3);
            sia = p.get(0, 4);
            scb = p.get(0, 5);
            sca = p.get(0, 6);
            bs = p.get(1, 0);
            bb = p.get(1, 1);
            ba = p.get(1, 2);
            bib = p.get(1, 3);
            bia = p.get(1, 4);
            bcb = p.get(1, 5);
            bca = p.get(1, 6);
            as = p.get(2, 0);
            ab = p.get(2, 1);
            aa = p.get(2, 2);
            aib = p.get(2, 3);
            aia = p.get(2, 4);
            acb = p.get(2, 5);
            aca = p.get(2, 6);
        }

        double soma(double s, double b, double a, double ib, double ia, double cb, double ca) {
            return ss * s + sb * b + sa * a + sib * ib + sia * ia + scb * cb + sca * ca;
        }

        double basal(double s, double b, double a, double ib, double ia, double cb, double ca) {
            return bs * s + bb * b + ba * a + bib * ib + bia * ia + bcb * cb + bca * ca;
        }

        double apical(double s, double b, double a, double ib, double ia, double cb, double ca) {
            return as * s + ab * b + aa * a + aib * ib + aia * ia + acb * cb + aca * ca;
        }
    }
}
