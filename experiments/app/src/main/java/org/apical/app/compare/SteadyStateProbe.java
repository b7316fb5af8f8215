package org.apical.app.compare;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.ComparisonResult.MapError;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TargetDescription;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.AbstractPotentials;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SpikeScatter;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;

/**
 * Where a formulation settles under control, against the steady state of the abstract equations (Newton, residual below 1e-12): max over units
 * and samples of |v - v_F1| / rms(v_F1), the rms over a layer, and the root mean square of the same (physics.md 5).
 *
 * <p>All formulations are driven to the same target. Deterministic ones are read at the end, spiking ones are averaged over the second half.
 */
public final class SteadyStateProbe {
    private final NetworkDescription network;
    private final AbstractPotentials potentials;
    private final NetworkWeights weights;
    /** What they do to v in neurons, to first order. */
    private final NetworkWeights effective;

    private final Samples samples;
    private final NeuronSet neurons;
    private final List<Integer> neuronsPerUnit;
    private final double alpha;
    private final SteadyStates steady;
    private final List<SampleState> expected;
    /** Where weights do not do all that they do in F1. */
    private final Optional<List<SampleState>> mapped;
    /** Their distances from those of F1. */
    private final Optional<double[][]> mapErrors;

    /** Of them. */
    private final Optional<List<double[][]>> mappedPotentials;

    private final Experiment experiment;

    /** @param alpha leak on u that the controller's steady state has */
    public SteadyStateProbe(
            Formulations formulations,
            NetworkWeights weights,
            Samples samples,
            TargetDescription towards,
            double alpha) {
        this.experiment = formulations.experiment();
        this.network = formulations.network();
        this.neurons = formulations.neurons();
        this.neuronsPerUnit = formulations.neuronsPerUnit();
        this.alpha = alpha;
        this.potentials = new AbstractPotentials(network, neurons);
        this.weights = weights;
        this.samples = samples;
        this.steady = SteadyStates.of(network, weights, samples, towards, alpha);
        this.expected = steady.states();
        Optional<MappedSteadyStates> neuronal = formulations.experiment().exactMap() || !steady.reached()
                ? Optional.empty()
                : Optional.of(new MappedSteadyStates(formulations, formulations.of(Form.F2), weights));
        this.mapped = neuronal.flatMap(theory -> theory.of(samples.rates(), steady, alpha));
        this.mappedPotentials = mapped.map(states -> neuronal.orElseThrow().potentials(states));
        this.mapErrors = mappedPotentials.map(this::errors);
        this.effective = neuronal.map(MappedSteadyStates::effective).orElse(weights);
    }

    /** What is expected. */
    public SteadyStates steady() {
        return steady;
    }

    /**
     * The rms deviation that spikes of populations of N neurons cause if they are Poisson, averaged as {@link #of} does (physics.md 5.7).
     *
     * @param steps controlled steps, of which the second half is averaged
     */
    private double scatter(int steps, double dtMs) {
        double seconds = (steps - steps / 2) * dtMs / 1000;
        double[] absolute = new SpikeScatter(
                        network, effective, neurons.rateCodes(network), alpha, neuronsPerUnit, seconds)
                .rms(mapped.orElse(expected));
        double squares = 0;
        int count = 0;
        for (int l = 0; l < network.layers(); l++) {
            squares += network.units(l) * Math.pow(absolute[l] / rms(l), 2);
            count += network.units(l);
        }
        return Math.sqrt(squares / count);
    }

    /** Root mean square of v_F1 over the units of a layer and samples. */
    private double rms(int layer) {
        double power = 0;
        for (SampleState state : expected) {
            for (double v : state.potential(layer)) {
                power += v * v;
            }
        }
        return Math.sqrt(power / (network.units(layer) * expected.size()));
    }

    /** Runs a formulation for {@code steps} controlled steps. */
    public Deviation of(Formulation formulation, int steps, RandomStreams streams) {
        Timing timing = formulation.timing();
        Formulation longer = formulation.withTiming(timing.withSteps(timing.freeSteps(), timing.warmupSteps(), steps));
        int lanes = samples.size();
        Simulation simulation = longer.simulation(lanes);
        boolean stochastic = timing.freeSteps() > 0;
        int from = stochastic ? steps / 2 : steps - 1;
        double[][] mean = new double[network.layers()][];
        for (int l = 0; l < mean.length; l++) {
            mean[l] = new double[network.units(l) * lanes];
        }
        StepObserver average = (controlled, step, state) -> {
            if (controlled && step >= from) {
                for (int l = 0; l < mean.length; l++) {
                    potentials.add(state, l, 1.0 / (steps - from), mean[l]);
                }
            }
        };
        long[] trials = new long[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            trials[lane] = lane;
        }
        Presentation presentation = new Presentation(samples.lanes(0, lanes), trials, Phase.PROBE, streams);
        simulation.present(longer.map(weights), presentation, OutputTarget.fixed(steady.target()), average);
        boolean neuronal = !simulation.layer(0).abstractUnits();
        double[][] d = distances(mean, lanes, (state, l) -> expected.get(state).potential(l));
        return new Deviation(
                max(d),
                rms(d),
                formulation.spikes()
                        ? Optional.of(scatter(steps, formulation.timing().dtMs()))
                        : Optional.empty(),
                mappedPotentials
                        .filter(v -> neuronal && settlesThere(formulation))
                        .map(v -> {
                            double[][] own = distances(mean, lanes, (state, l) -> v.get(state)[l]);
                            return new MapError(max(own), rms(own), rms(mapErrors.get()), byUnit(mapErrors.get()));
                        }));
    }

    /** Whether a formulation settles where F2 does, spikes apart: the decay of a synapse changes its charge, and a threshold moves more of a soma that resets than the argument of phi. */
    private boolean settlesThere(Formulation formulation) {
        return !formulation.spikes()
                || IntStream.range(0, network.layers())
                        .mapToObj(l -> neurons.layer(network, l))
                        .allMatch(layer -> layer.own().stream()
                                .allMatch(unit -> unit.basalTau() == 1
                                        && unit.apicalTau() == 1
                                        && (unit.thresholdMv() == 0 || !experiment.resets())));
    }

    /** v of a layer in a sample, [unit]. */
    @FunctionalInterface
    private interface Potentials {
        double[] of(int sample, int layer);
    }

    /** |v - v_of| / rms(v_F1), [layer][unit x lane]. */
    private double[][] distances(double[][] found, int lanes, Potentials of) {
        double[][] d = new double[found.length][];
        for (int l = 0; l < d.length; l++) {
            double rms = rms(l);
            d[l] = new double[found[l].length];
            for (int k = 0; k < d[l].length; k++) {
                d[l][k] = Math.abs(found[l][k] - of.of(k % lanes, l)[k / lanes]) / rms;
            }
        }
        return d;
    }

    /** The same of the steady states of neurons from those of F1. */
    private double[][] errors(List<double[][]> states) {
        int lanes = states.size();
        double[][] v = new double[network.layers()][];
        for (int l = 0; l < v.length; l++) {
            v[l] = new double[network.units(l) * lanes];
            for (int k = 0; k < v[l].length; k++) {
                v[l][k] = states.get(k % lanes)[l][k / lanes];
            }
        }
        return distances(v, lanes, (state, l) -> expected.get(state).potential(l));
    }

    private double[][] byUnit(double[][] d) {
        double[][] rms = new double[d.length][];
        for (int l = 0; l < d.length; l++) {
            int lanes = d[l].length / network.units(l);
            rms[l] = new double[network.units(l)];
            for (int k = 0; k < d[l].length; k++) {
                rms[l][k / lanes] += d[l][k] * d[l][k] / lanes;
            }
            for (int i = 0; i < rms[l].length; i++) {
                rms[l][i] = Math.sqrt(rms[l][i]);
            }
        }
        return rms;
    }

    private static double max(double[][] d) {
        double max = 0;
        for (double[] layer : d) {
            for (double x : layer) {
                max = x > max || Double.isNaN(x) ? x : max;
            }
        }
        return max;
    }

    private static double rms(double[][] d) {
        double squares = 0;
        int count = 0;
        for (double[] layer : d) {
            for (double x : layer) {
                squares += x * x;
                count++;
            }
        }
        return Math.sqrt(squares / count);
    }
}
