package org.apical.app.replay;

import java.util.List;
import java.util.stream.Stream;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.synapse.Input;

/** Compares a recorded propagator, in SI units, with Apical's, read off by applying it to one state at a time. */
final class PropagatorCheck {
    private static final double VOLT_PER_MV = 1e-3;
    private static final double AMPERE_PER_PA = 1e-12;

    private PropagatorCheck() {}

    /**
     * @param inputs in the model; recorded columns are the rows named, then the currents that have no row, then the constant 1
     * @param rows recorded rows: V and I of the compartments
     */
    static void compare(
            CompartmentCase c, Deviations found, String dataset, List<Input> inputs, boolean held, List<String> rows) {
        List<String> names = Stream.concat(
                        rows.stream(), Stream.of("I_a", "I_b", "I_s").filter(name -> !rows.contains(name)))
                .toList();
        int columns = names.size() + 1;
        double[] matrix = new double[rows.size() * columns];
        double[] origin = apply(c, inputs, held, rows, "");
        for (int column = 0; column < columns; column++) {
            boolean constant = column == names.size();
            double[] image = constant ? origin : apply(c, inputs, held, rows, names.get(column));
            for (int row = 0; row < rows.size(); row++) {
                double value = constant ? image[row] : (image[row] - origin[row]) / si(names.get(column));
                matrix[row * columns + column] = value * si(rows.get(row));
            }
        }
        found.relative(dataset, matrix, rows.size(), columns);
    }

    private static double si(String variable) {
        return variable.startsWith("V") ? VOLT_PER_MV : AMPERE_PER_PA;
    }

    /** One step from the state in which only the named variable is 1 (mV or pA), the others 0. */
    private static double[] apply(
            CompartmentCase c, List<Input> inputs, boolean held, List<String> rows, String variable) {
        CompartmentState state = CompartmentState.of(c.cell(), 1);
        state.rest(0);
        double[][] current = new double[inputs.size()][1];
        List<String> compartments = List.of("Vs", "Vb", "Va");
        if (compartments.contains(variable)) {
            state.potentialMv(compartments.indexOf(variable))[0] = 1;
        }
        for (int k = 0; k < inputs.size(); k++) {
            current[k][0] = inputs.get(k).name().equals(variable) ? 1 : 0;
        }
        ExactPropagator propagator = new ExactPropagator(state, inputs, c.dtMs(), KernelProvider.kernels());
        if (held) {
            propagator.advanceHeld(state, 0, current, 0, 1);
        } else {
            propagator.advanceFree(state, 0, current, 0, 1);
        }
        List<String> names = inputs.stream().map(Input::name).toList();
        return rows.stream()
                .mapToDouble(name -> {
                    int k = names.indexOf(name);
                    return k < 0
                            ? state.potentialMv(compartments.indexOf(name))[0]
                            : current[k][0] * Math.exp(-c.dtMs() * inputs.get(k).decayPerMs());
                })
                .toArray();
    }
}
