package org.apical.app.study.table1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apical.app.UserError;
import org.apical.app.findings.Findings;
import org.apical.app.study.StudyContext;
import org.apical.app.study.images.FeedbackEpochs;
import org.apical.app.study.images.ImagePlan;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

/** The short form on the embedded digits, with one seed. */
class Table1StudyTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final ImagePlan QUICK = new Table1Study().plan(1, true);

    private static Map<String, Double> reached(ImagePlan plan, int threads) {
        try (LaneBlocks pool = new LaneBlocks(threads)) {
            Findings findings = new Table1Study().run(plan, new StudyContext(PRODUCT, pool, text -> {}));
            Map<String, Double> reached = new TreeMap<>();
            findings.measures().list().stream()
                    .filter(m -> m.quantity().matches("test_accuracy|test_loss|training_loss"))
                    .forEach(m -> reached.put(m.at("data") + "/" + m.at("method"), m.value()));
            return reached;
        }
    }

    /** Control teaches about as much as the gradient, with fixed and learned feedback, and lowers losses; direct feedback alignment less. */
    @Test
    void controlLearnsAboutAsWellAsBackprop() {
        Map<String, Double> reached = reached(QUICK.withSeeds(1), 2);
        double backprop = reached.get("digits/backprop");
        assertThat(backprop).isGreaterThan(0.9);
        assertThat(reached.get("digits/DFC-SSA/fixed")).isGreaterThan(backprop - 0.05);
        assertThat(reached.get("digits/DFC-SSA/learned")).isGreaterThan(backprop - 0.08);
        assertThat(reached.get("digits/DFA")).isLessThan(backprop - 0.05);
        // what a presentation ends in is close to what it averages, after as many epochs
        for (String feedback : List.of("fixed", "learned")) {
            assertThat(reached.get("digits/DFC/" + feedback))
                    .isBetween(
                            reached.get("digits/DFC-SS/" + feedback) - 0.03,
                            reached.get("digits/DFC-SS/" + feedback) + 0.03);
        }
        assertThat(reached.get("digits autoencoder/DFC-SSA/fixed"))
                .isLessThan(2 * reached.get("digits autoencoder/backprop"));
        // log 10: nothing has been learned
        assertThat(reached.get("digits training loss/backprop")).isLessThan(Math.log(10) / 4);
        assertThat(reached.get("digits training loss/DFC-SSA/fixed"))
                .isLessThan(reached.get("digits training loss/DFA"));
    }

    @Test
    void threadsChangeNoNumber() {
        List<Row> rows = QUICK.rows().stream()
                .map(row -> new Row(row.set(), row.method(), 1, 1))
                .toList();
        ImagePlan plan = new ImagePlan(3, rows, 16, 64, new FeedbackEpochs(8, 0, 512, 16));
        assertThat(reached(plan, 2)).isEqualTo(reached(plan, 1)).hasSize(rows.size());
    }

    @Test
    void theCommandLineChangesTheNumberOfSeeds() {
        Table1Study study = new Table1Study();
        assertThat(study.with(QUICK, "--seeds", 5).rows())
                .allSatisfy(row -> assertThat(row.seeds()).isEqualTo(5));
        assertThatThrownBy(() -> study.with(QUICK, "--neurons", 5)).isInstanceOf(UserError.class);
    }
}
