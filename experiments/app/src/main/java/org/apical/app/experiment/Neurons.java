package org.apical.app.experiment;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;

/** The neurons of F2 and F3, and how they carry abstract units. */
public record Neurons(
        @Key(value = "the cell", or = "standard") CellDescription cell,

        @Key(value = "code of hidden units", or = "{offsetMv: 15, scaleMv: 5, baselineHz: 100, gainHz: 100}")
        Code hidden,

        @Key(value = "code of output units", or = "{offsetMv: 15, scaleMv: 1.5, baselineHz: 200, gainHz: 20}")
        Code output,

        @Key(value = "synapses on the dendrites", or = "{}") LayerSynapses synapses,

        @Key(
                value =
                        "which synapses are scaled to the cell; the others have the currents that they would have on the standard cell",
                or = "all")
        Remap remap) {

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
