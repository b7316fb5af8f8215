package org.apical.app.study.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.app.check.Check;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Raster;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.store.MetricsFile;
import org.apical.app.study.StudyContext;
import org.apical.app.study.controller.SizeAccuracy.Errors;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

class ControllerStudyTest {
    private static final ControllerStudy STUDY = new ControllerStudy();

    /** A second: three sizes of two dimensions, a loop of 400 ms. */
    private static ControllerPlan tiny(long seed) {
        ControllerPlan full = STUDY.plan(seed, false);
        ControllerPlan.Step s = full.step();
        return new ControllerPlan(
                seed,
                40,
                full.synapses(),
                full.dtMs(),
                new ControllerPlan.Step(
                        s.law(),
                        s.tauUMs(),
                        400,
                        300,
                        90,
                        List.of(-0.24, 0.24),
                        s.integralRadius(),
                        s.errorRadius(),
                        List.of(10, 40, 200),
                        2,
                        1),
                new ControllerPlan.Drift(100, 150, 400, 0.8),
                new ControllerPlan.Loop(4, 5, full.loop().displacements(), 400, 100, 30, 2));
    }

    private static Findings run(long seed, int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return STUDY.run(tiny(seed), new StudyContext(MatrixProduct.detect(), blocks, new ArrayList<>()::add));
        }
    }

    private static String metrics(Findings findings) {
        return MetricsFile.of(findings.measures())
                .lines()
                .filter(line -> !line.endsWith(",s"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void sameSeedGivesTheSameNumbersOnOneAndTwoThreads() {
        String one = metrics(run(3, 1));
        assertThat(metrics(run(3, 2))).isEqualTo(one).isNotEqualTo(metrics(run(4, 2)));
        assertThat(one)
                .startsWith("controller,quantity,neurons,value,unit\n")
                .contains("spiking,step_error_integral_rms,200,", "rate,drift_at_zero_error,10,")
                .contains("rate,step_error_integral_slope,,")
                .contains("ideal,loop_largest_control,,", "spiking,loop_error_last_second_rms,40,")
                .doesNotContain("ideal,loop_largest_integral");
    }

    private static <S extends Section> List<S> of(Findings findings, Class<S> kind, String heading) {
        return findings.sections().stream()
                .filter(kind::isInstance)
                .filter(section -> section.heading().startsWith(heading))
                .map(kind::cast)
                .toList();
    }

    @Test
    void everyFigureHasItsNumbers() {
        Findings findings = run(3, 2);

        List<Series> tuning = of(findings, LineChart.class, "Tuning").get(0).series();
        assertThat(tuning).hasSize(24);
        // pairs mirror each other: the first rates backwards are those of its partner
        double[] positive = tuning.get(0).y();
        double[] negative = tuning.get(12).y();
        for (int k = 0; k < positive.length; k++) {
            assertThat(positive[positive.length - 1 - k]).isCloseTo(negative[k], within(1e-9));
        }

        Panels steps = of(findings, Panels.class, "Step").get(0);
        assertThat(steps.panels()).extracting(Panel::title).containsExactly("10 neurons", "40 neurons", "200 neurons");
        assertThat(steps.x().marks()).containsExactly(200.0);
        assertThat(steps.panels().get(2).series().get(1).x()).hasSize(60).startsWith(5, 10);

        Raster raster = of(findings, Raster.class, "Spikes").get(0);
        assertThat(raster.groups().get(0).x()).isNotEmpty().isSorted();
        assertThat(Arrays.stream(raster.groups().get(1).neurons())).allMatch(row -> row >= 0 && row < 40);

        LineChart error = of(findings, LineChart.class, "Error").get(0);
        assertThat(error.series())
                .extracting(Series::name)
                .containsExactly("rates", "spikes", "rates", "spikes", "bounds for spikes");
        double[] spikes = error.series().get(3).y();
        assertThat(spikes[2]).isLessThan(spikes[0]);
    }

    @Test
    void theLoopIsShownUnderEveryController() {
        List<Panels> loops = of(run(3, 2), Panels.class, "Closed loop");
        assertThat(loops).hasSize(3).allSatisfy(chart -> assertThat(chart.panels())
                .extracting(Panel::title)
                .containsExactly("ideal controller", "rates", "spikes"));
        List<Series> target = loops.get(0).panels().get(0).series().stream()
                .filter(s -> s.style() == Style.REFERENCE)
                .toList();
        assertThat(target).hasSize(3);
        for (Panel panel : loops.get(0).panels()) {
            assertThat(panel.series()).hasSize(6);
            for (int o = 0; o < 3; o++) {
                assertThat(panel.series().get(o).y()).isEqualTo(target.get(o).y());
                assertThat(panel.series().get(3 + o).y()).hasSize(40);
            }
        }
        Table table = of(run(3, 2), Table.class, "Closed loop").get(0);
        // 400 ms: first and last window are the same
        assertThat(table.rows()).allSatisfy(row -> {
            assertThat(row.get(2)).isEqualTo(row.get(3));
            assertThat(Double.parseDouble(row.get(1))).isBetween(0.1, 10.0);
        });
    }

    @Test
    void slopeOfAPowerLawIsItsExponent() {
        List<SizeAccuracy> accuracy = List.of(size(200, 0.04), size(400, 0.02), size(1600, 0.005));
        assertThat(SizeAccuracy.fit(accuracy, PopulationKind.SPIKING).slope()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void everyPromiseThatIsBrokenFails() {
        List<SizeAccuracy> good = List.of(size(200, 0.04), size(400, 0.02), size(1600, 0.007));
        List<SizeAccuracy> bad = List.of(size(200, 0.06), size(400, 0.05), size(1600, 0.04));
        assertThat(checks(good, 0.9, 0.5)).allMatch(Check::held).hasSize(9);
        assertThat(checks(bad, 1.1, 2)).noneMatch(Check::held).hasSize(9);
    }

    @Test
    void theNumberOfNeuronsIsItsOnlyOption() {
        assertThat(STUDY.with(tiny(1), "--neurons", 50)).satisfies(plan -> {
            assertThat(plan.neurons()).isEqualTo(50);
            assertThat(plan.step()).isEqualTo(tiny(1).step());
        });
        assertThatThrownBy(() -> STUDY.with(tiny(1), "--neurons", 7))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--neurons");
        assertThatThrownBy(() -> STUDY.with(tiny(1), "--samples", 7))
                .isInstanceOf(UserError.class)
                .hasMessage("--samples: expected a study that has this option, found 'controller'");
    }

    private static List<Check> checks(List<SizeAccuracy> accuracy, double largest, double lastError) {
        LoopTrace loop = new LoopTrace(
                Optional.of(PopulationKind.SPIKING),
                new double[0],
                new double[0],
                new double[0][],
                new double[0][],
                new double[0][],
                1,
                1,
                lastError,
                Optional.of(new Represented(largest, largest)),
                1);
        return ControllerChecks.of(accuracy, List.of(loop));
    }

    private static SizeAccuracy size(int neurons, double error) {
        Errors errors = new Errors(error, error, error);
        return new SizeAccuracy(neurons, errors, errors);
    }
}
