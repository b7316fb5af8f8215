package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.Optional;
import org.apical.network.parallel.Lanes;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.TransferArgument;
import org.apical.neuron.transfer.TransferFunction;

/**
 * A layer of graded three-compartment neurons (F2): basal currents from presynaptic firing rates, apical currents from the controller, firing
 * rate nu = nu_0 + nu_1 phi(v(V_s)) without spikes.
 */
public final class GradedLayer implements Layer {
    private final int units;
    private final int lanes;
    private final int size;
    private final RateReduction reduction;
    private final TransferArgument argument;
    private final GradedCompartments compartments;
    private final ApicalDendrite dendrite;
    private final TransferFunction transfer;
    private final Kernels kernels;
    private final CompartmentState state;
    private final double[] apicalPicoA;
    private final double[] rate;
    private final double[] hz;
    private final LateralInhibition inhibition;
    private final Postsynaptic postsynaptic;
    private double[] bias;

    /**
     * @param argument that of phi
     * @param dendrite how the apical synapses turn their drive (pA) into current
     */
    public GradedLayer(
            RateReduction reduction,
            TransferArgument argument,
            GradedCompartments compartments,
            ApicalDendrite dendrite,
            NeuronConstants constants,
            Kernels kernels,
            LateralInhibition inhibition,
            int units,
            int lanes) {
        this.units = units;
        this.lanes = lanes;
        this.size = units * lanes;
        this.reduction = reduction;
        this.argument = argument;
        this.compartments = compartments;
        this.dendrite = dendrite;
        this.transfer = constants.transfer();
        this.kernels = kernels;
        this.state = compartments.state();
        this.apicalPicoA = new double[size];
        this.rate = new double[size];
        this.hz = new double[size];
        this.inhibition = inhibition;
        Postsynaptic shared =
                Postsynaptic.graded(units, state.somaMv(), state.basalMv(), rate, inhibition.inhibited(), constants);
        this.postsynaptic = argument.shared() ? shared : shared.withOwnThresholds();
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public int basalTargets() {
        return compartments.basalSigns() * units;
    }

    @Override
    public int apicalTargets() {
        return compartments.apicalSigns() * units;
    }

    @Override
    public void begin(double[] bias, Presentation presentation) {
        this.bias = bias;
        inhibition.begin();
        dendrite.begin(presentation);
    }

    @Override
    public void settle(double[] drive, double[] apicalDrive) {
        if (apicalDrive.length == size) {
            System.arraycopy(apicalDrive, 0, apicalPicoA, 0, size);
        } else {
            Arrays.fill(apicalPicoA, 0);
        }
        compartments.settle(drive, bias, apicalDrive);
        fire();
    }

    @Override
    public void advance(double[] drive, double[] apicalDrive, double[] injected) {
        dendrite.advance(apicalPicoA, injected, size);
        compartments.advance(drive, bias, apicalDrive, apicalPicoA);
        fire();
    }

    private void fire() {
        argument.fill(state.somaMv(), 0, rate, size);
        transfer.apply(kernels, rate, rate, size);
        RateCode code = reduction.code().rates();
        for (int k = 0; k < size; k++) {
            hz[k] = code.hz(rate[k]);
        }
    }

    /** A strong shunt of the soma towards the potential at which v = 0; the dendrites go on integrating. */
    @Override
    public void compete(boolean controlled) {
        double origin = reduction.somaMv(0);
        if (inhibition.compete(controlled, state.somaMv(), origin)) {
            inhibition.hold(state.somaMv(), origin);
            inhibition.hold(rate, 0);
            inhibition.hold(hz, transmittedAtZero());
        }
    }

    @Override
    public double transmittedAtZero() {
        return reduction.code().rates().hz(0);
    }

    @Override
    public void beginControl() {
        dendrite.beginControl();
    }

    @Override
    public void take(Layer from, int[] taken) {
        if (dendrite.random()) {
            throw new UnsupportedOperationException("a noisy dendrite cannot take over single lanes");
        }
        GradedLayer other = (GradedLayer) from;
        bias = other.bias;
        for (int c = 0; c < state.arrays().length; c++) {
            Lanes.take(other.state.arrays()[c], state.arrays()[c], taken);
        }
        Lanes.take(other.apicalPicoA, apicalPicoA, taken);
        Lanes.take(other.rate, rate, taken);
        Lanes.take(other.hz, hz, taken);
        inhibition.take(other.inhibition, taken);
    }

    @Override
    public double[] transmitted() {
        return hz;
    }

    @Override
    public boolean spikes() {
        return false;
    }

    @Override
    public double[] output() {
        return rate;
    }

    @Override
    public double[] trace() {
        return rate;
    }

    @Override
    public Optional<CompartmentState> compartments() {
        return Optional.of(state);
    }

    @Override
    public double[] apical() {
        return state.apicalMv();
    }

    @Override
    public double apicalPerFeedback() {
        return reduction.apicalMv(1) - reduction.apicalMv(0);
    }

    @Override
    public boolean dendriteFluctuates() {
        return dendrite.random();
    }

    @Override
    public Postsynaptic postsynaptic() {
        return postsynaptic;
    }
}
