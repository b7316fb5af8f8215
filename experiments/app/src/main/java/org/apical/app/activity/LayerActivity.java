package org.apical.app.activity;

import java.util.Arrays;
import java.util.List;
import org.apical.app.experiment.PotentialRanges.Range;
import org.apical.network.dynamics.Layer;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.reduction.RateCode;

/** Potentials of the neurons of a layer and firing rates of its units over whole presentations, free and controlled. */
public final class LayerActivity {
    /** Of V_s, V_b, V_a, in this order. */
    public static final List<String> COMPARTMENTS = List.of("V_s", "V_b", "V_a");

    private final List<Occupancy> potentials;
    private final RateCode code;
    private double[] rates = {};
    private int steps;
    private double sumHz;
    private double highestHz;
    private long presentations;

    /** @param ranges of soma, basal and apical dendrite */
    public LayerActivity(List<Range> ranges, RateCode code) {
        this.potentials = ranges.stream().map(Occupancy::new).toList();
        this.code = code;
    }

    /** Looks at a layer after a step; at one without potentials in vain. */
    public void step(Layer layer) {
        layer.compartments().ifPresent(state -> step(state, layer.output()));
    }

    private void step(CompartmentState state, double[] output) {
        potentials.get(0).add(state.somaMv());
        potentials.get(1).add(state.basalMv());
        potentials.get(2).add(state.apicalMv());
        rates = rates.length == 0 ? new double[output.length] : rates;
        for (int k = 0; k < rates.length; k++) {
            rates[k] += output[k];
        }
        steps++;
    }

    /** The presentations of the lanes are over. */
    public void end() {
        for (double sum : rates) {
            double hz = code.hz(sum / steps);
            sumHz += hz;
            highestHz = Math.max(highestHz, hz);
        }
        presentations += rates.length;
        Arrays.fill(rates, 0);
        steps = 0;
    }

    /** Adds what another has looked at to the end. */
    public void add(LayerActivity other) {
        for (int c = 0; c < potentials.size(); c++) {
            potentials.get(c).add(other.potentials.get(c));
        }
        sumHz += other.sumHz;
        highestHz = Math.max(highestHz, other.highestHz);
        presentations += other.presentations;
    }

    /** Whether there were potentials to look at. */
    public boolean measured() {
        return presentations > 0;
    }

    /** Of soma, basal and apical dendrite. */
    public List<Occupancy> potentials() {
        return potentials;
    }

    /** Mean firing rate of its neurons (Hz). */
    public double meanHz() {
        return sumHz / presentations;
    }

    /** The highest mean over a presentation of the neurons of a unit (Hz). */
    public double highestHz() {
        return highestHz;
    }
}
