package org.apical.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apical.app.UserError;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded compartment cases with one thing changed: refused in one line that names file and key before anything runs, or failed. */
class CompartmentCaseTest {
    @TempDir
    private Path directory;

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, Object> data = new HashMap<>();

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
        "compartment_adex, V_peak_mV, -50",
        "compartment_adex, V_peak_mV, 200",
        "compartment_adex, V_reset_mV, 0",
        "compartment_adex, record_dt_ms, 0.033",
        "compartment_adex, dt_fine_ms, 1e-6"
    })
    void anAttributeOutsideItsDomainIsNamed(String name, String attribute, double value) {
        attributes.put(attribute, value);
        assertRefused(name, "attribute " + attribute);
    }

    @Test
    void outputsAreAskedForBeforeAnythingRuns() {
        data.put("Vs_mV", new double[7]);
        assertRefused("compartment_passive_step", "Vs_mV", "expected shape (3001), found (7)");
    }

    @Test
    void spikesOfNeuronsThatAreNotThereAreNamed() {
        data.put("input_basal_index", filled(960, 50));
        assertRefused("compartment_lif_current", "input_basal_index", "0 .. 49", "found 50");
    }

    @Test
    void spikesOutOfOrderAreNamed() {
        int[] steps = filled(960, 100);
        steps[3] = 99;
        data.put("input_basal_step", steps);
        assertRefused("compartment_lif_current", "input_basal_step", "ascending", "found 99 after 100");
    }

    @Test
    void weightsWithoutRowsAreNamed() {
        data.put("weight_basal_pA", 3.0);
        assertRefused("compartment_lif_current", "weight_basal_pA", "found shape ()");
    }

    @Test
    void aRunWithoutEndIsRefused() {
        data.put("I_b_pA", new double[200_000]);
        assertRefused("compartment_adex", "Vs_mV", "(200000, 10001)");
    }

    /** Recorded times say nothing new, but must not say something else. */
    @Test
    void timesThatContradictTheirStepsFail() {
        data.put("t_ms", new double[3001]);
        assertThat(run("compartment_passive_step").passed()).isFalse();
    }

    @Test
    void anUnknownQuantityFails() {
        data.put("Vx_mV", new double[3]);
        Replay.Result result = run("compartment_passive_step");
        assertThat(result.notRecomputed()).containsExactly("Vx_mV");
        assertThat(result.passed()).isFalse();
    }

    @Test
    void anotherTraceFails() {
        data.put("Vs_mV", new double[3001]);
        assertThat(run("compartment_passive_step").passed()).isFalse();
    }

    private void assertRefused(String name, String... parts) {
        assertThatThrownBy(() -> run(name))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("changed.h5")
                .hasMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    /** The recorded case with the changes, written anew. */
    private Replay.Result run(String name) {
        Path changed = directory.resolve("changed.h5");
        try (HdfFile from = new HdfFile(ReplayTest.recording(name));
                WritableHdfFile to = HdfFile.write(changed)) {
            for (Attribute attribute : from.getAttributes().values()) {
                Object value = attributes.getOrDefault(attribute.getName(), attribute.getData());
                to.putAttribute(attribute.getName(), value);
            }
            copy(from, to, "");
        }
        return Replay.run(changed, 1e-9, MatrixProduct.detect());
    }

    private void copy(Group from, WritableGroup to, String prefix) {
        for (Node child : from.getChildren().values()) {
            String name = prefix + child.getName();
            if (child instanceof Group group) {
                copy(group, to.putGroup(child.getName()), name + "/");
            } else if (!data.containsKey(name)) {
                to.putDataset(child.getName(), ((Dataset) child).getData());
            }
        }
        if (prefix.isEmpty()) {
            data.forEach(to::putDataset);
        }
    }

    private static int[] filled(int size, int value) {
        int[] x = new int[size];
        java.util.Arrays.fill(x, value);
        return x;
    }
}
