package org.apical.app.study.continual;

import java.util.Arrays;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;

/**
 * How much the classes of different tasks share hidden units: the mean over pairs of such classes of the cosine between their mean |r|, one number a hidden layer; 1: the same
 * units are active to the same extent, 0: none is active in both.
 *
 * @param free without feedback
 * @param controlled at the end of a presentation under control
 */
record Overlap(double[] free, double[] controlled) {
    private static final int CLASSES = 10;

    /** @param samples labelled by class */
    static Overlap of(Formulation formulation, NetworkWeights weights, Samples samples, OutputTarget target) {
        int lanes = samples.size();
        Simulation simulation = formulation.simulation(lanes);
        double[][][] rates = new double[2][simulation.layers() - 1][];
        Presentation shown =
                new Presentation(samples.lanes(0, lanes), new long[lanes], Phase.PROBE, new RandomStreams(0));
        int last = simulation.timing().steps() - 1;
        simulation.present(formulation.map(weights), shown, target, (on, step, state) -> {
            for (int l = 0; on && (step == 0 || step == last) && l < rates[0].length; l++) {
                rates[step == 0 ? 0 : 1][l] = state.layer(l).output().clone();
            }
        });
        return new Overlap(overlaps(rates[0], samples.labels()), overlaps(rates[1], samples.labels()));
    }

    private static double[] overlaps(double[][] rates, int[] labels) {
        return Arrays.stream(rates).mapToDouble(r -> overlap(r, labels)).toArray();
    }

    /** @param rates [unit][sample] */
    static double overlap(double[] rates, int[] labels) {
        int units = rates.length / labels.length;
        double[][] sums = new double[CLASSES][units];
        for (int unit = 0; unit < units; unit++) {
            for (int k = 0; k < labels.length; k++) {
                sums[labels[k]][unit] += Math.abs(rates[unit * labels.length + k]);
            }
        }
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < CLASSES; a++) {
            for (int b = 0; b < a; b++) {
                if (a / 2 != b / 2) {
                    sum += dot(sums[a], sums[b]) / Math.sqrt(dot(sums[a], sums[a]) * dot(sums[b], sums[b]));
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
