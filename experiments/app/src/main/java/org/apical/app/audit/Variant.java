package org.apical.app.audit;

import org.apical.app.model.NetworkModel;
import org.apical.network.control.ControllerDescription;
import org.apical.network.formulation.NeuronSet;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;

/**
 * The audited network with one of its circumstances changed.
 *
 * @param model the network
 * @param noise standard deviation of the fluctuations of v^fb (units of v) while forward weights learn
 * @param feedbackKept share of the entries of Q that exist
 * @param remapped whether synaptic weights follow a changed cell by the reduction of physics.md 5, or stay the currents they were in the cell of the file
 */
record Variant(NetworkModel model, double noise, double feedbackKept, boolean remapped) {

    /** The network as its file describes it. */
    static Variant plain(NetworkModel model) {
        return new Variant(model, 0, 1, true);
    }

    Variant withNoise(double deviation) {
        return new Variant(model, deviation, feedbackKept, remapped);
    }

    Variant withFeedback(double kept) {
        return new Variant(model, noise, kept, remapped);
    }

    /** With control that arrives later by {@code delayMs}. */
    Variant withDelay(double delayMs) {
        double dtMs = model.clock().dtMs();
        ControllerDescription controller = model.controller();
        return with(controller.withDelay(controller.delayMs() + delayMs, dtMs));
    }

    private Variant with(ControllerDescription controller) {
        NetworkModel changed = new NetworkModel(
                model.network(),
                model.clock(),
                model.neurons(),
                model.units(),
                model.synapseTauMs(),
                controller,
                model.learning());
        return new Variant(changed, noise, feedbackKept, remapped);
    }

    Variant withCoupling(Coupling coupling, boolean follow) {
        return withCell(model.neurons().cell().withCoupling(coupling), follow);
    }

    /**
     * With another ratio g_as/g_bs; their sum, and with it the time constant of the soma, stays.
     *
     * @throws IllegalStateException if the cell has not three compartments
     */
    Variant withConductanceRatio(double ratio, boolean follow) {
        PyramidalCell cell = model.neurons().cell();
        if (!threeCompartments(cell)) {
            throw new IllegalStateException("a cell of " + cell.compartments() + " compartments");
        }
        double sum = cell.couplingNanoS(1) + cell.couplingNanoS(2);
        PyramidalCell changed = PyramidalCell.threeCompartments(
                cell.soma(),
                cell.membrane(1),
                cell.membrane(2),
                sum / (1 + ratio),
                sum * ratio / (1 + ratio),
                cell.restMv(),
                cell.coupling());
        return withCell(changed, follow);
    }

    /** Whether a cell is soma, basal and apical dendrite. */
    static boolean threeCompartments(PyramidalCell cell) {
        return cell.compartments() == 3
                && cell.name(1).equals(PyramidalCell.BASAL)
                && cell.name(2).equals(PyramidalCell.APICAL);
    }

    private Variant withCell(PyramidalCell cell, boolean follow) {
        NeuronSet n = model.neurons();
        NetworkModel changed = new NetworkModel(
                model.network(),
                model.clock(),
                new NeuronSet(cell, n.input(), n.hidden(), n.output()),
                model.units(),
                model.synapseTauMs(),
                model.controller(),
                model.learning());
        return new Variant(changed, noise, feedbackKept, follow);
    }
}
