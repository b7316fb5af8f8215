package org.apical.app.study.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.experiment.Experiment;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.app.study.ladder.LadderFindings.Point;
import org.apical.app.study.ladder.SomaRungs.Soma;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.junit.jupiter.api.Test;

class LadderStudyTest {
    private static final LadderPlan QUICK = LadderPlan.of(1, true);

    private static Findings findings(LadderPlan plan, int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new LadderStudy().run(plan, new StudyContext(MatrixProduct.detect(), blocks, what -> {}));
        }
    }

    /** Every error of the short form lies where theory says; what is predicted is drawn beneath what is measured. */
    @Test
    void theShortFormHoldsItsClaims() {
        Findings found = findings(QUICK, 2);
        assertThat(found.checks()).hasSize(24).allMatch(Check::held);
        assertThat(found.sections().get(0).heading()).isEqualTo(Claim.HEADING);
        List<LineChart> charts = found.sections().stream()
                .filter(LineChart.class::isInstance)
                .map(LineChart.class::cast)
                .toList();
        assertThat(charts).hasSizeGreaterThan(10).allSatisfy(chart -> assertThat(chart.series())
                .hasSizeBetween(1, 6));
        assertThat(charts.stream().filter(chart -> chart.series().stream().anyMatch(s -> s.style() == Style.REFERENCE)))
                .hasSize(7);
        assertThat(found.measures().list())
                .allSatisfy(m -> assertThat(m.value()).isFinite());
    }

    /** Points that follow other laws than those of physics.md 5.6. */
    @Test
    void claimsThatAreBrokenFail() {
        Findings found = new LadderFindings(QUICK, points(QUICK, 2)).findings();
        assertThat(found.checks()).hasSize(24).noneMatch(Check::held);
        assertThat(((Table) found.sections().get(0)).rows())
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo("does not hold"));
    }

    /** Numbers that grow with the square of what is changed, and are far from those predicted. */
    private static List<Point> points(LadderPlan plan, double exponent) {
        List<Point> points = new ArrayList<>();
        for (Rung rung : Rung.all()) {
            for (double x : rung.values().apply(plan)) {
                double[] numbers = new double[rung.quantities().size()];
                Arrays.setAll(
                        numbers,
                        k -> rung.quantities().get(k).startsWith("predicted") ? 1e-3 : 0.5 * Math.pow(1 + x, exponent));
                int cosine = rung.quantities().indexOf(Rung.COSINE);
                if (cosine >= 0) {
                    numbers[cosine] = 0.5;
                }
                points.add(new Point(rung, x, 0, numbers));
            }
        }
        return points;
    }

    @Test
    void threadsChangeNothing() {
        LadderPlan tiny = new LadderPlan(
                3,
                2,
                1,
                2,
                4,
                List.of(0.5, 1.0),
                4,
                50,
                List.of(0.5),
                List.of(5.0, 50.0),
                List.of(5.0),
                20,
                List.of(20.0, 40.0),
                10,
                2,
                20,
                40,
                List.of(500.0),
                30,
                List.of(Soma.LIF),
                List.of(5.0),
                List.of(1.0),
                3,
                2,
                20);
        Findings one = findings(tiny, 1);
        assertThat(findings(tiny, 2).measures()).isEqualTo(one.measures());
        assertThat(((LineChart) one.sections().get(2)).series().get(1).error()).hasSize(2);
    }

    @Test
    void aRungChangesOneThing() {
        LadderPlan whole = LadderPlan.of(1, false);
        MatrixProduct product = MatrixProduct.detect();
        Experiment slow = new GradedRungs(whole, product)
                .dendrites(Coupling.RECIPROCAL, 4, 1)
                .formulations(product)
                .experiment();
        assertThat(slow.seed()).isEqualTo(2);
        assertThat(slow.neurons().cell().cell().coupling()).isEqualTo(Coupling.RECIPROCAL);
        assertThat(slow.neurons().cell().cell().dendrites())
                .extracting(Dendrite::membrane)
                .allSatisfy(
                        m -> assertThat(m.capacitancePicoF() / m.leakNanoS()).isEqualTo(4));
        Experiment lif = new SomaRungs(whole, product)
                .network(Soma.LIF, 100, 2, 0)
                .formulations(product)
                .experiment();
        assertThat(lif.spikes().soma()).isInstanceOf(LeakyIntegrateAndFire.class);
        assertThat(lif.spikes().neuronsPerUnit()).isEqualTo(100);
        assertThat(lif.spikes().noiseMv()).isEqualTo(2);
        assertThat(Studies.named("ladder")).containsInstanceOf(LadderStudy.class);
    }
}
