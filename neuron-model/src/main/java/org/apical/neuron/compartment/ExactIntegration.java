package org.apical.neuron.compartment;

import java.util.Collections;
import java.util.List;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.synapse.InjectedCurrent;

/** The exact propagator exp(A dt) of the passive neuron; unconditionally stable. */
public record ExactIntegration(PyramidalCell cell, double dtMs) implements GradedIntegration {
    public ExactIntegration {
        Require.positive("ExactIntegration.dtMs", dtMs, "ms");
    }

    @Override
    public GradedIntegration of(PyramidalCell other) {
        return new ExactIntegration(other, dtMs);
    }

    @Override
    public LinearFilter filter(String site) {
        return LinearFilter.membrane(cell, site, dtMs);
    }

    @Override
    public Stepper stepper(List<PyramidalCell> cells, int elements, Kernels kernels) {
        List<InjectedCurrent> inputs = List.of(
                new InjectedCurrent("I_b", PyramidalCell.BASAL), new InjectedCurrent("I_a", PyramidalCell.APICAL));
        ExactPropagator propagator = ExactPropagator.ofUnits(
                CompartmentState.of(cell, 0),
                cells,
                Collections.nCopies(cells.size(), inputs),
                elements,
                dtMs,
                kernels);
        double[][] currents = new double[2][];
        return (state, basalPicoA, apicalPicoA, n) -> {
            currents[0] = basalPicoA;
            currents[1] = apicalPicoA;
            propagator.advanceFree(state, 0, currents, 0, n);
        };
    }
}
