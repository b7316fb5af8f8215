package org.apical.app.study.spiking;

import org.apical.app.experiment.Form;
import org.apical.app.study.StudyNetwork;

/** The spiking network, or the same with one thing changed: to what it is in F1, or to more of it. */
enum Switch {
    /** Spiking input, populations with escape noise, an ideal controller, feedback learned from noise, the local rule. */
    NONE("everything spiking", Form.F3),
    /** The same network as abstract rates. */
    RATES("abstract rates (F1)", Form.F1),
    /** The same neurons without spikes. */
    GRADED("graded compartments (F2)", Form.F2),
    /** The input without single spikes. */
    DIFFUSION("input: diffusion approximation", Form.F3) {
        @Override
        StudyNetwork change(StudyNetwork network, int hidden) {
            return network.with("input.as", "diffusion");
        }
    },
    /** Less noise of populations. */
    NEURONS("240 neurons a unit, not 60", Form.F3) {
        @Override
        StudyNetwork change(StudyNetwork network, int hidden) {
            return network.with("spikes.neuronsPerUnit", 240);
        }
    },
    /** More averaging, and a loop nearer its end. */
    TIME("presentations of 850 ms, not 150", Form.F3) {
        @Override
        StudyNetwork change(StudyNetwork network, int hidden) {
            return network.with("timing.freeMs", 300)
                    .with("timing.warmupMs", 50)
                    .with("timing.controlledMs", 500);
        }
    },
    /** Feedback that knows the weights it began with. */
    FEEDBACK("feedback fixed: product of the first weights", Form.F3) {
        @Override
        StudyNetwork change(StudyNetwork network, int hidden) {
            return network.with("learning.feedback", "{fixed: product}");
        }
    },
    /** A controller made of spiking neurons. */
    CONTROLLER("controller of spiking neurons, 200 a dimension", Form.F3) {
        @Override
        StudyNetwork change(StudyNetwork network, int hidden) {
            return network.with(
                    "controller", "{kind: spiking, alpha: 0.01, neurons: 200, integralRadius: 5, errorRadius: 8}");
        }
    },
    /** One hidden layer more. */
    DEPTH("two hidden layers", Form.F3) {
        @Override
        StudyNetwork change(StudyNetwork network, int hidden) {
            return network.with(
                    "layers",
                    "[" + layer("hidden 1", hidden) + ", " + layer("hidden 2", hidden)
                            + ", {name: classes, transfer: rectified}]");
        }
    };

    private final String label;
    private final Form form;

    Switch(String label, Form form) {
        this.label = label;
        this.form = form;
    }

    /** Its name in tables. */
    String label() {
        return label;
    }

    /** As what the network runs. */
    Form form() {
        return form;
    }

    private static String layer(String name, int units) {
        return "{name: " + name + ", units: " + units + "}";
    }

    /**
     * The network with it changed.
     *
     * @param hidden units of a hidden layer
     */
    StudyNetwork change(StudyNetwork network, int hidden) {
        return network;
    }
}
