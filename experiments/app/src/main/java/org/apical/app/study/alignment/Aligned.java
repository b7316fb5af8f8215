package org.apical.app.study.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apical.app.study.student.StudentCourses;
import org.apical.app.study.student.StudentNetwork;
import org.apical.app.study.student.StudentTrial;
import org.apical.app.study.student.StudentTrial.HeldOut;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.reference.Reference;
import org.apical.plasticity.reference.ReferenceProbe;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/** Measures a student: the direction that its method asks for against references, and its feedback against the conditions. */
final class Aligned implements StudentCourses.Probe {
    private static final int LAYERS = 3;
    /** What updates are held against, in the order of pages. */
    static final List<Reference> REFERENCES =
            List.of(Reference.MINIMUM_NORM, Reference.GAUSS_NEWTON, Reference.BACKPROP);

    /** Numbers of a measurement. */
    static final int WIDTH = REFERENCES.size() * (LAYERS + 1) + 6 + LAYERS;

    private final StudentTrial trial;
    private final ReferenceProbe references;
    private final AlignmentProbe small;
    private final double damping;

    Aligned(StudentTrial trial, double smallNudge, MatrixProduct product) {
        StudentNetwork network = new StudentNetwork(product);
        Samples probed = trial.probed();
        this.trial = trial;
        this.damping = network.law().leakAlpha();
        this.small = network.probe(probed, probed.size(), smallNudge);
        this.references = new ReferenceProbe(
                trial.network(),
                probed.rates(),
                SquaredError.nudge(StudentTrial.STEPSIZE).of(probed));
    }

    @Override
    public double[] measure(NetworkWeights weights, Supplier<WeightUpdate> direction) {
        WeightUpdate update = direction.get();
        List<Double> row = new ArrayList<>();
        for (Reference reference : REFERENCES) {
            WeightUpdate wanted = references.update(reference.damped(damping), weights);
            row.add(update.angleDegrees(wanted));
            for (int l = 0; l < LAYERS; l++) {
                row.add(update.angleDegrees(l, wanted));
            }
        }
        Alignment found = small.measure(weights);
        row.addAll(List.of(
                trial.loss(weights, HeldOut.TEST),
                found.conditionOne(),
                found.conditionTwo(),
                found.angles().minimumNorm(),
                found.angles().gaussNewton(),
                found.nullSpace().total()));
        row.addAll(found.nullSpace().layers());
        return row.stream().mapToDouble(x -> x).toArray();
    }

    /** A measurement. */
    record Measured(double[] row) {
        /** Angle of the direction to a reference (degrees). */
        double angle(Reference reference) {
            return row[REFERENCES.indexOf(reference) * (LAYERS + 1)];
        }

        /** The same in each layer. */
        double[] angles(Reference reference) {
            int at = REFERENCES.indexOf(reference) * (LAYERS + 1) + 1;
            return Arrays.copyOfRange(row, at, at + LAYERS);
        }

        private double after(int k) {
            return row[REFERENCES.size() * (LAYERS + 1) + k];
        }

        double loss() {
            return after(0);
        }

        double conditionOne() {
            return after(1);
        }

        double conditionTwo() {
            return after(2);
        }

        /** Angle of the update of the analytic steady state to minimum norm at a small nudge (degrees). */
        double smallMinimumNorm() {
            return after(3);
        }

        /** The same to Gauss–Newton. */
        double smallGaussNewton() {
            return after(4);
        }

        /** Share of that update in the null space. */
        double nullSpace() {
            return after(5);
        }

        /** The same of each layer. */
        double[] nullSpaces() {
            return Arrays.copyOfRange(row, WIDTH - LAYERS, WIDTH);
        }
    }
}
