package org.apical.app.model;

import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.DelayedControl;
import org.apical.network.control.EnsembleControl;
import org.apical.network.control.Leak;
import org.apical.network.control.NoControl;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;

/** Reads the controller: the ideal law, or neurons that carry it, or none. */
final class ControllerReader {
    private static final int MOST_NEURONS = 100_000;
    private static final int DEFAULT_NEURONS = 200;

    private final Located controller;

    private enum Kind {
        NONE,
        IDEAL,
        RATE,
        SPIKING
    }

    ControllerReader(Located root) {
        controller = root.get("controller");
    }

    /** @param dtMs time step of the network, which its neurons share (ms) */
    ControllerDescription read(double dtMs) {
        ControllerDescription source = source(dtMs);
        double delayMs = controller.number("delayMs", 0);
        return delayMs == 0 ? source : controller.build(() -> new DelayedControl(source, delayMs, dtMs));
    }

    private ControllerDescription source(double dtMs) {
        controller.keys(
                "kind",
                "alpha",
                "proportionalGain",
                "leak",
                "delayMs",
                "neurons",
                "integralRadius",
                "errorRadius",
                "recurrentTauMs",
                "errorTauMs",
                "outputTauMs",
                "tuningSeed");
        Kind kind = controller
                .get("kind")
                .choice(Located.<Kind>choices(
                        "none", Kind.NONE, "ideal", Kind.IDEAL, "rate", Kind.RATE, "spiking", Kind.SPIKING));
        if (kind == Kind.NONE) {
            return new NoControl();
        }
        Leak leak = controller
                .find("leak")
                .map(l -> l.choice(Located.<Leak>choices("control", Leak.ON_CONTROL, "integral", Leak.ON_INTEGRAL)))
                .orElse(Leak.ON_CONTROL);
        ControllerParams law = controller.build(() ->
                new ControllerParams(controller.get("alpha").number(), controller.number("proportionalGain", 0), leak));
        if (kind == Kind.IDEAL) {
            return law;
        }
        int neurons =
                controller.find("neurons").map(n -> n.integer(2, MOST_NEURONS)).orElse(DEFAULT_NEURONS);
        ControlSynapses standard = ControlSynapses.standard();
        return controller.build(() -> new EnsembleControl(
                law,
                kind == Kind.RATE ? PopulationKind.RATE : PopulationKind.SPIKING,
                EnsembleParams.of(neurons, controller.get("integralRadius").number()),
                EnsembleParams.of(neurons, controller.get("errorRadius").number()),
                new ControlSynapses(
                        controller.number("recurrentTauMs", standard.recurrentTauMs()),
                        controller.number("errorTauMs", standard.errorTauMs()),
                        controller.number("outputTauMs", standard.outputTauMs())),
                dtMs,
                controller
                        .find("tuningSeed")
                        .map(s -> (long) s.integer(0, Integer.MAX_VALUE))
                        .orElse(1L)));
    }
}
