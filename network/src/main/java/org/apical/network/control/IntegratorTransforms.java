package org.apical.network.control;

/**
 * Weights (dimensionless) of what reaches the recurrent synapse of the integrator neurons. The synaptic state y, which drives the neurons, follows
 *
 * <pre>  y_n = d y_{n-1} + (1 - d) (recurrent s_{n-1} + input e_n - previousError e_{n-1}),   d = exp(-dt / tau_syn)</pre>
 *
 * with s_{n-1} what the neurons decoded to under y_{n-1}. Where decoding is perfect, s = y, this is the forward-Euler step of the ideal controller
 * whatever dt is: y_n = y_{n-1} + dt / tau_u (e_n - alpha u_{n-1}), u = y + k_p e (or u = y for the leak on the integral). Hence
 *
 * <pre>  input = (dt / tau_u) / (1 - d),   recurrent = 1 - alpha input,   previousError = alpha k_p input (or 0)</pre>
 *
 * which tend to tau_syn / tau_u and 1 - alpha tau_syn / tau_u as dt -> 0.
 */
record IntegratorTransforms(double decay, double recurrent, double input, double previousError) {

    static IntegratorTransforms of(ControllerParams law, double dtOverTauU, double dtOverTauSyn) {
        double input = dtOverTauU / -Math.expm1(-dtOverTauSyn);
        double onError = law.leak() == Leak.ON_CONTROL ? law.proportionalGain() : 0;
        return new IntegratorTransforms(
                Math.exp(-dtOverTauSyn), 1 - law.leakAlpha() * input, input, law.leakAlpha() * onError * input);
    }
}
