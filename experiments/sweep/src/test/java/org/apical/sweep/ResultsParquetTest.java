package org.apical.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.store.RunDirectory;
import org.apical.app.sweep.SweepPlan;
import org.apical.app.sweep.SweepResult;
import org.apical.app.sweep.SweepRun;
import org.apical.app.sweep.Workers;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code results.parquet} holds what {@code results.csv} does, as types. */
class ResultsParquetTest {
    private static final String NETWORK = """
            data: {generate: xor, samples: 24, test: 8}
            layers:
              - {name: hidden, units: 3}
              - {name: classes, transfer: rectified}
            timing: {tauUMs: 400, freeMs: 10, warmupMs: 5, controlledMs: 10}
            learning: {epochs: 2, batch: 8}
            agreement: {samples: 1, settleMs: 20}
            formulations: [F1]
            grid:
              layers[0].transfer: [tanh, rectified]
              learning.optimiser.rate: [0.01, 2]
              seed: [1, 2]
            """;

    @TempDir
    Path directory;

    private final SweepPlan plan = SweepPlan.of(ExperimentFile.read("xor.yaml", NETWORK), MatrixProduct.detect());

    private Path sweep(String name) {
        RunDirectory out = RunDirectory.open(directory.resolve(name));
        SweepResult.write(
                plan,
                out,
                new SweepRun(plan, out).run(new Workers.Threads(2), (cell, state, error) -> {}, () -> false));
        return out.file("results.parquet");
    }

    @Test
    void holdsTheRowsOfTheTableInTheirOrder() throws IOException {
        Path file = sweep("one");
        List<String> table = new ArrayList<>();
        List<String> schema = new ArrayList<>();
        try (ParquetReader<Group> reader = reader(file)) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                if (table.isEmpty()) {
                    row.getType().getFields().forEach(field -> schema.add(field.toString()));
                }
                table.add(line(row));
            }
        }
        assertThat(schema)
                .containsExactly(
                        "required int32 cell",
                        "required binary layers[0].transfer (STRING)",
                        "required double learning.optimiser.rate",
                        "required int64 seed",
                        "required binary formulation (STRING)",
                        "required binary quantity (STRING)",
                        "optional binary layer (STRING)",
                        "optional int32 epoch",
                        "required double value",
                        "required binary unit (STRING)");
        List<String> csv = Files.readAllLines(file.resolveSibling("results.csv"));
        assertThat(csv.get(0))
                .isEqualTo(
                        "cell,layers[0].transfer,learning.optimiser.rate,seed,formulation,quantity,layer,epoch,value,unit");
        assertThat(table).hasSizeGreaterThan(50).isEqualTo(csv.subList(1, csv.size()));
    }

    @Test
    void isWrittenTheSameAgain() throws IOException {
        assertThat(Files.mismatch(sweep("one"), sweep("two"))).isEqualTo(-1);
    }

    /** As the table writes it; a rate of 2 is the double 2.0. */
    private static String line(Group row) {
        List<String> cells = new ArrayList<>();
        for (int field = 0; field < row.getType().getFieldCount(); field++) {
            String value = row.getFieldRepetitionCount(field) == 0 ? "" : row.getValueToString(field, 0);
            cells.add(field == 2 ? value.replaceFirst("\\.0$", "") : value);
        }
        return String.join(",", cells);
    }

    private static ParquetReader<Group> reader(Path file) throws IOException {
        return new ParquetReader.Builder<Group>(new LocalInputFile(file)) {
            @Override
            protected ReadSupport<Group> getReadSupport() {
                return new GroupReadSupport();
            }
        }.build();
    }
}
