package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.theory.DisinhibitionParams;
import org.apical.plasticity.theory.DisinhibitionParams.Inhibition;
import org.apical.plasticity.theory.DisinhibitionParams.Rule;
import org.apical.plasticity.theory.DisinhibitoryControl;
import org.apical.plasticity.theory.Settling;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link DisinhibitoryControl}. The gain is k_p + k_i over the leak, 0.2 + 0.4, of the authors' program. */
public record DisinhibitoryControlMethod(
        @Key(value = "gain of control of the output", or = "0.6", above = 0)
        double gain,

        @Key(value = "transfer function of interneurons", or = "soft rectified")
        Inhibition inhibition,

        @Key(
                value =
                        "how recurrent inhibition enters plasticity: exact inverse of that function, or linear threshold, its tangent at the mean over a batch",
                or = "exact inverse")
        Rule rule,

        @Key(value = "step of control in a sweep", or = "0.1", above = 0, most = 1)
        double step,

        @Key(value = "largest move of a potential or of control in the last sweep", or = "1e-6", above = 0)
        double tolerance,

        @Key(value = "most sweeps, with and without control each", or = "2000", least = 1, most = 1e6)
        int sweeps)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                learning.feedback().transport(),
                2,
                "control of the output, to every layer",
                "potentials and control, to " + tolerance,
                "controller, Q to interneurons, one for each hidden unit"
                        + (rule == Rule.LINEAR_THRESHOLD ? "; mean recurrent inhibition without control kept" : ""));
    }

    private DisinhibitoryControl on(Place place) {
        return new DisinhibitoryControl(
                place.network(),
                place.targets(),
                place.product(),
                new DisinhibitionParams(gain, inhibition, rule, step, new Settling(tolerance, sweeps)));
    }

    @Override
    public ErrorPath errorPath() {
        return ErrorPath.Q;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(on(place));
    }

    /** The state without control, in which interneurons take part. */
    @Override
    public Optional<Outputs> outputs(Place place) {
        return Optional.of(on(place)::outputs);
    }
}
