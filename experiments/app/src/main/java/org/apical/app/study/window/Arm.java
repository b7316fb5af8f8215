package org.apical.app.study.window;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.app.study.window.WindowPlan.Nudge;

/**
 * A network that learns.
 *
 * @param nudge its target
 * @param throughSoma whether the prediction is read through the somatic time constant (physics.md 7.1), not as it is
 */
record Arm(Nudge nudge, Form form, boolean throughSoma) {
    /** The most costly first, so that threads end together. */
    static List<Arm> all(WindowPlan plan) {
        List<Arm> arms = new ArrayList<>();
        for (Nudge nudge : plan.nudges()) {
            arms.add(new Arm(nudge, Form.F3, true));
            arms.add(new Arm(nudge, Form.F3, false));
            arms.add(new Arm(nudge, Form.F2, false));
            arms.add(new Arm(nudge, Form.F1, false));
        }
        return arms;
    }

    String rule() {
        return "{kind: dendritic prediction, prediction: " + (throughSoma ? "through soma" : "instantaneous") + "}";
    }

    /** In words. */
    String title() {
        return form + (throughSoma ? ", read through the soma" : "");
    }

    String id() {
        return "lambda " + nudge.lambda() + "/" + form + (throughSoma ? "/through soma" : "/instantaneous");
    }
}
