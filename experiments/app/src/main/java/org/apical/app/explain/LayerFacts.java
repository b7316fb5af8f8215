package org.apical.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.reduction.Assumption;
import org.apical.neuron.reduction.Assumptions;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.TransferFunction;

/**
 * One layer as abstract units and as neurons.
 *
 * @param neurons in F3: units x N
 * @param cell its cell, as in files
 * @param soma how they spike, as in files
 * @param phi name of the transfer function
 * @param presynaptic code of the rates that arrive from below
 * @param perSpike pA that a spike of one presynaptic neuron of the chain adds for W = 1
 * @param timeConstantsMs of the passive cell, the slowest first
 * @param curve f–I curve of the soma, where there is a closed form
 * @param assumptions of the reduction
 */
record LayerFacts(
        String name,
        int units,
        long neurons,
        String cell,
        String soma,
        String phi,
        RateReduction reduction,
        TransferFunction transfer,
        RateCode presynaptic,
        double perSpike,
        double[] timeConstantsMs,
        Optional<FiCurve> curve,
        List<Assumption> assumptions) {
    /** The range of v over which a curve is held against phi. */
    static final double RANGE = 2;

    private static final int POINTS = 81;
    private static final double TOLERANCE = 0.05;

    static LayerFacts of(Formulations formulations, int layer) {
        Experiment experiment = formulations.experiment();
        var network = formulations.network();
        var neurons = formulations.neurons();
        RateReduction reduction = neurons.reduction(network, layer);
        TransferFunction transfer = network.transfer(layer);
        int n = experiment.spikes().neuronsPerUnit();
        double tauMs = experiment.spikes().synapseTauMs();
        Optional<FiCurve> curve = experiment
                .spikes()
                .soma()
                .fiCurve(reduction.cell())
                .map(c -> c.sample(
                        experiment.spikes().noiseMv(), experiment.timing().dtMs()));
        List<Assumption> assumptions = new ArrayList<>(Assumptions.of(
                reduction,
                inputs(formulations, tauMs),
                experiment.spikes().soma().resets(),
                transfer,
                new double[2]));
        curve.ifPresent(c -> assumptions.add(firesAlong(c, reduction, transfer)));
        RateCode presynaptic = neurons.presynapticCode(layer);
        return new LayerFacts(
                network.chain().get(layer).name(),
                network.units(layer),
                (long) network.units(layer) * n,
                ExperimentFile.name(experiment.neurons().cell()),
                ExperimentFile.name(experiment.spikes().soma()),
                ExperimentFile.name(experiment.layers().get(layer).transfer()),
                reduction,
                transfer,
                presynaptic,
                reduction.basalPicoAPerSpike(1, presynaptic, tauMs, n),
                TimeConstants.ofMs(reduction.cell()),
                curve,
                assumptions);
    }

    /** What ends on the dendrites in F3. */
    private static List<Input> inputs(Formulations formulations, double tauMs) {
        var controller = formulations.controller();
        return List.of(
                new CurrentSynapse("I_b", "basal", tauMs),
                controller.spikes()
                        ? new CurrentSynapse("I_a", "apical", controller.synapseTauMs())
                        : new InjectedCurrent("I_a", "apical"));
    }

    /** Firing rate (Hz) that the abstract rate of v stands for. */
    double codedHz(double v) {
        return reduction.code().rates().hz(transfer.value(v));
    }

    /** Values of v over the range. */
    static double[] range() {
        double[] v = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            v[k] = -RANGE + 2 * RANGE * k / (POINTS - 1);
        }
        return v;
    }

    private static Assumption firesAlong(FiCurve curve, RateReduction reduction, TransferFunction transfer) {
        double worst = 0;
        for (double v : range()) {
            double coded = reduction.code().rates().hz(transfer.value(v));
            worst = Math.max(worst, Math.abs(curve.rateHz(reduction.somaMv(v)) - coded));
        }
        return new Assumption(
                "neurons fire along nu_0 + nu_1 phi(v)",
                worst / reduction.code().rates().gainHz(),
                TOLERANCE,
                "largest difference of the f–I curve of the soma from it for |v| <= " + RANGE + ", over nu_1",
                "F3 has other units than F1 and F2; layers: transfer: f-I curve gives all of them the curve of the soma");
    }
}
