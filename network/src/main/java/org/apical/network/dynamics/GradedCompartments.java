package org.apical.network.dynamics;

import java.util.List;
import org.apical.network.parallel.Lanes;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.GradedIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.SteadyPotentials;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.population.GradedConductances;

/** The compartments of a layer of graded neurons, under what arrives at their synapses in each step. */
public sealed interface GradedCompartments {

    /** Potentials, [unit][lane]. */
    CompartmentState state();

    /** Numbers that arrive at a unit's basal dendrite: 1, or 2 at conductances. */
    int basalSigns();

    /** The same at its apical dendrite. */
    int apicalSigns();

    /** The steady state under a drive, a bias (pA, one a unit) and an apical drive. */
    void settle(double[] drive, double[] bias, double[] apicalDrive);

    /**
     * One step.
     *
     * @param control what the apical synapses make of the control (pA), signed; the apical drive is in it where that is one number a unit
     */
    void advance(double[] drive, double[] bias, double[] apicalDrive, double[] control);

    /** Signed currents: the membrane is linear. */
    final class UnderCurrents implements GradedCompartments {
        private final int units;
        private final int lanes;
        private final CompartmentState state;
        private final GradedIntegration.Stepper stepper;
        private final SteadyPotentials steady;
        private final double[] basalPicoA;

        /** @param cells one a unit where units differ, else one */
        public UnderCurrents(
                GradedIntegration integration, List<PyramidalCell> cells, Kernels kernels, int units, int lanes) {
            int elements = cells.size() == 1 ? Integer.MAX_VALUE : lanes;
            this.units = units;
            this.lanes = lanes;
            this.stepper = integration.of(cells.get(0)).stepper(cells, elements, kernels);
            this.state = CompartmentState.of(cells.get(0), units * lanes);
            this.steady = new SteadyPotentials(cells, elements);
            this.basalPicoA = new double[units * lanes];
        }

        @Override
        public CompartmentState state() {
            return state;
        }

        @Override
        public int basalSigns() {
            return 1;
        }

        @Override
        public int apicalSigns() {
            return 1;
        }

        @Override
        public void settle(double[] drive, double[] bias, double[] apicalDrive) {
            Lanes.addPerUnit(drive, bias, basalPicoA, units, lanes);
            steady.enter(state, basalPicoA, apicalDrive, basalPicoA.length);
        }

        @Override
        public void advance(double[] drive, double[] bias, double[] apicalDrive, double[] control) {
            Lanes.addPerUnit(drive, bias, basalPicoA, units, lanes);
            stepper.advance(state, basalPicoA, control, basalPicoA.length);
        }
    }

    /** Conductances on at least one site. */
    final class UnderConductances implements GradedCompartments {
        private final int units;
        private final int lanes;
        private final GradedConductances neurons;

        public UnderConductances(GradedConductances neurons, int units, int lanes) {
            this.neurons = neurons;
            this.units = units;
            this.lanes = lanes;
        }

        @Override
        public CompartmentState state() {
            return neurons.state();
        }

        @Override
        public int basalSigns() {
            return neurons.basalPicoA().length / (units * lanes);
        }

        @Override
        public int apicalSigns() {
            return neurons.apicalPicoA().length / (units * lanes);
        }

        @Override
        public void settle(double[] drive, double[] bias, double[] apicalDrive) {
            take(drive, bias, apicalDrive);
            neurons.settle();
        }

        @Override
        public void advance(double[] drive, double[] bias, double[] apicalDrive, double[] control) {
            take(drive, bias, apicalDrive);
            if (apicalSigns() == 1) {
                System.arraycopy(control, 0, neurons.apicalPicoA(), 0, control.length);
            } else {
                neurons.addApicalSigned(control);
            }
            neurons.advance();
        }

        private void take(double[] drive, double[] bias, double[] apicalDrive) {
            System.arraycopy(drive, 0, neurons.basalPicoA(), 0, drive.length);
            System.arraycopy(apicalDrive, 0, neurons.apicalPicoA(), 0, apicalDrive.length);
            for (int k = 0; k < units * lanes; k++) {
                neurons.biasPicoA()[k] = bias[k / lanes];
            }
        }
    }
}
