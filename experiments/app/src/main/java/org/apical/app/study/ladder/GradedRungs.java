package org.apical.app.study.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.compare.SteadyStateProbe;
import org.apical.app.compare.SteadyStates;
import org.apical.app.experiment.Form;
import org.apical.app.study.StudyNetwork;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.AbstractPotentials;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.theory.LoopResponse;
import org.apical.network.theory.SampleState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Grid;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.SteadyStateUpdate;
import org.apical.plasticity.update.WeightUpdate;

/** F2 beside F1: no dendritic capacitance, some, either coupling. */
record GradedRungs(LadderPlan plan, MatrixProduct product) {
    private static final double FINE_MS = 0.02;

    /** The network with dendrites of a time constant C/gL (ms). */
    StudyNetwork dendrites(Coupling coupling, double tauMs, int repetition) {
        double picoF = tauMs * LadderPlan.DENDRITE_LEAK_NANO_S;
        return coupled(coupling, repetition)
                .with("neurons.cell.basal.capacitancePicoF", picoF)
                .with("neurons.cell.apical.capacitancePicoF", picoF);
    }

    private StudyNetwork coupled(Coupling coupling, int repetition) {
        return plan.network(repetition)
                .with("neurons.cell.coupling", coupling == Coupling.RECIPROCAL ? "reciprocal" : "dendrite-to-soma");
    }

    /**
     * Largest distance of potentials from those of F1 at any step, over the rms of v_F1 of their layer, where dendrites have no capacitance.
     */
    double[] fastLimit(int repetition) {
        LadderNetwork net = LadderNetwork.of(coupled(Coupling.DENDRITE_TO_SOMA, repetition), product);
        double dtMs = net.formulations().experiment().timing().dtMs();
        GradedFormulation graded = (GradedFormulation) net.formulations().of(Form.F2);
        Formulation fast = graded.withIntegration(
                new QuasiStaticDendrites(net.formulations().cell(0).cell().cell(), dtMs));
        Samples samples = net.samples(plan.samples());
        List<double[][]> expected = courses(net, net.formulations().of(Form.F1), samples);
        List<double[][]> found = courses(net, fast, samples);
        double worst = 0;
        for (int step = 0; step < expected.size(); step++) {
            for (int l = 0; l < net.network().layers(); l++) {
                double[] v = expected.get(step)[l];
                double rms = rms(v);
                for (int k = 0; k < v.length; k++) {
                    worst = Math.max(worst, Math.abs(found.get(step)[l][k] - v[k]) / rms);
                }
            }
        }
        return new double[] {worst};
    }

    /** Potentials of every layer after every controlled step. */
    private static List<double[][]> courses(LadderNetwork net, Formulation formulation, Samples samples) {
        List<double[][]> courses = new ArrayList<>();
        AbstractPotentials potentials =
                new AbstractPotentials(net.network(), net.formulations().neurons());
        StepObserver keep = (controlled, step, state) -> {
            if (controlled) {
                double[][] v = new double[net.network().layers()][];
                for (int l = 0; l < v.length; l++) {
                    v[l] = new double[net.network().units(l) * samples.size()];
                    potentials.add(state, l, 1, v[l]);
                }
                courses.add(v);
            }
        };
        formulation
                .simulation(samples.size())
                .present(
                        formulation.map(net.weights()),
                        net.repeated(samples, 1),
                        net.formulations().experiment().learning().target().of(samples),
                        keep);
        return courses;
    }

    /**
     * Departure of the time course of the output error from that of F1, rms over time, outputs and samples relative to F1's; the same from the linearised loops; largest distance from the steady
     * state of F1; cosine of the first update to F1.
     */
    double[] timeCourse(Coupling coupling, double tauMs, int repetition) {
        StudyNetwork variant = dendrites(coupling, tauMs, repetition);
        LadderNetwork coarse = LadderNetwork.of(variant, product);
        double settled = new SteadyStateProbe(
                        coarse.formulations(),
                        coarse.weights(),
                        coarse.samples(plan.samples()),
                        coarse.formulations().experiment().learning().target(),
                        coarse.formulations().steadyLeak().orElseThrow())
                .of(
                        coarse.formulations().of(Form.F2),
                        Grid.steps("agreement.settleMs", plan.settledMs(), 1),
                        coarse.streams())
                .max();
        LadderNetwork fine = LadderNetwork.of(
                variant.with("timing.dtMs", FINE_MS).with("timing.controlledMs", plan.courseMs()), product);
        double[] departure = departure(fine);
        return new double[] {departure[0], departure[1], settled, coarse.cosine(Form.F2)};
    }

    /** Measured, and predicted. */
    private double[] departure(LadderNetwork net) {
        Samples samples = net.samples(plan.samples());
        OutputTarget target =
                net.formulations().experiment().learning().target().of(samples);
        double[][] e = new double[2][];
        double[][] predicted = new double[2][];
        Form[] forms = {Form.F1, Form.F2};
        for (int f = 0; f < 2; f++) {
            Formulation formulation = net.formulations().of(forms[f]);
            int steps = formulation.timing().steps();
            int outputs = net.network().outputs();
            double[] own = new double[steps * outputs * samples.size()];
            double[] wanted = new double[outputs * samples.size()];
            formulation
                    .simulation(samples.size())
                    .present(formulation.map(net.weights()), net.repeated(samples, 1), target, (on, step, state) -> {
                        double[] r = state.layer(state.layers() - 1).output();
                        for (int k = 0; k < r.length; k++) {
                            own[step * r.length + k] = state.target()[k] - r[k];
                        }
                        System.arraycopy(own, 0, wanted, 0, step == 0 ? r.length : 0);
                    });
            e[f] = own;
            predicted[f] = predicted(net, formulation, samples, wanted);
        }
        return new double[] {departure(e), departure(predicted)};
    }

    private static double departure(double[][] e) {
        double[] difference = new double[e[0].length];
        Arrays.setAll(difference, k -> e[1][k] - e[0][k]);
        return rms(difference) / rms(e[0]);
    }

    /** e of the loop linearised where it begins, [step][output][sample]. */
    private static double[] predicted(LadderNetwork net, Formulation formulation, Samples samples, double[] wanted) {
        int outputs = net.network().outputs();
        int count = samples.size();
        double[] e = new double[formulation.timing().steps() * wanted.length];
        for (int sample = 0; sample < count; sample++) {
            int lane = sample;
            double[] step = new double[outputs];
            Arrays.setAll(step, o -> wanted[o * count + lane]);
            SampleState free = SampleState.feedforward(net.network(), net.weights(), samples.rates()[sample]);
            double[][] course = new LoopResponse(
                            net.network(),
                            net.weights(),
                            free,
                            formulation.loop().orElseThrow())
                    .error(step, formulation.timing().steps());
            for (int n = 0; n < course.length; n++) {
                for (int o = 0; o < outputs; o++) {
                    e[(n * outputs + o) * count + sample] = course[n][o];
                }
            }
        }
        return e;
    }

    /**
     * Couplings of a given sum, g_as/g_bs: cosine of the first update to F1, at the end of a long presentation; the same from steady states with the prediction that the dendrite makes,
     * v* = v^ff + (kappa R_ba/R_sa) Q u; largest distance from the steady state of F1.
     */
    double[] ratio(Coupling coupling, double ratio, int repetition) {
        StudyNetwork variant = coupled(coupling, repetition)
                .with("neurons.cell.basalCouplingNanoS", LadderPlan.COUPLINGS_NANO_S / (1 + ratio))
                .with("neurons.cell.apicalCouplingNanoS", LadderPlan.COUPLINGS_NANO_S * ratio / (1 + ratio))
                .with("learning.update", "end")
                .with("timing.controlledMs", plan.settledMs());
        LadderNetwork net = LadderNetwork.of(variant, product);
        Samples batch = net.firstBatch();
        PyramidalCell cell = net.formulations().cell(0).cell().cell();
        TransferResistances r = TransferResistances.of(cell);
        double share =
                coupling == Coupling.RECIPROCAL ? r.somaBasal() / r.basalBasal() * r.basalApical() / r.somaApical() : 0;
        SteadyStates steady = net.steady(batch);
        double settled = new SteadyStateProbe(
                        net.formulations(),
                        net.weights(),
                        net.samples(plan.samples()),
                        net.formulations().experiment().learning().target(),
                        net.formulations().steadyLeak().orElseThrow())
                .of(net.formulations().of(Form.F2), Grid.steps("settledMs", plan.settledMs(), 1), net.streams())
                .max();
        return new double[] {net.cosine(Form.F2), update(net, steady, share).cosine(update(net, steady, 0)), settled};
    }

    private static WeightUpdate update(LadderNetwork net, SteadyStates steady, double share) {
        NetworkDescription network = net.network();
        WeightUpdate update = new WeightUpdate(network);
        for (SampleState state : steady.states()) {
            for (int l = 0; l < network.layers(); l++) {
                double[] v = state.potential(l);
                double[] predicted = state.drive(network, net.weights(), l).clone();
                for (int i = 0; i < v.length; i++) {
                    predicted[i] += share * (v[i] - predicted[i]);
                }
                SteadyStateUpdate.add(update, l, network.transfer(l), v, predicted, state.presynaptic(l), 1);
            }
        }
        return update;
    }

    private static double rms(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(y -> y * y).average().orElse(0));
    }
}
