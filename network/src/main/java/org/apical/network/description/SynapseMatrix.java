package org.apical.network.description;

import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;

/** The weights of one projection: unit by unit for dense products and, made when first asked for, source by source for single spikes. */
public final class SynapseMatrix {
    private final int units;
    private final int sources;
    private final double[] byUnit;
    private final boolean learning;
    private volatile double[] bySource;

    /** @param byUnit (units x sources), row-major; not copied */
    public SynapseMatrix(int units, int sources, double[] byUnit) {
        this(units, sources, byUnit, false);
    }

    private SynapseMatrix(int units, int sources, double[] byUnit, boolean learning) {
        Require.that(
                byUnit.length == (long) units * sources,
                "SynapseMatrix",
                "must hold " + units + " x " + sources + " weights",
                byUnit.length);
        this.units = units;
        this.sources = sources;
        this.byUnit = byUnit;
        this.learning = learning;
    }

    /** A copy for one owner, who may write to it. */
    SynapseMatrix copy() {
        return new SynapseMatrix(units, sources, byUnit.clone(), true);
    }

    /** Whether weights may change from step to step. */
    public boolean learning() {
        return learning;
    }

    /** Postsynaptic units. */
    public int units() {
        return units;
    }

    /** Presynaptic units. */
    public int sources() {
        return sources;
    }

    /** (units x sources); not to be written. */
    public double[] byUnit() {
        return byUnit;
    }

    /**
     * (sources x units); to be written by nobody but the one owner of weights that learn while they are in use, who calls {@link #sourcesChanged}. Several threads
     * that ask first make the same array.
     */
    public double[] bySource() {
        double[] made = bySource;
        if (made == null) {
            Sizes.requireRoom("weights by source", byUnit.length);
            made = new double[byUnit.length];
            MatrixProduct.transpose(units, sources, byUnit, made);
            bySource = made;
        }
        return made;
    }

    /** Takes over what was written to {@link #bySource}. */
    public void sourcesChanged() {
        MatrixProduct.transpose(sources, units, bySource(), byUnit);
    }
}
