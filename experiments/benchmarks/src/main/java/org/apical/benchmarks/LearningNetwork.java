package org.apical.benchmarks;

import java.util.List;
import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.EnsembleControl;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.EnsembleParams;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;

/** A network that learns, 784-256-256-256-10, under each formulation; dt 1 ms. */
public enum LearningNetwork {
    F1 {
        @Override
        Formulation formulation(int steps, MatrixProduct product) {
            return RateFormulation.of(DESCRIPTION, timing(steps), LAW, 0.2, product);
        }
    },
    F2 {
        @Override
        Formulation formulation(int steps, MatrixProduct product) {
            return new GradedFormulation(
                    DESCRIPTION,
                    timing(steps),
                    LAW,
                    NEURONS,
                    new ExactIntegration(NEURONS.hidden().reduction().cell(), DT_MS),
                    product);
        }
    },
    F3 {
        @Override
        Formulation formulation(int steps, MatrixProduct product) {
            return spiking(steps, LAW, new EscapeNoiseUnits(30), product);
        }
    },
    F3_LIF {
        @Override
        Formulation formulation(int steps, MatrixProduct product) {
            return spiking(steps, LAW, NeuronUnits.standard(30), product);
        }
    },
    F3_SPIKING_CONTROLLER {
        @Override
        Formulation formulation(int steps, MatrixProduct product) {
            EnsembleControl controller = new EnsembleControl(
                    LAW,
                    PopulationKind.SPIKING,
                    EnsembleParams.of(200, 1),
                    EnsembleParams.of(200, 1),
                    ControlSynapses.standard(),
                    DT_MS,
                    1);
            return spiking(steps, controller, new EscapeNoiseUnits(30), product);
        }
    };

    static final NetworkDescription DESCRIPTION =
            new NetworkDescription(List.of(784, 256, 256, 256, 10), new Tanh(), new Linear());
    private static final double DT_MS = 1;
    private static final ControllerParams LAW = new ControllerParams(0.01, 0, Leak.ON_CONTROL);
    private static final NeuronSet NEURONS = new NeuronSet(
            PyramidalCell.standard(),
            new RateCode(0, 100),
            new UnitCode(15, 5, new RateCode(100, 100)),
            new UnitCode(15, 1.5, new RateCode(200, 20)));

    /** @param steps of the free and of the controlled phase each */
    abstract Formulation formulation(int steps, MatrixProduct product);

    private static Timing timing(int steps) {
        return new Timing(steps, 0, steps, DT_MS / 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
    }

    private static SpikingFormulation spiking(
            int steps, ControllerDescription controller, SpikingUnits units, MatrixProduct product) {
        return new SpikingFormulation(DESCRIPTION, timing(steps), controller, NEURONS, units, 5, DT_MS, product);
    }
}
