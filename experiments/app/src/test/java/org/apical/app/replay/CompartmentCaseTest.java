package org.apical.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apical.app.UserError;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded compartment cases with one thing changed: refused in one line that names file and key before anything runs, or failed. */
class CompartmentCaseTest {
    @TempDir
    private Path directory;

    private final ChangedCase changed = new ChangedCase();

    @ParameterizedTest
    @CsvSource({
        "compartment_lif_current, C_s_pF, -1",
        "compartment_lif_current, gL_b_nS, 0",
        "compartment_lif_current, g_as_nS, 1e9",
        "compartment_lif_current, tau_b_ms, -5",
        "compartment_lif_current, dt_ms, 0",
        "compartment_lif_current, n_steps, 1e9",
        "compartment_lif_current, n_steps, 2.5",
        "compartment_lif_current, V_reset_mV, -55",
        "compartment_lif_current, synaptic_delay_steps, -1",
        "compartment_lif_current, synaptic_delay_steps, 1e6",
        "compartment_lif_current, format_version, 2",
        "compartment_lif_conductance, dt_fine_ms, 1e-9",
        "compartment_lif_conductance, dt_fine_ms, 0.03",
        "compartment_lif_conductance, I_s_pA, 2.5",
        "compartment_network, n_input, 0",
        "compartment_network, projections, 0",
        "compartment_network, tau_nmda_ms, 0",
        "compartment_network, record_dt_ms, 0.25",
        "compartment_adex, V_peak_mV, -50",
        "compartment_adex, V_peak_mV, 200",
        "compartment_adex, V_reset_mV, 0",
        "compartment_adex, record_dt_ms, 0.033",
        "compartment_adex, dt_fine_ms, 1e-6"
    })
    void anAttributeOutsideItsDomainIsNamed(String name, String attribute, double value) {
        changed.attribute(attribute, value);
        assertRefused(name, "attribute " + attribute);
    }

    @Test
    void outputsAreAskedForBeforeAnythingRuns() {
        changed.data("Vs_mV", new double[7]);
        assertRefused("compartment_passive_step", "Vs_mV", "expected shape (3001), found (7)");
    }

    @Test
    void spikesOfNeuronsThatAreNotThereAreNamed() {
        changed.data("input_basal_index", filled(960, 50));
        assertRefused("compartment_lif_current", "input_basal_index", "0 .. 49", "found 50");
    }

    @Test
    void spikesOutOfOrderAreNamed() {
        int[] steps = filled(960, 100);
        steps[3] = 99;
        changed.data("input_basal_step", steps);
        assertRefused("compartment_lif_current", "input_basal_step", "ascending", "found 99 after 100");
    }

    @Test
    void weightsWithoutRowsAreNamed() {
        changed.data("weight_basal_pA", 3.0);
        assertRefused("compartment_lif_current", "weight_basal_pA", "found shape ()");
    }

    @Test
    void aRunWithoutEndIsRefused() {
        changed.data("I_b_pA", new double[200_000]);
        assertRefused("compartment_adex", "Vs_mV", "(200000, 10001)");
    }

    /** Recorded times say nothing new, but must not say something else. */
    @Test
    void timesThatContradictTheirStepsFail() {
        changed.data("t_ms", new double[3001]);
        assertThat(run("compartment_passive_step").passed()).isFalse();
    }

    @Test
    void anUnknownQuantityFails() {
        changed.data("Vx_mV", new double[3]);
        Replay.Result result = run("compartment_passive_step");
        assertThat(result.notRecomputed()).containsExactly("Vx_mV");
        assertThat(result.passed()).isFalse();
    }

    @Test
    void anotherTraceFails() {
        changed.data("Vs_mV", new double[3001]);
        assertThat(run("compartment_passive_step").passed()).isFalse();
    }

    /** A network in which one constant is off by a millionth has other potentials. */
    @ParameterizedTest
    @ValueSource(strings = {"tau_ampa_ms", "tau_gaba_ms", "tau_nmda_ms", "E_gaba_mV", "Mg_mM"})
    void aSynapseThatIsOffByAMillionthFails(String attribute) {
        changed.scaled(attribute, 1 + 1e-6);
        assertThat(run("compartment_network").passed()).isFalse();
    }

    @Test
    void aPopulationThatExcitesAndInhibitsIsRefused() {
        changed.attribute("projection0", "onto", "gaba_basal");
        assertRefused("compartment_network", "projection1", "attribute onto", "Dale's law", "found nmda_basal");
    }

    @Test
    void aSourceThatIsNotThereIsNamed() {
        changed.attribute("projection3", "source", "e4");
        assertRefused("compartment_network", "projection3", "attribute source", "e1", "'e4'");
    }

    /** What the conditioning of a case allows for is rounding, not another neuron. */
    @ParameterizedTest
    @CsvSource({
        "compartment_adex, C_s_pF",
        "compartment_adex, b_pA",
        "compartment_adex_chaotic, C_s_pF",
        "compartment_adex_chaotic, g_as_nS",
        "compartment_adex_chaotic, V_reset_mV",
        "compartment_adex_chaotic, b_pA",
        "compartment_adex_chaotic, tau_w_ms"
    })
    void aParameterThatIsOffByAMillionthFails(String name, String attribute) {
        changed.scaled(attribute, 1 + 1e-6);
        assertThat(run(name).passed()).isFalse();
    }

    private void assertRefused(String name, String... parts) {
        assertThatThrownBy(() -> run(name))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("changed.h5")
                .hasMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private Replay.Result run(String name) {
        return Replay.run(changed.write(name, directory), 1e-9, MatrixProduct.detect());
    }

    private static int[] filled(int size, int value) {
        int[] x = new int[size];
        java.util.Arrays.fill(x, value);
        return x;
    }
}
