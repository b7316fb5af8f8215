package org.apical.app.study.instructive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.StudyContext;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class InstructiveStudyTest {
    private static final InstructivePlan SMALL =
            new InstructivePlan(2, 1, 4, 4, 40, 32, 4, 0.8, 300, 0.5, 5, List.of(1, 4), List.of(10, 40), 50);

    private static Findings findings(int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new InstructiveStudy().run(SMALL, new StudyContext(MatrixProduct.detect(), blocks, text -> {}));
        }
    }

    private static double value(Findings found, String quantity, String of) {
        return found.measures().list().stream()
                .filter(m -> m.quantity().equals(quantity) && m.at("of").equals(of))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Opposite signs with feedback that suits the output, equal ones where the error is broadcast, none without a controller, without which nothing is learned. */
    @Test
    void residualsTellTheCausalRoleWhereFeedbackDoes() {
        Findings found = findings(2);
        for (String form : List.of("F2", "F3")) {
            for (String feedback : List.of("product", "learned")) {
                assertThat(value(found, "correlation_up", form + "/" + feedback + "/seed_2"))
                        .isGreaterThan(0.25);
                assertThat(value(found, "correlation_down", form + "/" + feedback + "/seed_2"))
                        .isLessThan(-0.2);
                assertThat(Math.abs(value(found, "correlation_others", form + "/product/seed_2")))
                        .isLessThan(0.15);
            }
            assertThat(value(found, "correlation_down", form + "/broadcast/seed_2"))
                    .isGreaterThan(0.2);
            assertThat(Math.abs(value(found, "correlation_up", form + "/lesioned/seed_2")))
                    .isLessThan(0.35);
        }
        assertThat(value(found, "relative_error", "product/seed_2")).isLessThan(0.3);
        assertThat(value(found, "relative_error", "lesioned/seed_2")).isCloseTo(1, within(1e-12));
        assertThat(value(found, "relative_error_lesioned_half_way", "product/seed_2"))
                .isGreaterThan(value(found, "relative_error", "product/seed_2"));
        assertThat(((Table) found.sections().get(0)).rows()).hasSize(9);
        assertThat(findings(1).measures()).isEqualTo(found.measures());
    }

    /** A residual holds what neither its soma nor the others explain, and nothing of what they do. */
    @Test
    void residualsAreOrthogonalToWhatExplainsThem() {
        Random random = new Random(1);
        int trials = 200;
        double[][] somatic = new double[5][trials];
        double[][] apical = new double[5][trials];
        double[] error = new double[trials];
        for (int k = 0; k < trials; k++) {
            error[k] = random.nextGaussian();
            for (int i = 0; i < 5; i++) {
                somatic[i][k] = random.nextGaussian();
            }
            for (int i = 0; i < 5; i++) {
                apical[i][k] = 3 + 2 * somatic[i][k] - somatic[(i + 1) % 5][k] + (i < 2 ? 1 : -1) * error[k];
            }
        }
        TrialRecording recording = new TrialRecording(apical, somatic, error);
        double[] residual = recording.residual(0);
        assertThat(TrialRecording.correlation(residual, somatic[0])).isCloseTo(0, within(1e-10));
        assertThat(TrialRecording.correlation(residual, error)).isGreaterThan(0.6);
        double[] contrast = recording.contrast(new int[] {0, 1}, new int[] {2, 3}, 99, random);
        assertThat(contrast[0]).isGreaterThan(1.2);
        assertThat(contrast[1]).isEqualTo(0.01, within(1e-12));
        assertThat(recording.contrast(new int[] {2, 3}, new int[] {0, 1}, 99, random)[1])
                .isGreaterThan(0.9);
    }
}
