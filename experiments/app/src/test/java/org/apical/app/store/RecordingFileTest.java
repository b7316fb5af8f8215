package org.apical.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FixedPoint;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apical.app.compare.Comparison;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.compare.PresentationTrace;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Kept.Variable;
import org.apical.app.task.Score;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written can be read back, in the SONATA layout. */
class RecordingFileTest {
    @TempDir
    Path directory;

    @Test
    void recordingReadsBackAsItWasMeasured() {
        ComparisonResult result = untrained();
        Path path = directory.resolve("recording.h5");
        RecordingFile.write(result, "0123456789abcdef", path);

        try (HdfFile hdf = new HdfFile(path)) {
            assertThat(hdf.getAttribute("magic").getData()).isEqualTo(0x0A7A);
            assertThat(hdf.getAttribute("run").getData()).isEqualTo("0123456789abcdef");
            for (PresentationTrace trace : result.traces()) {
                String population = "/report/" + trace.formulation() + "_hidden/";
                float[][] data =
                        (float[][]) hdf.getDatasetByPath(population + "data").getData();
                assertThat(data).hasDimensions(trace.timeMs().length, 3 * 64);
                assertThat(data[7][5 * 3 + 1])
                        .isEqualTo((float) trace.layers().get(0).potentials().get(Variable.BASAL)[7][5]);
                long[] pointers = unsigned(hdf, population + "mapping/index_pointers");
                assertThat(pointers).hasSize(65).endsWith(3 * 64);
            }
            Node events = hdf.getByPath("/apical_events/F2_hidden");
            PresentationTrace graded = result.traces().get(1);
            int found = graded.apicalEvents(
                            graded.layers().get(0), result.experiment().record())
                    .units()
                    .length;
            assertThat(events.getAttribute("above_mV").getData()).isEqualTo(-35.0);
            assertThat(events.getAttribute("events").getData()).isEqualTo(found);
            assertThat(((Group) hdf.getByPath("/spikes/F3_hidden")).getChildren())
                    .doesNotContainKey("place_in_burst");
            double[] times = (double[])
                    hdf.getDatasetByPath("/spikes/F3_hidden/timestamps").getData();
            assertThat(times).isSorted().hasSizeGreaterThan(1000);
            assertThat(hdf.getDatasetByPath("/spikes/F3_hidden/timestamps")
                            .getAttribute("units")
                            .getData())
                    .isEqualTo("ms");
        }
    }

    /** A spike finds the potentials of its unit by its node id, and they are those at the time of the spike. */
    @Test
    void nodeIdsMeanTheSameInReportsSpikesAndEvents() {
        ComparisonResult result = untrained();
        Path path = directory.resolve("recording.h5");
        RecordingFile.write(result, "0123456789abcdef", path);
        PresentationTrace trace = result.traces().get(2);
        PresentationTrace.LayerTrace hidden = trace.layers().get(0);
        try (HdfFile hdf = new HdfFile(path)) {
            long[] nodes = unsigned(hdf, "/report/F3_hidden/mapping/node_ids");
            long[] spiking = unsigned(hdf, "/spikes/F3_hidden/node_ids");
            for (String group : List.of("/report", "/spikes", "/apical_events")) {
                assertThat(hdf.getByPath(group + "/F3_hidden")
                                .getAttribute("recorded_neurons_per_unit")
                                .getData())
                        .isEqualTo(10);
            }
            assertThat(hdf.getByPath("/report/F2_hidden")
                            .getAttribute("recorded_neurons_per_unit")
                            .getData())
                    .isEqualTo(1);
            assertThat(unsigned(hdf, "/report/F2_hidden/mapping/node_ids")).startsWith(0, 1, 2);
            float[][] data =
                    (float[][]) hdf.getDatasetByPath("/report/F3_hidden/data").getData();
            double[] times = (double[])
                    hdf.getDatasetByPath("/spikes/F3_hidden/timestamps").getData();
            double[] interval = (double[])
                    hdf.getDatasetByPath("/report/F3_hidden/mapping/time").getData();
            Set<Long> units = new HashSet<>();
            for (int k = 0; k < spiking.length; k++) {
                // the row whose node is neuron 0 of the neuron that fired
                int row = Arrays.binarySearch(nodes, spiking[k] - spiking[k] % 10);
                assertThat(row).isNotNegative();
                int state = (int) Math.round(times[k] / interval[2]);
                int unit = hidden.spikes().neurons()[k] / 10;
                assertThat(data[state][3 * row])
                        .isEqualTo((float) hidden.potentials().get(Variable.SOMA)[state][unit]);
                units.add(nodes[row]);
            }
            assertThat(units).hasSizeGreaterThan(32);
        }
    }

    /** Numbers of a type without sign. */
    private static long[] unsigned(HdfFile hdf, String path) {
        Dataset dataset = hdf.getDatasetByPath(path);
        assertThat(((FixedPoint) dataset.getDataType()).isSigned()).as(path).isFalse();
        return Arrays.stream((BigInteger[]) dataset.getData())
                .mapToLong(BigInteger::longValueExact)
                .toArray();
    }

    private static ComparisonResult untrained() {
        Experiment experiment = ExperimentFile.embedded("digits.yaml")
                .with("test", "learning.epochs", "0")
                .with("test", "data", "{set: digits, train: 32, test: 20}")
                .with("test", "agreement", "{samples: 1, settleMs: 100}")
                .experiment(MatrixProduct.detect());
        ComparisonListener silent = new ComparisonListener() {
            @Override
            public void begin(String id, String title, long total) {}

            @Override
            public void progress(long done) {}

            @Override
            public void preTrained(double conditionTwo) {}

            @Override
            public void epoch(int epoch, Score score, double test) {}

            @Override
            public void end(FormulationResult result) {}
        };
        try (LaneBlocks lanes = new LaneBlocks(2)) {
            ComparisonResult result =
                    Comparison.run(new Formulations(experiment, MatrixProduct.detect()), lanes, silent);
            assertThat(result.layerNames()).isEqualTo(List.of("hidden", "output"));
            return result;
        }
    }
}
