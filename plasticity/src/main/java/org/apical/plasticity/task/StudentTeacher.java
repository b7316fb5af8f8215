package org.apical.plasticity.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;

/**
 * The student–teacher regression of Meulemans et al. 2021, figure 3 (physics.md 8): inputs uniform in (-1, 1), wanted outputs y of a teacher with relu
 * layers and a linear output, weights normal with deviation gain sqrt(2 / (n_i + n_{i-1})), no biases. Everything dimensionless.
 *
 * @param inputs n_0
 * @param teacherLayers units of each relu layer
 * @param outputs n_L
 * @param gain of the teacher's weights
 */
public record StudentTeacher(int inputs, List<Integer> teacherLayers, int outputs, double gain) {
    public StudentTeacher {
        teacherLayers = List.copyOf(teacherLayers);
        Require.atLeast("StudentTeacher.inputs", inputs, 1);
        Require.atLeast("StudentTeacher.outputs", outputs, 1);
        Require.positive("StudentTeacher.gain", gain, "(dimensionless)");
    }

    /** The published setting: 15 inputs, a teacher of four layers of 1000 with gain 3, 5 outputs. */
    public static StudentTeacher published() {
        return new StudentTeacher(15, List.of(1000, 1000, 1000, 1000), 5, 3);
    }

    /**
     * Samples of the teacher that the streams draw.
     *
     * @param first number of the first sample: the address of its input; training and test samples are ranges of one sequence
     */
    public Samples samples(int first, int count, RandomStreams streams, MatrixProduct product) {
        double[][] x = new double[count][inputs];
        for (int k = 0; k < count; k++) {
            RandomGenerator random = streams.stream(Purpose.STIMULUS, 0, (long) first + k);
            for (int i = 0; i < inputs; i++) {
                x[k][i] = 2 * random.nextDouble() - 1;
            }
        }
        return Samples.regression(x, teach(x, streams, product));
    }

    private double[][] teach(double[][] x, RandomStreams streams, MatrixProduct product) {
        List<Integer> sizes = new ArrayList<>(teacherLayers);
        sizes.add(outputs);
        int lanes = x.length;
        double[] r = new double[inputs * lanes];
        MatrixProduct.transpose(lanes, inputs, flat(x), r);
        int presynaptic = inputs;
        for (int l = 0; l < sizes.size(); l++) {
            int units = sizes.get(l);
            double[] v = new double[units * lanes];
            product.multiplyAdd(units, presynaptic, lanes, weights(l, units, presynaptic, streams), r, v);
            for (int k = 0; l < sizes.size() - 1 && k < v.length; k++) {
                v[k] = Math.max(v[k], 0);
            }
            r = v;
            presynaptic = units;
        }
        double[] rows = new double[r.length];
        MatrixProduct.transpose(outputs, lanes, r, rows);
        double[][] wanted = new double[lanes][];
        for (int k = 0; k < lanes; k++) {
            wanted[k] = Arrays.copyOfRange(rows, k * outputs, (k + 1) * outputs);
        }
        return wanted;
    }

    private double[] weights(int layer, int units, int presynaptic, RandomStreams streams) {
        RandomGenerator random = streams.stream(Purpose.TEACHER_WEIGHTS, layer);
        double deviation = gain * Math.sqrt(2.0 / (units + presynaptic));
        double[] w = new double[units * presynaptic];
        for (int k = 0; k < w.length; k++) {
            w[k] = deviation * random.nextGaussian();
        }
        return w;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
