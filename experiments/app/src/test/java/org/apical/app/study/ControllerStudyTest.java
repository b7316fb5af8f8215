package org.apical.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apical.app.check.Check;
import org.apical.app.compare.CompareResult.Represented;
import org.apical.app.store.StudyMetrics;
import org.apical.app.study.StudyResult.Errors;
import org.apical.app.study.StudyResult.LoopTrace;
import org.apical.app.study.StudyResult.SizeAccuracy;
import org.apical.network.ensemble.PopulationKind;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ControllerStudyTest {
    private static String metrics(StudyResult result) {
        return StudyMetrics.of(result)
                .lines()
                .filter(line -> !line.endsWith(",s"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void sameSeedGivesTheSameNumbersOnOneAndTwoThreads() {
        String one = metrics(TinyStudy.run(3, 1));
        assertThat(metrics(TinyStudy.run(3, 2))).isEqualTo(one).isNotEqualTo(metrics(TinyStudy.run(4, 2)));
        assertThat(one)
                .startsWith("controller,quantity,neurons,value,unit\n")
                .contains("spiking,step_error_integral_rms,200,", "rate,drift_at_zero_error,10,")
                .contains("ideal,loop_largest_control,,", "spiking,loop_error_last_second_rms,40,");
    }

    @Test
    void everyFigureHasItsNumbers() {
        StudyResult result = TinyStudy.run(3, 2);

        assertThat(result.tuning().hz()).hasNumberOfRows(24);
        // pairs mirror each other: the first rates backwards are those of its partner
        double[] positive = result.tuning().hz()[0].clone();
        double[] negative = result.tuning().hz()[12];
        for (int k = 0; k < positive.length; k++) {
            assertThat(positive[positive.length - 1 - k]).isCloseTo(negative[k], Offset.offset(1e-9));
        }
        assertThat(result.steps()).extracting(s -> s.neurons()).containsExactly(10, 40, 200);
        assertThat(result.steps().get(2).decoded()).hasSize(300);
        assertThat(result.raster().integrators().timesMs()).isNotEmpty().isSorted();
        assertThat(Arrays.stream(result.raster().errors().rows())).allMatch(row -> row >= 0 && row < 40);
        assertThat(result.accuracy().get(2).spiking().integral())
                .isLessThan(result.accuracy().get(0).spiking().integral());
        assertThat(result.loops()).extracting(LoopTrace::id).containsExactly("IDEAL", "RATE", "SPIKING");
        for (LoopTrace loop : result.loops()) {
            assertThat(loop.output()).hasDimensions(3, 40);
            assertThat(loop.target()).containsExactly(result.loops().get(0).target());
            assertThat(loop.largestControl()).isBetween(0.1, 10.0);
            // 400 ms: first and last window are the same
            assertThat(loop.firstError()).isEqualTo(loop.lastError());
        }
        assertThat(result.loops().get(0).represented()).isEmpty();
        assertThat(result.loops().get(2).represented()).isPresent();
    }

    @Test
    void slopeOfAPowerLawIsItsExponent() {
        List<SizeAccuracy> accuracy = List.of(size(200, 0.04), size(400, 0.02), size(1600, 0.005));
        assertThat(StudyChecks.slope(accuracy, PopulationKind.SPIKING)).isCloseTo(-1, Offset.offset(1e-12));
        assertThat(StudyChecks.fitted(accuracy, PopulationKind.SPIKING, 800)).isCloseTo(0.01, Offset.offset(1e-12));
    }

    @Test
    void everyPromiseThatIsBrokenFails() {
        List<SizeAccuracy> good = List.of(size(200, 0.04), size(400, 0.02), size(1600, 0.007));
        List<SizeAccuracy> bad = List.of(size(200, 0.06), size(400, 0.05), size(1600, 0.04));
        assertThat(checks(good, 0.9, 0.5)).allMatch(Check::held).hasSize(9);
        assertThat(checks(bad, 1.1, 2)).noneMatch(Check::held).hasSize(9);
    }

    private static List<Check> checks(List<SizeAccuracy> accuracy, double largest, double lastError) {
        LoopTrace loop = new LoopTrace(
                "SPIKING",
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
        return StudyChecks.of(new StudyResult(TinyStudy.settings(1), null, accuracy, List.of(), null, List.of(loop)));
    }

    private static SizeAccuracy size(int neurons, double error) {
        Errors errors = new Errors(error, error, error);
        return new SizeAccuracy(neurons, errors, errors);
    }
}
