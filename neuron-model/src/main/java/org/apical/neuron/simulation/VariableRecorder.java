package org.apical.neuron.simulation;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;

/**
 * Records any variables of a population ({@link NeuronPopulation#variables}) every so many steps: row r is the state at t = r every dt. With
 * step 0 another run begins, and the rows of the one before are gone.
 */
public final class VariableRecorder implements NeuronObserver {
    private final int everySteps;
    private final List<String> names;
    private final double[][] source;
    private final double[][] data;
    private int rows;

    /** @param everySteps interval between rows in steps */
    public VariableRecorder(NeuronPopulation neurons, int everySteps, String... variables) {
        this.everySteps = Require.atLeast("VariableRecorder.everySteps", everySteps, 1);
        this.names = List.of(variables);
        this.source = new double[variables.length][];
        for (int v = 0; v < variables.length; v++) {
            source[v] = neurons.variables().get(variables[v]);
            Require.that(
                    source[v] != null,
                    "VariableRecorder.variables",
                    "must be of " + String.join(", ", neurons.variables().keySet()),
                    variables[v]);
        }
        this.data = new double[variables.length][0];
    }

    @Override
    public void before(int step, NeuronPopulation neurons) {
        if (step == 0) {
            rows = 0;
        }
        if (step != (long) rows * everySteps) {
            return;
        }
        for (int v = 0; v < source.length; v++) {
            int size = source[v].length;
            int needed = Sizes.elements("VariableRecorder: rows of " + names.get(v), rows + 1, size);
            if (data[v].length < needed) {
                data[v] = Arrays.copyOf(data[v], (int) Math.max(needed, Math.min(2L * data[v].length, Sizes.MOST)));
            }
            System.arraycopy(source[v], 0, data[v], rows * size, size);
        }
        rows++;
    }

    /** Number of recorded rows. */
    public int rows() {
        return rows;
    }

    /** Whether a variable is recorded. */
    public boolean has(String variable) {
        return names.contains(variable);
    }

    /** The trace of one element of a variable, one value a row. */
    public double[] trace(String variable, int element) {
        int v = names.indexOf(variable);
        Require.that(
                v >= 0,
                "VariableRecorder.trace",
                "must be of a recorded variable: " + String.join(", ", names),
                variable);
        int size = source[v].length;
        double[] trace = new double[rows];
        for (int row = 0; row < rows; row++) {
            trace[row] = data[v][row * size + element];
        }
        return trace;
    }
}
