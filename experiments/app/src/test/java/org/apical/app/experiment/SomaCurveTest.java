package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SharedEscape;
import org.apical.neuron.transfer.FiCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SomaCurveTest {
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final Spikes ADEX =
            new Spikes(new AdaptiveExponential(2, -50.4, 0, -70.6, 0, 4, 20, 144), 10, 5, 0, 0.1);

    @TempDir
    private Path cache;

    private FiCurve curve() {
        return SomaCurve.of(ADEX, CELL, 1, cache).orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    /** It is silent at rest and rises above its threshold; what is read back is what was measured. */
    @Test
    void aMeasuredCurveIsKept() throws IOException {
        FiCurve measured = curve();
        assertThat(measured.rateHz(CELL.restMv())).isZero();
        assertThat(measured.rateHz(CELL.restMv() + 50)).isGreaterThan(measured.rateHz(CELL.restMv() + 35));
        assertThat(files()).hasSize(1);
        FiCurve read = curve();
        for (double mv = -75; mv < 0; mv += 0.7) {
            assertThat(read.rateHz(mv)).isEqualTo(measured.rateHz(mv));
        }
    }

    /** A file that is not whole is measured again, with the same numbers. */
    @Test
    void aDamagedFileIsMeasuredAgain() throws IOException {
        FiCurve measured = curve();
        Path file = files().get(0);
        String whole = Files.readString(file);
        for (String damaged : List.of("", whole.substring(0, whole.length() / 2), "NaN\n" + whole, "x" + whole)) {
            Files.writeString(file, damaged);
            assertThat(curve().rateHz(-20)).isEqualTo(measured.rateHz(-20));
            assertThat(Files.readString(file)).isEqualTo(whole);
        }
    }

    /** Another parameter is another curve. */
    @Test
    void everyParameterCounts() throws IOException {
        curve();
        SomaCurve.of(new Spikes(ADEX.soma(), 10, 5, 0, 0.1), CELL, 0.5, cache);
        SomaCurve.of(
                new Spikes(new AdaptiveExponential(2, -50.4, 0, -70.6, 0, 4, 21, 144), 10, 5, 0, 0.1), CELL, 1, cache);
        SomaCurve.of(new Spikes(ADEX.soma(), 10, 5, 0, 0.25), CELL, 1, cache);
        assertThat(files()).hasSize(4);
    }

    /** What has a closed form is not measured; neurons that share potentials have no curve of their own. */
    @Test
    void closedFormsComeFirst() throws IOException {
        Spikes lif = new Spikes(LeakyIntegrateAndFire.standard(), 10, 5, 0, 0.1);
        FiCurve closed = SomaCurve.of(lif, CELL, 1, cache).orElseThrow();
        assertThat(closed.rateHz(-50))
                .isCloseTo(lif.soma().fiCurve(CELL).orElseThrow().sample(0, 1).rateHz(-50), within(0.0));
        assertThat(SomaCurve.of(new Spikes(new SharedEscape(), 10, 5, 0, 0.1), CELL, 1, cache))
                .isEmpty();
        assertThat(files()).isEmpty();
    }
}
