package org.apical.app.study.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.app.study.window.WindowFindings.Cosines;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class WindowStudyTest {
    private static final WindowPlan QUICK = WindowPlan.of(1, true);

    private static Findings findings(WindowPlan plan, int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new WindowStudy().run(plan, new StudyContext(MatrixProduct.detect(), blocks, what -> {}));
        }
    }

    private static List<String> verdicts(Findings found) {
        return ((Table) found.sections().get(0))
                .rows().stream().map(row -> row.get(0)).toList();
    }

    /** The short form decides every claim about directions, and they hold. */
    @Test
    void theShortFormHoldsItsClaims() {
        Findings found = findings(QUICK, 2);
        assertThat(found.checks()).hasSize(6).allMatch(Check::held);
        assertThat(verdicts(found)).hasSize(29).containsOnly("holds");
        assertThat(found.sections().stream().filter(LineChart.class::isInstance))
                .hasSize(4);
        assertThat(found.measures().list())
                .allSatisfy(m -> assertThat(m.value()).isBetween(-1.0, 1.0));
    }

    /** Directions that turn the other way. */
    @Test
    void claimsThatAreBrokenFail() {
        int lags = QUICK.lagsMs().size();
        List<Cosines> turned = new ArrayList<>();
        for (Arm arm : Arm.all(QUICK)) {
            double[] numbers = new double[2 * lags];
            Arrays.setAll(
                    numbers, k -> k % 2 == 0 ? near(arm) ? 0.5 : new double[] {0.1, 0.3, 0.6, 0.7}[k / 2] : 0.1 * k);
            turned.add(new Cosines(arm, 0, numbers));
        }
        Findings found = new WindowFindings(QUICK, turned, List.of()).findings();
        assertThat(found.checks()).hasSize(6).noneMatch(Check::held);
        assertThat(verdicts(found)).filteredOn("does not hold"::equals).hasSizeGreaterThan(20);
    }

    private static boolean near(Arm arm) {
        return arm.nudge().lambda() < 1;
    }

    @Test
    void threadsChangeNothing() {
        WindowPlan tiny =
                new WindowPlan(4, 2, 8, 6, 1, 4, QUICK.nudges(), List.of(0.0, 100.0, 200.0, 1100.0), List.of(1100.0));
        Findings one = findings(tiny, 1);
        assertThat(findings(tiny, 2).measures()).isEqualTo(one.measures());
        LineChart directions = (LineChart) one.sections().get(1);
        assertThat(directions.x().marks()).containsExactly(WindowPlan.CONTROL_MS);
        assertThat(directions.series()).hasSize(4).allSatisfy(line -> assertThat(line.error())
                .hasSize(4));
        assertThat(Studies.named("learning-window")).containsInstanceOf(WindowStudy.class);
    }
}
