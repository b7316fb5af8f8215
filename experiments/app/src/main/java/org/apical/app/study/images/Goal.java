package org.apical.app.study.images;

import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Score;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.task.CrossEntropy;

/** What a set is learned for, and how that is measured. */
public enum Goal {
    /** Few held-out samples are taken for another class. */
    TEST_ACCURACY(Score.ACCURACY, "test_accuracy", "test accuracy (%)", "points below backprop") {
        @Override
        public double behind(double own, double reference) {
            return 100 * (reference - own);
        }

        @Override
        double close() {
            return 0.5;
        }
    },
    /** Held-out samples are reproduced: squared error of an image. */
    TEST_LOSS(Score.LOSS, "test_loss", "test loss (squared error of an image)", "loss relative to backprop"),
    /** The samples that are learned from are told apart: cross-entropy. */
    TRAINING_LOSS(Score.LOSS, "training_loss", "training loss (cross-entropy, nats)", "loss relative to backprop") {
        @Override
        double validation(TrainingRun run, Task task, NetworkWeights weights) {
            return result(run, task, weights);
        }

        @Override
        double result(TrainingRun run, Task task, NetworkWeights weights) {
            return CrossEntropy.loss(run.outputs(weights, task.train()), task.train());
        }
    };

    private final Score score;
    private final String quantity;
    private final String label;
    private final String behind;

    Goal(Score score, String quantity, String label, String behind) {
        this.score = score;
        this.quantity = quantity;
        this.label = label;
        this.behind = behind;
    }

    /** Its name in measures. */
    String quantity() {
        return quantity;
    }

    /** The number that is measured, with its unit. */
    public String label() {
        return label;
    }

    /** What {@link #behind} is called against backprop. */
    public String behindBackprop() {
        return behind;
    }

    /** How far one number is behind another: points of accuracy, or the ratio of losses. */
    public double behind(double own, double reference) {
        return own / reference;
    }

    /** How far behind backprop a method may be that learns as well: half a point, a tenth of the loss. */
    double close() {
        return 1.1;
    }

    /** The number that people read. */
    public double shown(double x) {
        return score.shown(x);
    }

    /** Whether one number is better than another. */
    boolean better(double x, double than) {
        return score.better(x, than);
    }

    /** By which the epoch is chosen. */
    double validation(TrainingRun run, Task task, NetworkWeights weights) {
        return run.score(weights, task.validation().orElseThrow());
    }

    /** What is reported. */
    double result(TrainingRun run, Task task, NetworkWeights weights) {
        return run.score(weights);
    }
}
