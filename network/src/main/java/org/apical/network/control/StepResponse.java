package org.apical.network.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * What a controller population does under a {@link StepProtocol}, beside the ideal controller. Arrays [step][output x lane], as the state is after
 * each step.
 *
 * <p>A synapse delays; that is no error of a representation. Each quantity therefore stands beside the ideal one behind the same synapses: the ideal
 * controller receives the error low-passed by the error synapse, and its u is low-passed by the output synapse where the population's is.
 *
 * @param timeMs end of each step (ms)
 * @param integral y, the represented integral
 * @param idealIntegral u_int of the ideal controller behind the error synapse
 * @param control u as dendrites read it
 * @param idealControl u of the same ideal controller, low-passed alike
 * @param ideal u of the ideal controller without any synapse
 * @param error what drives the error neurons
 */
public record StepResponse(
        double[] timeMs,
        double[][] integral,
        double[][] idealIntegral,
        double[][] control,
        double[][] idealControl,
        double[][] ideal,
        double[][] error) {

    /**
     * Runs a protocol.
     *
     * @param height error of each output, units of r_L
     * @param lanes repetitions, which differ in their initial membrane potentials alone
     * @param spikeSeed root seed of these potentials
     */
    public static StepResponse run(
            EnsembleControl description,
            StepProtocol protocol,
            double[] height,
            int lanes,
            long spikeSeed,
            Kernels kernels) {
        return run(description.drawn(height.length), protocol, height, lanes, spikeSeed, kernels);
    }

    /** The same with neurons that are drawn already. */
    public static StepResponse run(
            DrawnControl drawn, StepProtocol protocol, double[] height, int lanes, long spikeSeed, Kernels kernels) {
        EnsembleControl description = drawn.description();
        double dtMs = description.dtMs();
        ControllerDescription.Place place =
                new ControllerDescription.Place(dtMs / protocol.tauUMs(), height.length, lanes, kernels);
        EnsembleController population = drawn.controller(place);
        RandomStreams streams = new RandomStreams(spikeSeed);
        RandomGenerator[] random = new RandomGenerator[lanes];
        Arrays.setAll(random, lane -> streams.stream(Purpose.CONTROLLER_SPIKES, 0, 0, lane));
        population.begin(() -> random);
        Controller ideal = description.params().controller(place);
        Controller delayed = description.params().controller(place);

        double[] none = new double[height.length * lanes];
        double[] on = new double[height.length * lanes];
        Arrays.setAll(on, k -> height[k / lanes]);
        int onSteps = Grid.steps("StepProtocol.stepMs", protocol.stepMs(), dtMs);
        StepResponse response = ofLength(Grid.steps("StepProtocol.durationMs", protocol.durationMs(), dtMs));
        for (int step = 0; step < response.timeMs.length; step++) {
            double[] target = step < onSteps ? on : none;
            population.advance(target, none);
            ideal.advance(target, none);
            delayed.advance(population.error(), none);
            response.timeMs[step] = (step + 1) * dtMs;
            response.integral[step] = population.integral().clone();
            response.control[step] = population.control().clone();
            response.error[step] = population.error().clone();
            response.ideal[step] = ideal.control().clone();
            response.idealControl[step] = delayed.control().clone();
        }
        response.idealBehindSynapses(description);
        return response;
    }

    /** u_int from u, and u low-passed by the output synapse where the population's is. */
    private void idealBehindSynapses(EnsembleControl description) {
        double kp = description.params().proportionalGain();
        double decay = description.spikes()
                ? Math.exp(-description.dtMs() / description.synapses().outputTauMs())
                : 0;
        double[] lowPassed = new double[error[0].length];
        for (int step = 0; step < timeMs.length; step++) {
            double[] u = idealControl[step];
            idealIntegral[step] = new double[u.length];
            for (int k = 0; k < u.length; k++) {
                idealIntegral[step][k] = u[k] - kp * error[step][k];
                lowPassed[k] = decay * lowPassed[k] + (1 - decay) * u[k];
                u[k] = lowPassed[k];
            }
        }
    }

    private static StepResponse ofLength(int steps) {
        return new StepResponse(
                new double[steps],
                new double[steps][],
                new double[steps][],
                new double[steps][],
                new double[steps][],
                new double[steps][],
                new double[steps][]);
    }

    /** Root mean square of y - u_int over time, outputs and lanes. */
    public double integralError() {
        return rms(integral, idealIntegral);
    }

    /** Root mean square of the control's deviation from the ideal one behind the same synapses. */
    public double controlError() {
        return rms(control, idealControl);
    }

    /** Root mean square of x - y. */
    static double rms(double[][] x, double[][] y) {
        double sum = 0;
        long count = 0;
        for (int step = 0; step < x.length; step++) {
            for (int k = 0; k < x[step].length; k++) {
                double difference = x[step][k] - y[step][k];
                sum += difference * difference;
                count++;
            }
        }
        return Math.sqrt(sum / count);
    }

    /**
     * Root mean square, over outputs and lanes, of the speed at which y moves between two times (units of u per second): the drift, if nothing is to
     * be integrated.
     */
    public double drift(double fromMs, double toMs) {
        double[] from = integral[at(fromMs)];
        double[] to = integral[at(toMs)];
        double sum = 0;
        for (int k = 0; k < from.length; k++) {
            sum += (to[k] - from[k]) * (to[k] - from[k]);
        }
        return Math.sqrt(sum / from.length) * 1000 / (timeMs[at(toMs)] - timeMs[at(fromMs)]);
    }

    /** The last step that ends no later than a time. */
    private int at(double ms) {
        int found = Arrays.binarySearch(timeMs, ms);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }
}
