package org.apical.app.audit;

import org.apical.app.experiment.Experiment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;

/**
 * The audited network with one of its circumstances changed.
 *
 * @param experiment the network
 * @param noise standard deviation of the fluctuations of v^fb (units of v) while forward weights learn
 * @param delayMs by which control arrives later than described (ms)
 * @param feedbackKept share of the entries of Q that exist
 * @param remapped whether synaptic weights follow a changed cell by the reduction of physics.md 5, or stay the currents they were in the cell of the file
 */
record Variant(Experiment experiment, double noise, double delayMs, double feedbackKept, boolean remapped) {

    /** The network as its file describes it. */
    static Variant plain(Experiment experiment) {
        return new Variant(experiment, 0, 0, 1, true);
    }

    Variant withNoise(double deviation) {
        return new Variant(experiment, deviation, delayMs, feedbackKept, remapped);
    }

    Variant withFeedback(double kept) {
        return new Variant(experiment, noise, delayMs, kept, remapped);
    }

    /** With control that arrives later by so many ms. */
    Variant withDelay(double laterMs) {
        return new Variant(experiment, noise, laterMs, feedbackKept, remapped);
    }

    PyramidalCell cell() {
        return experiment.neurons().cell().cell();
    }

    Variant withCoupling(Coupling coupling, boolean follow) {
        return withCell(cell().withCoupling(coupling), follow);
    }

    /**
     * With another ratio g_as/g_bs; their sum, and with it the time constant of the soma, stays.
     *
     * @throws IllegalStateException if the cell has not three compartments
     */
    Variant withConductanceRatio(double ratio, boolean follow) {
        PyramidalCell cell = cell();
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
        return new Variant(experiment.with(() -> cell), noise, delayMs, feedbackKept, follow);
    }
}
