package org.apical.network.theory;

import org.apical.network.formulation.ControlLoop;

/**
 * How far the loop of controller and layers is from ringing, linearised at a state of one sample (physics.md 13.1): margins of the eigenvalues lambda_k(omega) of L(exp(j omega dt)), by the
 * generalised Nyquist criterion (MacFarlane and Postlethwaite 1977). The loop is stable if no lambda_k goes round -1; with the arguments followed from omega = 0 on
 *
 * <pre>
 * phase margin   min over k of pi + arg lambda_k   where |lambda_k| = 1           < 0: unstable
 * gain margin    min over k of 1/|lambda_k|        where arg lambda_k = -pi
 * delay margin   min over k of (pi + arg lambda_k)/omega   where |lambda_k| = 1
 * </pre>
 *
 * Where |lambda_k| rises through one its argument is taken within a turn, and it counts again from there on; a loop whose gain is above one up to the highest frequency of the grid, pi/dt, is
 * judged there.
 *
 * @param phaseDegrees phase margin (degrees), at most 180; 180 where no gain reaches one
 * @param gain gain margin: by what all Q may be multiplied, or, below one, would have to be; infinite where no argument reaches -pi
 * @param delayMs delay margin (ms): by what the loop may be slower; 0 where the phase margin is not positive, infinite where no gain reaches one
 * @param crossoverHz frequency at which the phase margin is found (Hz); 0 where no gain reaches one
 */
public record LoopMargin(double phaseDegrees, double gain, double delayMs, double crossoverHz) {

    /**
     * The margins.
     *
     * @throws ArithmeticException if an eigenvalue cannot be found, as where weights are not finite
     */
    public static LoopMargin of(LinearisedNetwork at, ControlLoop loop) {
        return new EigenLoci(at.layerGains(), loop).margin();
    }
}
