package org.apical.app.model;

import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.soma.LeakyIntegrateAndFire;

/** Whether the time step suits every time constant of a network; the answer names the line of {@code dtMs}. */
final class StepCheck {
    private final Located dt;

    StepCheck(Located root) {
        dt = root.get("timing").get("dtMs");
    }

    void check(NetworkModel model) {
        double dtMs = model.clock().dtMs();
        atMost(dtMs, model.neurons().cell().somaticTimeConstantMs(), "the somatic time constant");
        atMost(dtMs, model.synapseTauMs(), "spikes.synapseTauMs");
        if (model.units() instanceof NeuronUnits units && units.soma() instanceof LeakyIntegrateAndFire lif) {
            if (lif.refractoryMs() > 0) {
                atMost(dtMs, lif.refractoryMs(), "spikes.lif.refractoryMs");
            }
        }
        model.controller()
                .law()
                .filter(law -> law.leakAlpha() > 0)
                .ifPresent(law ->
                        atMost(dtMs, model.clock().tauUMs() / law.leakAlpha(), "tau_u / alpha of the controller"));
    }

    private void atMost(double dtMs, double tauMs, String name) {
        if (dtMs > tauMs) {
            throw dt.expected("at most " + tauMs + " ms, " + name);
        }
    }
}
