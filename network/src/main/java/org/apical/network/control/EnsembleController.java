package org.apical.network.control;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apical.network.ensemble.Population;

/**
 * The proportional–integral law carried by neurons (physics.md 6; Eliasmith and Anderson 2003). A step, for every output and lane:
 *
 * <pre>  x_n = d_e x_{n-1} + (1 - d_e) (r_L* - r_L)       d_e = exp(-dt / tau_e): target excites, output inhibits the error neurons
 *  e_n = decoded activity of the error neurons under x_n
 *  y_n = y_{n-1} + recurrent and error input            {@link IntegratorTransforms}: the synaptic state of the integrator neurons
 *  s_n = decoded activity of the integrator neurons under y_n
 *  u_n = s_n + k_p e_n</pre>
 *
 * <p>Where decoding is perfect u is that of {@link IdealController} fed with the low-passed error, step for step and at any dt.
 *
 * <p>The recurrent weights gain_i e_i d_j of one dimension are a matrix of rank one, and its synapses are alike: their N^2 states are the one
 * number y times gain_i e_i, so y is all that needs to be simulated. Nothing is approximated.
 *
 * <p>Spikes: s, e and u are spikes of one step as rates, sums of few large numbers, and only their mean is the control. {@link #transmitted()} is
 * u_n dt / tau_out, the sum of the jumps that the step's spikes cause at an exponential synapse of time constant tau_out: I := I + Q transmitted, then
 * I decays as exp(-t / tau_out) during the step. The time integral of I is that of Q u exactly, whatever dt. {@link #control()} is what such a synapse
 * shows a dendrite on average over the step, c_n = d_out c_{n-1} + (1 - d_out) u_n. Rates: both are u_n itself.
 */
public final class EnsembleController implements Controller {
    private final double proportionalGain;
    private final IntegratorTransforms transforms;
    private final double errorDecay;
    private final double outputDecay;
    private final double jump;
    private final boolean spikes;
    private final Population integrators;
    private final Population errors;
    private final double[] error;
    private final double[] decodedError;
    private final double[] previousError;
    private final double[] integral;
    private final double[] decodedIntegral;
    private final double[] control;
    private final double[] transmitted;

    /**
     * @param integrators neurons that represent u_int
     * @param errors neurons that represent e
     */
    EnsembleController(
            EnsembleControl description, ControllerDescription.Place place, Population integrators, Population errors) {
        ControlSynapses synapses = description.synapses();
        double dtMs = description.dtMs();
        this.proportionalGain = description.params().proportionalGain();
        this.transforms =
                IntegratorTransforms.of(description.params(), place.dtOverTauU(), dtMs / synapses.recurrentTauMs());
        this.errorDecay = Math.exp(-dtMs / synapses.errorTauMs());
        this.spikes = description.spikes();
        this.outputDecay = spikes ? Math.exp(-dtMs / synapses.outputTauMs()) : 0;
        this.jump = spikes ? dtMs / synapses.outputTauMs() : 1;
        this.integrators = integrators;
        this.errors = errors;
        int size = place.outputs() * place.lanes();
        this.error = new double[size];
        this.decodedError = new double[size];
        this.previousError = new double[size];
        this.integral = new double[size];
        this.decodedIntegral = new double[size];
        this.control = new double[size];
        this.transmitted = new double[size];
    }

    /** Nothing represented, nothing integrated; membranes in the steady state of that, drawn from one generator a lane. */
    @Override
    public void begin(Supplier<RandomGenerator[]> random) {
        RandomGenerator[] generators = spikes ? random.get() : new RandomGenerator[0];
        integrators.begin(generators);
        errors.begin(generators);
        Arrays.fill(error, 0);
        Arrays.fill(decodedError, 0);
        Arrays.fill(integral, 0);
        Arrays.fill(decodedIntegral, 0);
        Arrays.fill(control, 0);
        Arrays.fill(transmitted, 0);
    }

    @Override
    public void advance(double[] target, double[] output) {
        int size = control.length;
        System.arraycopy(decodedError, 0, previousError, 0, size);
        for (int k = 0; k < size; k++) {
            error[k] = errorDecay * error[k] + (1 - errorDecay) * (target[k] - output[k]);
        }
        errors.advance(error, decodedError);
        double decay = transforms.decay();
        double recurrent = transforms.recurrent();
        double input = transforms.input();
        double previous = transforms.previousError();
        for (int k = 0; k < size; k++) {
            double arriving = recurrent * decodedIntegral[k] + input * decodedError[k] - previous * previousError[k];
            integral[k] = decay * integral[k] + (1 - decay) * arriving;
        }
        integrators.advance(integral, decodedIntegral);
        for (int k = 0; k < size; k++) {
            double u = decodedIntegral[k] + proportionalGain * decodedError[k];
            control[k] = outputDecay * control[k] + (1 - outputDecay) * u;
            transmitted[k] = jump * u;
        }
    }

    /** u as dendrites read it: spikes low-passed by tau_out (mean over the step), or the decoded rates; live. */
    @Override
    public double[] control() {
        return control;
    }

    /** Jumps of exponential synapses of tau_out, u dt / tau_out, by the spikes of the step; with rates u itself; live. */
    @Override
    public double[] transmitted() {
        return transmitted;
    }

    /** y, the represented integral that drives the integrator neurons, [output][lane]; live. For observers. */
    public double[] integral() {
        return integral;
    }

    /** x, the represented error that drives the error neurons, [output][lane]; live. For observers. */
    public double[] error() {
        return error;
    }

    /** The neurons that represent u_int, for observers. */
    public Population integrators() {
        return integrators;
    }

    /** The neurons that represent e, for observers. */
    public Population errors() {
        return errors;
    }
}
