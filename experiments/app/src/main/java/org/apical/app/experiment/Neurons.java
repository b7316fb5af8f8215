package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;

/**
 * The neurons of F2 and F3, and how they carry abstract units.
 *
 * <p>The default codes keep potentials of the standard cell within {@link PotentialRanges}. V_b = E_L + (offset + scale v^ff) / kappa, V_a = E_L + (R_aa / R_sa) scale Q u, kappa =
 * 0.4, R_aa / R_sa = 5: 7 mV hold V_b at -52.5 mV, the middle of its range; a scale of 1 mV has room for v^ff of +-13 and Q u down to -3, one of 0.2 mV for v^ff of +-65 in output
 * units, whose v are not bounded by a tanh. Where rates are functions of v alone, synapses are scaled with the code and nothing else changes.
 */
public record Neurons(
        @Key(value = "the cell", or = "standard") CellDescription cell,

        @Key(
                value = "code of hidden units; v = 0 of somata with a threshold belongs near it",
                or = "{offsetMv: 7, scaleMv: 1, baselineHz: 100, gainHz: 100}")
        Code hidden,

        @Key(value = "code of output units; likewise", or = "{offsetMv: 7, scaleMv: 0.2, baselineHz: 200, gainHz: 20}")
        Code output,

        @Key(value = "synapses on the dendrites", or = "{}") LayerSynapses synapses,

        @Key(
                value =
                        "which synapses are scaled to the cell; the others have the currents that they would have on the standard cell",
                or = "all")
        Remap remap,

        @Key(
                value =
                        "conductances of the cell that synapses are scaled to and rules predict the soma by, as factors on its own: a map made from wrong parameters",
                or = "{}")
        Assumed assumed,

        @Key(
                "how units differ from the cell, the neurons of a unit alike, under current synapses; the map of weights and the rules stay those of the cell; default: not at all")
        Optional<Scatter> scatter,

        @Key("within which potentials are to stay, which a run then checks; default: the usual ones, for a look alone")
        Optional<PotentialRanges> ranges) {

    /** V_s = E_L + offset + scale v, nu = nu_0 + nu_1 r. */
    public record Code(
            @Key("depolarisation at v = 0") double offsetMv,

            @Key(value = "depolarisation per unit of v", above = 0)
            double scaleMv,

            @Key(value = "nu_0", least = 0) double baselineHz,
            @Key(value = "nu_1", above = 0) double gainHz) {
        UnitCode code() {
            return new UnitCode(offsetMv, scaleMv, new RateCode(baselineHz, gainHz));
        }
    }
}
