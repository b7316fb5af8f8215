package org.apical.plasticity.theory;

import org.apical.neuron.parameter.Require;

/**
 * Dis-inhibitory control, dimensionless.
 *
 * @param gain k, > 0, of control: what a leaky integral controller with a proportional part comes to
 * @param inhibition phi_I of interneurons
 * @param rule what of recurrent inhibition enters plasticity
 * @param step of control in a sweep over the way to its steady state, in (0, 1]
 * @param settling the tolerance is of potentials and control
 */
public record DisinhibitionParams(double gain, Inhibition inhibition, Rule rule, double step, Settling settling) {
    private static final double MOST_TOLERANCE = 0.01;

    public DisinhibitionParams {
        Require.positive("DisinhibitionParams.gain", gain, "(dimensionless)");
        Require.that(step > 0 && step <= 1, "DisinhibitionParams.step", "must be in (0, 1]", step);
        Require.that(
                settling.tolerance() <= MOST_TOLERANCE * step,
                "DisinhibitionParams.tolerance",
                "must be at most " + MOST_TOLERANCE + " step, below which control that moves would count as settled",
                settling.tolerance());
    }

    /**
     * The postsynaptic factor without phi': r - phi_I^-1(s), or r - y_0 - (s - s_0)/phi_I'(y_0) with s_0 = phi_I(y_0), a Hebbian threshold that recurrent inhibition moves.
     *
     * @param rate r
     * @param inhibition s
     * @param usual s_0
     */
    double factor(double rate, double inhibition, double usual) {
        Inhibition phi = this.inhibition;
        if (rule == Rule.EXACT_INVERSE) {
            return rate - phi.inverse(inhibition);
        }
        double y = phi.inverse(usual);
        return rate - y - (inhibition - usual) / phi.derivative(y);
    }

    /** Transfer function of interneurons. */
    public enum Inhibition {
        /** y. */
        LINEAR {
            @Override
            double value(double y) {
                return y;
            }

            @Override
            double derivative(double y) {
                return 1;
            }

            @Override
            double inverse(double rate) {
                return rate;
            }
        },
        /** log(1 + e^y), no less than silent. */
        SOFT_RECTIFIED {
            @Override
            double value(double y) {
                return Math.max(y, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(y)));
            }

            @Override
            double derivative(double y) {
                return 1 / (1 + StrictMath.exp(-y));
            }

            /** y + log(1 - e^-y) where e^y would overflow. */
            @Override
            double inverse(double rate) {
                return rate > 1
                        ? rate + StrictMath.log1p(-StrictMath.exp(-rate))
                        : StrictMath.log(StrictMath.expm1(rate));
            }
        };

        abstract double value(double y);

        abstract double derivative(double y);

        abstract double inverse(double rate);
    }

    /** How the error is read from recurrent inhibition. */
    public enum Rule {
        /** By the inverse of phi_I. */
        EXACT_INVERSE,
        /** By its tangent at the unit's inhibition without control, the mean over a batch. */
        LINEAR_THRESHOLD
    }
}
