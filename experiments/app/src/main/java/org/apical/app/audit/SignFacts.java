package org.apical.app.audit;

/**
 * Signs of the weights of one projection, before and after learning.
 *
 * @param from presynaptic population
 * @param to postsynaptic layer and site
 * @param weights that exist
 * @param changed share of weights whose sign learning changed
 * @param mixedBefore share of presynaptic units whose outgoing weights have both signs, against Dale's law
 * @param mixedAfter the same at the end
 */
public record SignFacts(String from, String to, long weights, double changed, double mixedBefore, double mixedAfter) {

    /**
     * Of a matrix (units x presynaptic units).
     *
     * @param units postsynaptic units
     */
    static SignFacts of(String from, String to, double[] before, double[] after, int units) {
        int columns = before.length / units;
        long exist = 0;
        long changed = 0;
        for (int k = 0; k < before.length; k++) {
            exist += before[k] != 0 || after[k] != 0 ? 1 : 0;
            changed += before[k] * after[k] < 0 ? 1 : 0;
        }
        return new SignFacts(
                from,
                to,
                exist,
                exist == 0 ? 0 : (double) changed / exist,
                mixed(before, units, columns),
                mixed(after, units, columns));
    }

    private static double mixed(double[] w, int units, int columns) {
        int mixed = 0;
        for (int j = 0; j < columns; j++) {
            boolean positive = false;
            boolean negative = false;
            for (int i = 0; i < units; i++) {
                positive |= w[i * columns + j] > 0;
                negative |= w[i * columns + j] < 0;
            }
            mixed += positive && negative ? 1 : 0;
        }
        return (double) mixed / columns;
    }
}
