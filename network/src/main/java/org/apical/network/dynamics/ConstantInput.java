package org.apical.network.dynamics;

import org.apical.network.parallel.Lanes;
import org.apical.neuron.reduction.RateCode;

/** Rates that hold during a presentation (F1, F2). */
public final class ConstantInput implements InputSource {
    private final RateCode code;
    private final double[] rates;
    private final double[] transmitted;

    /** @param code firing rate (Hz) of a rate; baseline 0 and gain 1 for abstract networks */
    public ConstantInput(RateCode code, int units, int lanes) {
        this.code = code;
        this.rates = new double[units * lanes];
        this.transmitted = new double[units * lanes];
    }

    @Override
    public void begin(Presentation presentation) {
        System.arraycopy(presentation.rates(), 0, rates, 0, rates.length);
        for (int k = 0; k < rates.length; k++) {
            transmitted[k] = code.hz(rates[k]);
        }
    }

    @Override
    public void advance() {
        // the rates hold
    }

    @Override
    public void take(InputSource from, int[] lanes) {
        ConstantInput other = (ConstantInput) from;
        Lanes.take(other.rates, rates, lanes);
        Lanes.take(other.transmitted, transmitted, lanes);
    }

    @Override
    public double[] transmitted() {
        return transmitted;
    }

    @Override
    public boolean spikes() {
        return false;
    }

    @Override
    public double[] trace() {
        return rates;
    }

    @Override
    public boolean constant() {
        return true;
    }
}
