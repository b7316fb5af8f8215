package org.apical.neuron.reduction;

/** The argument of phi: (V_s - E_L - offset - threshold_i) / scale, threshold_i by how much that of unit i lies above that of its layer (mV). */
public final class TransferArgument {
    /** Of each unit; of one where all are alike. */
    private final double[] originMv;

    private final double scaleMv;
    private final int elements;

    private TransferArgument(double[] originMv, double scaleMv, int elements) {
        this.originMv = originMv;
        this.scaleMv = scaleMv;
        this.elements = elements;
    }

    /** Of units with one threshold: v. */
    public static TransferArgument of(RateReduction reduction) {
        return of(reduction, new double[1], Integer.MAX_VALUE);
    }

    /**
     * Of units with thresholds of their own.
     *
     * @param thresholdMv one a unit
     * @param elements that belong to a unit
     */
    public static TransferArgument of(RateReduction reduction, double[] thresholdMv, int elements) {
        double[] originMv = new double[thresholdMv.length];
        for (int unit = 0; unit < originMv.length; unit++) {
            originMv[unit] = reduction.somaMv(0) + thresholdMv[unit];
        }
        return new TransferArgument(originMv, reduction.code().scaleMv(), elements);
    }

    /** At a somatic potential (mV) of a unit. */
    public double value(int unit, double somaMv) {
        return (somaMv - originMv[unit]) / scaleMv;
    }

    /** Whether it is v of every unit. */
    public boolean shared() {
        return originMv.length == 1;
    }

    /** v[i] := that of element from + i, for i = 0 .. n - 1. */
    public void fill(double[] somaMv, int from, double[] v, int n) {
        int done = 0;
        while (done < n) {
            int end = done + Math.min(n - done, elements - (from + done) % elements);
            fill(somaMv, from, originMv[(from + done) / elements], scaleMv, v, done, end);
            done = end;
        }
    }

    /** A loop by itself, which compilers vectorise. */
    private static void fill(
            double[] somaMv, int from, double originMv, double scaleMv, double[] v, int first, int end) {
        for (int k = first; k < end; k++) {
            v[k] = (somaMv[from + k] - originMv) / scaleMv;
        }
    }
}
