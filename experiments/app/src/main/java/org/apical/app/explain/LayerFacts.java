package org.apical.app.explain;

import java.util.List;
import java.util.Optional;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.LayerAssumptions;
import org.apical.app.findings.Measure;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.population.UnitNeuron;
import org.apical.neuron.reduction.Assumption;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.TransferFunction;

/**
 * One layer as abstract units and as neurons.
 *
 * @param neurons in F3: units x N
 * @param cell its cell, as in files
 * @param soma how they spike, as in files
 * @param synapses on its dendrites, in words
 * @param phi name of the transfer function
 * @param presynaptic code of the rates that arrive from below
 * @param perSpike pA that a spike of one presynaptic neuron of the chain adds for W = 1
 * @param channels synaptic conductances on its dendrites
 * @param timeConstantsMs of the passive cell, the slowest first
 * @param own the neurons of each unit where units differ
 * @param reduced assumptions of the reduction, and the f–I curve of the soma
 */
record LayerFacts(
        String name,
        int units,
        long neurons,
        String cell,
        String soma,
        String synapses,
        String phi,
        RateReduction reduction,
        TransferFunction transfer,
        RateCode presynaptic,
        double perSpike,
        List<Channels> channels,
        double[] timeConstantsMs,
        List<UnitNeuron> own,
        LayerAssumptions reduced) {
    /** A resistance of 1 mV/pA (MOhm). */
    static final double MEGA = 1000;

    private static final String MOHM = "MOhm";

    static LayerFacts of(Formulations formulations, int layer) {
        Experiment experiment = formulations.experiment();
        var network = formulations.network();
        var neurons = formulations.neurons();
        RateReduction reduction = neurons.reduction(network, layer);
        TransferFunction transfer = network.transfer(layer);
        int n = formulations.neuronsPerUnit(layer);
        int below = formulations.neuronsPerUnit(layer - 1);
        double tauMs = experiment.spikes().synapseTauMs();
        RateCode presynaptic = neurons.presynapticCode(network, layer);
        double perSpike = reduction.basalPicoAPerSpike(1, presynaptic, tauMs, below);
        return new LayerFacts(
                network.chain().get(layer).name(),
                network.units(layer),
                (long) network.units(layer) * n,
                ExperimentFile.name(formulations.cell(layer).cell()),
                ExperimentFile.name(formulations.spikes(layer).soma()),
                formulations.cell(layer).synapses().title(),
                ExperimentFile.name(
                        experiment.layer(network.chain().get(layer).name()).transfer()),
                reduction,
                transfer,
                presynaptic,
                perSpike,
                Channels.of(formulations, layer, perSpike),
                TimeConstants.ofMs(reduction.cell()),
                neurons.layer(network, layer).own(),
                LayerAssumptions.of(formulations, layer));
    }

    List<Assumption> assumptions() {
        return reduced.list();
    }

    Optional<FiCurve> curve() {
        return reduced.curve();
    }

    /** Of its cell, as {@code metrics.csv} and, with the unit behind the name, JSON call them. */
    List<Measure> ofCell() {
        TransferResistances r = reduction.resistances();
        return List.of(
                Measure.of("tau_v", name, reduction.cell().somaticTimeConstantMs(), "ms"),
                Measure.of("transfer_resistance_soma_basal", name, MEGA * r.somaBasal(), MOHM),
                Measure.of("transfer_resistance_soma_apical", name, MEGA * r.somaApical(), MOHM),
                Measure.of("transfer_resistance_basal_basal", name, MEGA * r.basalBasal(), MOHM),
                Measure.of("transfer_resistance_basal_apical", name, MEGA * r.basalApical(), MOHM),
                Measure.of("transfer_resistance_apical_apical", name, MEGA * r.apicalApical(), MOHM),
                Measure.of("kappa", name, r.basalAttenuation(), "1"));
    }

    /** Firing rate (Hz) that the abstract rate of v stands for. */
    double codedHz(double v) {
        return reduction.code().rates().hz(transfer.value(v));
    }
}
