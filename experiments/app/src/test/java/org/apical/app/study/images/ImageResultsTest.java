package org.apical.app.study.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.app.study.images.ImageMethod.Signal;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.app.study.strong.StrongStudy;
import org.apical.app.study.table1.Table1Study;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

/** Curves that are given. */
class ImageResultsTest {
    private static final Row BACKPROP = new Row(ImageSet.DIGITS, ImageMethod.BACKPROP, 1, 3);
    private static final Row CONTROL = new Row(ImageSet.DIGITS, new ImageMethod(Signal.DFC_SS, true), 1, 1);

    private static ScoreCurve curve(double[] validation, double[] result) {
        return new ScoreCurve(validation, result, new double[result.length]);
    }

    /** The epoch is chosen by validation samples, not by those that are reported; a network that diverges has no result. */
    @Test
    void theEpochIsChosenByValidation() {
        Goal goal = Goal.TEST_ACCURACY;
        ScoreCurve curve = curve(new double[] {0.1, 0.8, 0.9, 0.9}, new double[] {0.1, 0.95, 0.85, 0.86});
        assertThat(curve.best(goal, 3)).isEqualTo(2);
        assertThat(curve.chosen(goal, 3)).isEqualTo(0.85);
        assertThat(curve.chosen(goal, 1)).isEqualTo(0.95);
        assertThat(ScoreCurve.of(curve.numbers()).result()).isEqualTo(curve.result());
        ScoreCurve diverged = curve(new double[] {0.1, 0.8, Double.NaN}, new double[] {0.1, 0.8, Double.NaN});
        assertThat(diverged.chosen(goal, 2)).isNaN();
        // of losses the smallest
        ScoreCurve loss = curve(new double[] {2, 0.7, 0.5, 0.6}, new double[] {2, 0.8, 0.9, 0.4});
        assertThat(loss.chosen(Goal.TEST_LOSS, 3)).isEqualTo(0.9);
    }

    /** Points of accuracy after as many epochs as the shorter course has, ratios of losses. */
    @Test
    void methodsAreComparedAfterAsManyEpochs() {
        ImagePlan plan = new ImagePlan(7, List.of(BACKPROP, CONTROL), 8, 16, new FeedbackEpochs(1, 0, 16, 16));
        ImageResults results = new ImageResults(
                plan,
                List.of(
                        new ImageCell(BACKPROP, 0, curve(new double[] {0, 1, 2, 3}, new double[] {0.1, 0.5, 0.8, 0.9})),
                        new ImageCell(CONTROL, 0, curve(new double[] {0, 1}, new double[] {0.1, 0.48}))));
        assertThat(results.behind(CONTROL, BACKPROP)).hasSize(1);
        assertThat(results.behind(CONTROL, BACKPROP)[0]).isCloseTo(2, within(1e-12));
        assertThat(results.chosen(BACKPROP, 3)[0]).isCloseTo(90, within(1e-12));
        assertThat(Goal.TRAINING_LOSS.behind(0.3, 0.2)).isCloseTo(1.5, within(1e-12));
        assertThat(results.measures().list()).anySatisfy(m -> {
            assertThat(m.quantity()).isEqualTo("test_accuracy");
            assertThat(m.at("seed")).isEqualTo("7");
            assertThat(m.at("method")).isEqualTo("DFC-SS/learned");
            assertThat(m.value()).isEqualTo(0.48);
        });
    }

    /** Every network of the whole studies can be run, here with other data. */
    @Test
    void everyRowOfTheWholeStudiesIsAnExperiment() {
        for (ImagePlan whole : List.of(new Table1Study().plan(1, false), new StrongStudy().plan(1, false))) {
            for (ImagePlan.Row row : whole.rows()) {
                String digits = row.set()
                        .data()
                        .replaceAll("(fashion-)?mnist", "digits")
                        .replaceAll("validation: \\d+", "train: 1047, validation: 250, test: 500");
                assertThat(whole.network(row, 0)
                                .with("data", digits)
                                .formulations(MatrixProduct.detect())
                                .network()
                                .layers())
                        .as(row.toString())
                        .isEqualTo(4);
            }
        }
    }
}
