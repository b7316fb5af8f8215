package org.apical.neuron.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** 5.10: what units draw. */
class ScatterTest {
    private static final int UNITS = 20_000;
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final List<ToDoubleFunction<PyramidalCell>> CONDUCTANCES = List.of(
            c -> c.soma().leakNanoS() / CELL.soma().leakNanoS(),
            c -> c.membrane(1).leakNanoS() / CELL.membrane(1).leakNanoS(),
            c -> c.membrane(2).leakNanoS() / CELL.membrane(2).leakNanoS(),
            c -> c.couplingNanoS(1) / CELL.couplingNanoS(1),
            c -> c.couplingNanoS(2) / CELL.couplingNanoS(2));
    private static final List<ToDoubleFunction<PyramidalCell>> CAPACITANCES = List.of(
            c -> c.soma().capacitancePicoF() / CELL.soma().capacitancePicoF(),
            c -> c.membrane(1).capacitancePicoF() / CELL.membrane(1).capacitancePicoF(),
            c -> c.membrane(2).capacitancePicoF() / CELL.membrane(2).capacitancePicoF());

    private static List<UnitNeuron> draw(Scatter scatter, int units) {
        return scatter.draw(CELL, units, 1, new RandomStreams(3));
    }

    /** Standard errors of mean and CV over 20 000 draws: CV / 141 and, of a log-normal number with CV 0.4, some CV / 90. */
    @Test
    void meanAndCoefficientOfVariationAreThoseStated() {
        List<UnitNeuron> drawn = draw(new Scatter(0.4, 0.2, 1.5, 0.3), UNITS);
        for (ToDoubleFunction<PyramidalCell> conductance : CONDUCTANCES) {
            assertLogNormal(drawn, unit -> conductance.applyAsDouble(unit.cell()), 0.4);
        }
        for (ToDoubleFunction<PyramidalCell> capacitance : CAPACITANCES) {
            assertLogNormal(drawn, unit -> capacitance.applyAsDouble(unit.cell()), 0.2);
        }
        assertLogNormal(drawn, UnitNeuron::basalTau, 0.3);
        assertLogNormal(drawn, UnitNeuron::apicalTau, 0.3);
        DescriptiveStatistics threshold = over(drawn, UnitNeuron::thresholdMv);
        assertThat(threshold.getMean()).isCloseTo(0, within(5 * 1.5 / Math.sqrt(UNITS)));
        assertThat(threshold.getStandardDeviation()).isCloseTo(1.5, within(5 * 1.5 / Math.sqrt(2.0 * UNITS)));
    }

    private static void assertLogNormal(List<UnitNeuron> drawn, ToDoubleFunction<UnitNeuron> of, double cv) {
        DescriptiveStatistics x = over(drawn, of);
        assertThat(x.getMean()).isCloseTo(1, within(5 * cv / Math.sqrt(UNITS)));
        assertThat(x.getStandardDeviation() / x.getMean()).isCloseTo(cv, within(0.05 * cv));
        DescriptiveStatistics log = over(drawn, unit -> Math.log(of.applyAsDouble(unit)));
        double s = Math.sqrt(Math.log1p(cv * cv));
        assertThat(log.getStandardDeviation()).isCloseTo(s, within(5 * s / Math.sqrt(2.0 * UNITS)));
        // of a normal number 0, of one that is log-normal with this CV > 0.6
        assertThat(log.getSkewness()).isCloseTo(0, within(5 * Math.sqrt(6.0 / UNITS)));
    }

    private static DescriptiveStatistics over(List<UnitNeuron> drawn, ToDoubleFunction<UnitNeuron> of) {
        return new DescriptiveStatistics(drawn.stream().mapToDouble(of).toArray());
    }

    @Test
    void parametersAreIndependent() {
        List<UnitNeuron> drawn = draw(new Scatter(0.2, 0.2, 1, 0.2), UNITS);
        double[][] x = drawn.stream()
                .map(unit -> new double[] {
                    unit.basalTau(),
                    unit.apicalTau(),
                    unit.thresholdMv(),
                    CONDUCTANCES.get(0).applyAsDouble(unit.cell()),
                    CONDUCTANCES.get(1).applyAsDouble(unit.cell()),
                    CONDUCTANCES.get(3).applyAsDouble(unit.cell()),
                    CAPACITANCES.get(0).applyAsDouble(unit.cell()),
                    CAPACITANCES.get(2).applyAsDouble(unit.cell())
                })
                .toArray(double[][]::new);
        double[][] r = new PearsonsCorrelation(x).getCorrelationMatrix().getData();
        for (int i = 0; i < r.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(r[i][j]).isCloseTo(0, within(5 / Math.sqrt(UNITS)));
            }
        }
    }

    @Test
    void withoutScatterEveryUnitIsTheCellToTheBit() {
        for (UnitNeuron unit : draw(new Scatter(0, 0, 0, 0), 50)) {
            assertThat(unit.cell()).isEqualTo(CELL);
            assertThat(unit.thresholdMv()).isZero();
            assertThat(unit.basalTau()).isEqualTo(1);
            assertThat(unit.apicalTau()).isEqualTo(1);
        }
    }

    /** What one parameter draws, others do not change, nor do other units; a larger CV stretches the same numbers. */
    @Test
    void everyParameterOfEveryUnitHasNumbersOfItsOwn() {
        List<UnitNeuron> all = draw(new Scatter(0.1, 0.2, 1, 0.3), 30);
        List<UnitNeuron> some = draw(new Scatter(0, 0.2, 2, 0), 10);
        for (int unit = 0; unit < some.size(); unit++) {
            assertThat(some.get(unit).thresholdMv()).isEqualTo(2 * all.get(unit).thresholdMv());
            assertThat(some.get(unit).cell().capacitancesPicoF())
                    .isEqualTo(all.get(unit).cell().capacitancesPicoF());
            assertThat(some.get(unit).cell().conductanceMatrixNanoS()).isEqualTo(CELL.conductanceMatrixNanoS());
        }
        assertThat(all.get(0)).isNotEqualTo(all.get(1));
        assertThat(new Scatter(0.1, 0.2, 1, 0.3).draw(CELL, 30, 2, new RandomStreams(3)))
                .doesNotContainAnyElementsOf(all);
    }
}
