package org.apical.neuron.compartment;

import org.ejml.data.DMatrixRMaj;

/** The exact propagator exp(A dt) of the passive neuron; unconditionally stable. */
public final class ExactIntegration implements GradedIntegration {
    private final double restMv;
    private final double ss, sb, sa, sib, sia;
    private final double bs, bb, ba, bib, bia;
    private final double as, ab, aa, aib, aia;

    public ExactIntegration(PyramidalCell cell, double dtMs) {
        restMv = cell.restMv();
        DMatrixRMaj p = Propagator.ofCell(cell, 1, 1, dtMs, false);
        ss = p.get(0, 0);
        sb = p.get(0, 1);
        sa = p.get(0, 2);
        sib = p.get(0, 5);
        sia = p.get(0, 6);
        bs = p.get(1, 0);
        bb = p.get(1, 1);
        ba = p.get(1, 2);
        bib = p.get(1, 5);
        bia = p.get(1, 6);
        as = p.get(2, 0);
        ab = p.get(2, 1);
        aa = p.get(2, 2);
        aib = p.get(2, 5);
        aia = p.get(2, 6);
    }

    @Override
    public void advance(CompartmentState state, double[] basalPicoA, double[] apicalPicoA, int n) {
        double[] soma = state.somaMv();
        double[] basal = state.basalMv();
        double[] apical = state.apicalMv();
        for (int k = 0; k < n; k++) {
            double s = soma[k] - restMv;
            double b = basal[k] - restMv;
            double a = apical[k] - restMv;
            double ib = basalPicoA[k];
            double ia = apicalPicoA[k];
            soma[k] = restMv + (ss * s + sb * b + sa * a + sib * ib + sia * ia);
            basal[k] = restMv + (bs * s + bb * b + ba * a + bib * ib + bia * ia);
            apical[k] = restMv + (as * s + ab * b + aa * a + aib * ib + aia * ia);
        }
    }
}
