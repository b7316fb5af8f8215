package org.apical.network.dynamics;

import org.apical.network.parallel.Lanes;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.transfer.TransferFunction;

/**
 * A layer of abstract units (F1): tau_v dv/dt = -v + W r + b + v^fb, r = phi(v), forward Euler, stable for dt < 2 tau_v.
 */
public final class RateLayer implements Layer {
    private final int units;
    private final int size;
    private final int lanes;
    private final double dtOverTauV;
    private final TransferFunction transfer;
    private final ApicalDendrite dendrite;
    private final Kernels kernels;
    private final double[] potential;
    private final double[] basal;
    private final double[] apical;
    private final double[] rate;
    private final LateralInhibition inhibition;
    private final Postsynaptic postsynaptic;
    private double[] bias;

    public RateLayer(
            TransferFunction transfer,
            ApicalDendrite dendrite,
            double dtOverTauV,
            Kernels kernels,
            LateralInhibition inhibition,
            int units,
            int lanes) {
        this.units = units;
        this.lanes = lanes;
        this.size = units * lanes;
        this.transfer = transfer;
        this.dendrite = dendrite;
        this.dtOverTauV = dtOverTauV;
        this.kernels = kernels;
        this.potential = new double[size];
        this.basal = new double[size];
        this.apical = new double[size];
        this.rate = new double[size];
        this.inhibition = inhibition;
        this.postsynaptic = Postsynaptic.graded(
                units, potential, basal, rate, inhibition.inhibited(), NeuronConstants.abstractUnit(transfer));
    }

    @Override
    public boolean abstractUnits() {
        return true;
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public void begin(double[] bias, Presentation presentation) {
        this.bias = bias;
        inhibition.begin();
        dendrite.begin(presentation);
    }

    @Override
    public void settle(double[] drive, double[] apicalDrive) {
        Lanes.addPerUnit(drive, bias, basal, units, lanes);
        System.arraycopy(apicalDrive, 0, apical, 0, size);
        for (int k = 0; k < size; k++) {
            potential[k] = basal[k] + apical[k];
        }
        transfer.apply(kernels, potential, rate, size);
    }

    @Override
    public void advance(double[] drive, double[] apicalDrive, double[] injected) {
        dendrite.advance(apical, apicalDrive, size);
        // one pass for basal and soma: what a step moves through the caches weighs as much as what it computes
        for (int unit = 0; unit < units; unit++) {
            double constant = bias[unit];
            for (int k = unit * lanes; k < (unit + 1) * lanes; k++) {
                double predicted = drive[k] + constant;
                basal[k] = predicted;
                potential[k] += dtOverTauV * (apical[k] + predicted - potential[k]);
            }
        }
        transfer.apply(kernels, potential, rate, size);
    }

    @Override
    public void compete(boolean controlled) {
        if (inhibition.compete(controlled, potential, 0)) {
            inhibition.hold(potential, 0);
            inhibition.hold(rate, 0);
        }
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
        RateLayer other = (RateLayer) from;
        bias = other.bias;
        Lanes.take(other.potential, potential, taken);
        Lanes.take(other.basal, basal, taken);
        Lanes.take(other.apical, apical, taken);
        Lanes.take(other.rate, rate, taken);
        inhibition.take(other.inhibition, taken);
    }

    @Override
    public double[] transmitted() {
        return rate;
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
    public double[] apical() {
        return apical;
    }

    @Override
    public double apicalPerFeedback() {
        return 1;
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
