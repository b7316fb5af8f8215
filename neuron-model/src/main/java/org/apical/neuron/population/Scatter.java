package org.apical.neuron.population;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * How the neurons of a layer differ from the one that the map of weights (physics.md 5.1) and the rules are made of (5.10). Every unit draws, independently of all others,
 *
 * <pre>
 * x_i = x exp(s z - s^2/2)      s^2 = ln(1 + CV^2), z standard normal: mean x, coefficient of variation CV
 * threshold_i = threshold + thresholdMv z
 * </pre>
 *
 * for each leak and coupling conductance, each capacitance, and the decay of its basal and of its apical synapses. The neurons of a unit are alike.
 *
 * @param conductance CV of leak and coupling conductances
 * @param capacitance CV of capacitances
 * @param thresholdMv standard deviation of the threshold of the soma (mV): of a graded soma or one with escape noise a shift of the argument of phi, or rho
 * @param synapticTimeConstant CV of the decay of synapses; weights are charges of the nominal decay, so that the charge of a spike varies with it
 */
public record Scatter(
        @Key(value = "coefficient of variation of leak and coupling conductances", or = "0", least = 0)
        double conductance,

        @Key(value = "coefficient of variation of capacitances", or = "0", least = 0)
        double capacitance,

        @Key(
                value = "standard deviation of the threshold of the soma; where it has none, of a shift of V_s in phi",
                or = "0",
                least = 0)
        double thresholdMv,

        @Key(
                value =
                        "coefficient of variation of the decay of basal and apical synapses; in F2, where currents follow at once, of tau_a where feedback learns",
                or = "0",
                least = 0)
        double synapticTimeConstant) {
    public Scatter {
        Require.notNegative("Scatter.conductance", conductance, "(dimensionless)");
        Require.notNegative("Scatter.capacitance", capacitance, "(dimensionless)");
        Require.notNegative("Scatter.thresholdMv", thresholdMv, "mV");
        Require.notNegative("Scatter.synapticTimeConstant", synapticTimeConstant, "(dimensionless)");
    }

    /** Whether no unit differs. */
    public boolean none() {
        return conductance == 0 && capacitance == 0 && thresholdMv == 0 && synapticTimeConstant == 0;
    }

    /**
     * The neurons of a layer, one a unit: each from a stream of its own, which another parameter's CV or another number of units does not change.
     *
     * @param cell that they differ from
     * @param layer counted from 0: the address of the streams
     */
    public List<UnitNeuron> draw(PyramidalCell cell, int units, int layer, RandomStreams streams) {
        List<UnitNeuron> drawn = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            drawn.add(draw(cell, streams.stream(Purpose.NEURON_SCATTER, layer, unit)));
        }
        return drawn;
    }

    private UnitNeuron draw(PyramidalCell cell, RandomGenerator random) {
        // synapses and threshold first: a cell of more compartments leaves them as they are
        double basalTau = factor(synapticTimeConstant, random);
        double apicalTau = factor(synapticTimeConstant, random);
        double shiftMv = thresholdMv * random.nextGaussian();
        Compartment soma = membrane(cell.soma(), random);
        List<Dendrite> dendrites = new ArrayList<>();
        for (Dendrite d : cell.dendrites()) {
            Compartment membrane = membrane(d.membrane(), random);
            double couplingNanoS = d.couplingNanoS() * factor(conductance, random);
            dendrites.add(new Dendrite(d.name(), d.kind(), membrane, d.parent(), couplingNanoS));
        }
        return new UnitNeuron(
                new PyramidalCell(soma, dendrites, cell.restMv(), cell.coupling()), shiftMv, basalTau, apicalTau);
    }

    private Compartment membrane(Compartment of, RandomGenerator random) {
        double picoF = of.capacitancePicoF() * factor(capacitance, random);
        return new Compartment(picoF, of.leakNanoS() * factor(conductance, random));
    }

    /** Log-normal, of mean 1; 1 itself, and one number drawn, where the CV is 0. */
    private static double factor(double cv, RandomGenerator random) {
        double variance = StrictMath.log1p(cv * cv);
        return StrictMath.exp(StrictMath.sqrt(variance) * random.nextGaussian() - variance / 2);
    }
}
