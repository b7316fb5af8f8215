package org.apical.app.study.dynamics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.SteadyStateProbe;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TargetDescription;
import org.apical.app.study.LoopRate;
import org.apical.app.study.StudyNetwork;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;

/** A toy network, its inputs and the outputs wanted of it, all drawn by one root seed: inputs and wanted outputs uniform in (-1, 1), feedback the weight product. */
final class Toy {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("dynamics");
    /** 2 lambda = 1: the target is the output wanted. */
    private static final double WHOLE_WAY = 0.5;

    private final DynamicsPlan plan;
    private final MatrixProduct product;
    private final RandomStreams streams;
    private final Formulations formulations;
    private final NetworkDescription network;
    private final NetworkWeights weights;
    private final Samples samples;
    private final double alpha;
    private final SteadyStateProbe probe;

    Toy(DynamicsPlan plan, long seed, MatrixProduct product) {
        this.plan = plan;
        this.product = product;
        this.streams = new RandomStreams(seed);
        this.formulations = DESCRIBED.formulations(product);
        this.network = formulations.network();
        this.weights = NetworkWeights.draw(network, streams);
        this.samples = Samples.regression(uniform(0, network.inputs()), uniform(plan.samples(), network.outputs()));
        this.alpha = formulations.steadyLeak().orElseThrow();
        this.probe =
                new SteadyStateProbe(formulations, weights, samples, new TargetDescription.Nudge(WHOLE_WAY, 1), alpha);
    }

    private double[][] uniform(int first, int width) {
        double[][] x = new double[plan.samples()][width];
        for (int k = 0; k < x.length; k++) {
            RandomGenerator random = streams.stream(Purpose.STIMULUS, 0, (long) first + k);
            Arrays.setAll(x[k], i -> 2 * random.nextDouble() - 1);
        }
        return x;
    }

    /** The network. */
    static NetworkDescription network(MatrixProduct product) {
        return DESCRIBED.formulations(product).network();
    }

    /** Step of the presentation (ms). */
    static double dtMs(MatrixProduct product) {
        return DESCRIBED.formulations(product).experiment().timing().dtMs();
    }

    /** What is measured, means over samples but for the deviations. */
    enum Quantity {
        /** |r_L* - r_L| / |r_L* - r_L^-| at the end; of F3 of the mean over the second half. */
        ERROR_F1,
        ERROR_F2,
        ERROR_F3,
        /** Largest |v - v_ss| / rms(v_ss) at the end. */
        DEVIATION_F1,
        DEVIATION_F2,
        /** The rms of the same of the mean over the second half. */
        DEVIATION_F3,
        /** The rms that is predicted from Poisson spikes. */
        PREDICTED_F3,
        /** rms over time of e of F2 less that of F1, relative to the rms of that of F1. */
        COURSE_F2,
        /** Rate at which rho falls (1/tau_u). */
        RATE,
        /** What A_PI predicts. */
        EIGENVALUE,
        /** Largest departure of the one from the other, relative. */
        RATE_DEPARTURE,
        /** |v_ss - v^-| / |v^-| of the layer that moves least. */
        DISPLACEMENT,
        /** Largest |v_ss - v*_ss - Q u_ss| / rms(v_ss) of F1, simulated. */
        BALANCE
    }

    /** Every {@link Quantity} in its order. */
    double[] measures() {
        Map<Quantity, Double> found = new EnumMap<>(Quantity.class);
        Errors f1 = errors(Form.F1);
        Errors f2 = errors(Form.F2);
        found.put(Quantity.ERROR_F1, f1.remaining());
        found.put(Quantity.ERROR_F2, f2.remaining());
        found.put(Quantity.ERROR_F3, errors(Form.F3).remaining());
        found.put(Quantity.COURSE_F2, f2.departure(f1));
        found.put(Quantity.DEVIATION_F1, deviation(Form.F1).max());
        found.put(Quantity.DEVIATION_F2, deviation(Form.F2).max());
        Deviation spikes = deviation(Form.F3);
        found.put(Quantity.DEVIATION_F3, spikes.rms());
        found.put(Quantity.PREDICTED_F3, spikes.predictedRms().orElseThrow());
        rates(found);
        found.put(Quantity.DISPLACEMENT, displacement());
        found.put(Quantity.BALANCE, f1.balance());
        return Arrays.stream(Quantity.values()).mapToDouble(found::get).toArray();
    }

    private Deviation deviation(Form form) {
        return probe.of(formulations.of(form), plan.settleSteps(), streams);
    }

    private void rates(Map<Quantity, Double> found) {
        RateFormulation fine = (RateFormulation) DESCRIBED
                .with("timing.dtMs", plan.fineDtMs())
                .with("timing.controlledMs", plan.fineDtMs() * plan.fineSteps())
                .formulations(product)
                .of(Form.F1);
        double[] rates = new LoopRate(fine, plan.fineSteps()).of(weights, samples.rates());
        double largest = 0;
        double eigenvalues = 0;
        for (int k = 0; k < rates.length; k++) {
            double eigenvalue = new LinearisedNetwork(
                            network, weights, SampleState.feedforward(network, weights, samples.rates()[k]))
                    .largestRealEigenvalue(alpha, 0, fine.tauVOverTauU());
            eigenvalues += eigenvalue / rates.length;
            largest = Math.max(largest, Math.abs(rates[k] / eigenvalue - 1));
        }
        found.put(Quantity.RATE, Arrays.stream(rates).average().orElseThrow());
        found.put(Quantity.EIGENVALUE, eigenvalues);
        found.put(Quantity.RATE_DEPARTURE, largest);
    }

    private double displacement() {
        List<SampleState> controlled = probe.steady().states();
        double[] moved = new double[network.layers()];
        for (int k = 0; k < samples.size(); k++) {
            SampleState free = SampleState.feedforward(network, weights, samples.rates()[k]);
            for (int l = 0; l < moved.length; l++) {
                double[] from = free.potential(l);
                double[] to = controlled.get(k).potential(l);
                double way = 0;
                double norm = 0;
                for (int i = 0; i < from.length; i++) {
                    way += (to[i] - from[i]) * (to[i] - from[i]);
                    norm += from[i] * from[i];
                }
                moved[l] += Math.sqrt(way / norm) / samples.size();
            }
        }
        return Arrays.stream(moved).min().orElseThrow();
    }

    /** Watches errors of the output, [output x sample], and what holds each soma where it is. */
    private final class Errors implements StepObserver {
        private final int from;
        private final double[][] course = new double[plan.shownSteps()][];
        private final double[] mean;
        private double[] before;
        private double balance;

        Errors(Formulation formulation) {
            from = formulation.spikes() ? plan.settleSteps() / 2 : plan.settleSteps() - 1;
            mean = new double[network.outputs() * samples.size()];
        }

        @Override
        public void onStep(boolean controlled, int step, Simulation state) {
            if (!controlled) {
                return;
            }
            double[] output = state.layer(network.layers() - 1).output();
            double[] error = new double[mean.length];
            for (int k = 0; k < error.length; k++) {
                error[k] = state.target()[k] - output[k];
                mean[k] += step >= from ? error[k] / (plan.settleSteps() - from) : 0;
            }
            if (step == 0) {
                before = error;
            }
            if (step < course.length) {
                course[step] = error;
            }
            if (step == plan.settleSteps() - 1 && state.layer(0).abstractUnits()) {
                balance = unbalanced(state);
            }
        }

        /** |v - v* - Q u|, with Q u as it arrives, relative to the layer's rms of v. */
        private double unbalanced(Simulation state) {
            double largest = 0;
            int lanes = samples.size();
            int outputs = network.outputs();
            for (int l = 0; l < network.layers(); l++) {
                double[] v = state.layer(l).postsynaptic().soma();
                double[] drive = state.layer(l).postsynaptic().basal();
                double rms = rms(v);
                for (int k = 0; k < v.length; k++) {
                    double sent = 0;
                    for (int o = 0; o < outputs; o++) {
                        sent += weights.feedback(l)[k / lanes * outputs + o] * state.control()[o * lanes + k % lanes];
                    }
                    largest = Math.max(largest, Math.abs(v[k] - drive[k] - sent) / rms);
                }
            }
            return largest;
        }

        double balance() {
            return balance;
        }

        double remaining() {
            return rms(mean) / rms(before);
        }

        double departure(Errors other) {
            double apart = 0;
            double size = 0;
            for (int t = 0; t < course.length; t++) {
                for (int k = 0; k < mean.length; k++) {
                    apart += Math.pow(course[t][k] - other.course[t][k], 2);
                    size += Math.pow(other.course[t][k], 2);
                }
            }
            return Math.sqrt(apart / size);
        }
    }

    private static double rms(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(e -> e * e).average().orElseThrow());
    }

    private Errors errors(Form form) {
        Formulation formulation = formulations.of(form);
        Errors errors = new Errors(formulation);
        present(formulation, plan.settleSteps(), errors);
        return errors;
    }

    /** A presentation as it is drawn. */
    ToyCourse course(Form form) {
        ToyCourse course = new ToyCourse(shown(), network.layers(), plan.shownSteps());
        present(formulations.of(form), plan.shownSteps(), course);
        return course;
    }

    private void present(Formulation formulation, int steps, StepObserver observer) {
        Formulation timed = formulation.withTiming(formulation
                .timing()
                .withSteps(
                        formulation.timing().freeSteps(), formulation.timing().warmupSteps(), steps));
        int lanes = samples.size();
        timed.simulation(lanes)
                .present(
                        timed.map(weights),
                        new Presentation(
                                samples.lanes(0, lanes),
                                IntStream.range(0, lanes).asLongStream().toArray(),
                                Phase.TEST,
                                streams),
                        OutputTarget.fixed(probe.steady().target()),
                        observer);
    }

    /** The sample whose target lies farthest from its free output. */
    private int shown() {
        int lanes = samples.size();
        double[] way = new double[lanes];
        double[] target = probe.steady().target();
        for (int k = 0; k < target.length; k++) {
            double[] free = SampleState.feedforward(network, weights, samples.rates()[k % lanes])
                    .output();
            way[k % lanes] += Math.pow(target[k] - free[k / lanes], 2);
        }
        return IntStream.range(0, lanes).reduce(0, (a, b) -> way[b] > way[a] ? b : a);
    }

    /** Where the sample that is shown ends. */
    record Ends(SteadyState controlled, double[] target) {}

    /** Where theory says that the sample that is shown ends. */
    Ends ends() {
        double[] target = new double[network.outputs()];
        Arrays.setAll(target, o -> probe.steady().target()[o * samples.size() + shown()]);
        return new Ends(probe.steady().list().get(shown()), target);
    }
}
