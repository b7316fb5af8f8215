package org.apical.app.study.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Parts;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.app.study.student.StudentPlan;
import org.apical.network.description.NetworkDescription;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.task.StudentTeacher;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

class GeometryStudyTest {
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private static final GeometryPlan TINY = new GeometryPlan(
            5,
            2,
            3,
            1e-6,
            List.of(0.5, 1.0),
            new StudentPlan.Size(new StudentTeacher(15, List.of(20), 5, 3), 128, 10, 64, 0, 1, 8),
            20);

    private static Findings findings(GeometryPlan plan, int threads, Parts parts) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new GeometryStudy().run(plan, new StudyContext(MatrixProduct.detect(), blocks, what -> {}, parts));
        }
    }

    private static Conditioned drawn(double... norms) {
        return Conditioned.drawn(
                new NetworkDescription(List.of(15, 10, 10, 5), new Tanh(), new Linear()), STREAMS, 0, norms);
    }

    /** Norms are as told, and so is condition 2, by which J Q does not change. */
    @Test
    void conditionsAreSetOneByOne() {
        Conditioned network = drawn(0.5, 1, 2);
        double[] norms = new double[3];
        Arrays.setAll(norms, l -> Angles.norm(network.linearised().state().presynaptic(l)));
        assertThat(norms).containsExactly(new double[] {0.5, 1, 2}, within(1e-12));
        LinearisedNetwork spans = network.withConditionTwo(1, STREAMS.stream(Purpose.FEEDBACK_WEIGHTS, 0))
                .linearised();
        LinearisedNetwork tilted = network.withConditionTwo(0.4, STREAMS.stream(Purpose.FEEDBACK_WEIGHTS, 0))
                .linearised();
        assertThat(spans.conditionTwo()).isCloseTo(1, within(1e-12));
        assertThat(tilted.conditionTwo()).isCloseTo(0.4, within(1e-12));
        assertThat(MatrixFeatures_DDRM.isIdentical(spans.loopGain(0), tilted.loopGain(0), 1e-12))
                .isTrue();
        assertThat(drawn(1.5, 1.5, 1.5).linearised().conditionOne()).isCloseTo(0, within(1e-7));
    }

    /** Every claim of the page, decided from the networks of the quick form. */
    @Test
    void everyClaimHoldsInTheQuickForm() {
        Findings found = findings(GeometryPlan.of(1, true), 2, Parts.NONE);
        Table claims = (Table) found.sections().get(0);
        assertThat(claims.rows()).hasSize(14).allSatisfy(row -> assertThat(row).startsWith("holds"));
        assertThat(found.checks()).hasSize(4).allMatch(Check::held);
        // along d control ends at the target under every feedback; outside the row space the farther, the less it spans
        // it
        Panels ways = (Panels) found.sections().get(7);
        double[] along = ends(ways, 0);
        double[] outside = ends(ways, 1);
        assertThat(along).containsExactly(new double[] {1, 1, 1}, within(0.02));
        assertThat(outside[0]).isLessThan(1e-3);
        assertThat(outside[1]).isBetween(0.3, outside[2] / 2);
    }

    private static double[] ends(Panels panels, int panel) {
        return panels.panels().get(panel).series().stream()
                .mapToDouble(s -> s.y()[s.y().length - 1])
                .toArray();
    }

    @Test
    void threadsChangeNothingAndWhatWasKeptIsNotRunAgain() {
        Map<String, double[]> kept = new LinkedHashMap<>();
        Findings one = findings(TINY, 1, (name, part) -> kept.computeIfAbsent(name, any -> part.get()));
        assertThat(kept).hasSize(2 + 2 + 1 + 3);
        assertThat(findings(TINY, 2, Parts.NONE).measures()).isEqualTo(one.measures());
        assertThat(findings(TINY, 2, (name, part) -> kept.get(name)).measures()).isEqualTo(one.measures());
        assertThat(one.measures().list()).allSatisfy(m -> assertThat(m.value()).isFinite());
    }

    /** Feedback that has hardly learned does not meet what is said of it, and no claim of theory depends on that. */
    @Test
    void claimsOfLearningFailWithoutIt() {
        Findings found = findings(TINY, 2, Parts.NONE);
        List<List<String>> claims = ((Table) found.sections().get(0)).rows();
        assertThat(claims.get(10)).startsWith("does not hold");
        assertThat(claims.get(12)).startsWith("does not hold");
        assertThat(found.checks()).allMatch(Check::held);
        assertThat(Studies.named("feedback-geometry")).containsInstanceOf(GeometryStudy.class);
    }
}
