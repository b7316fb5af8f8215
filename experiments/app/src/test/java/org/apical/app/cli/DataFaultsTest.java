package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apical.app.data.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed data: one line, exit code 2, nothing written. */
class DataFaultsTest {
    private static final String IDX = "{images: i.gz, labels: l}";
    private static final String CSV = "{file: t.csv, label: c}";
    private static final String NPZ = "{file: a.npz, inputs: x, labels: y}";

    @TempDir
    Path directory;

    private CommandOutcome run(String data) {
        Path file = DataFiles.write(
                directory, "net.yaml", "data: " + data + "\nlayers:\n  - {name: h, units: 3}\n  - {name: o}\n");
        return CommandOutcome.of(
                "run", file.toString(), "--out", directory.resolve("run").toString());
    }

    private static byte[] header(String text) {
        return DataFiles.npy(1, text, new byte[64]);
    }

    private static byte[] npz(byte[] x) {
        return DataFiles.npz("x", x, "y", DataFiles.npy("|u1", "(2,)", new byte[2]));
    }

    /** 100 MB of zeros, which deflate makes 100 kB of. */
    private static byte[] bomb() {
        return npz(DataFiles.npy("|u1", "(2, 50000000)", new byte[100_000_000]));
    }

    /** Version 2 with a header of 3 GB. */
    private static byte[] longHeader() {
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0};
        return ByteBuffer.allocate(80)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(start)
                .putInt((int) 3_000_000_000L)
                .array();
    }

    static Stream<Arguments> malformed() {
        byte[] images = DataFiles.idx(new byte[] {1, 2, 3, 4}, 2, 2);
        byte[] doubles = DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, Double.NaN, 4);
        return Stream.of(
                Arguments.of(
                        IDX,
                        "i.gz",
                        DataFiles.gzip(Arrays.copyOf(images, 15)),
                        "i.gz: expected 4 bytes of numbers, found the end of the file after 3"),
                Arguments.of(
                        IDX, "i.gz", Arrays.copyOf(DataFiles.gzip(images), 20), "i.gz: expected a readable data file"),
                Arguments.of(
                        IDX,
                        "i.gz",
                        DataFiles.gzip(Arrays.copyOf(images, 17)),
                        "i.gz: expected the end of the file after 16 bytes, found more"),
                Arguments.of(
                        IDX,
                        "i.gz",
                        DataFiles.gzip(DataFiles.idx(new byte[4], 3_000, 1_000_000)),
                        "i.gz: expected at most 16777204 numbers in a file of this size, found a header that promises 3000000000 (uint8)"),
                Arguments.of(
                        IDX,
                        "i.gz",
                        DataFiles.gzip(DataFiles.idx(new byte[4], -1, -1, -1)),
                        "i.gz: expected sizes that a file can have"),
                Arguments.of(
                        IDX,
                        "i.gz",
                        DataFiles.gzip(DataFiles.idx(0x77, new byte[4], 2, 2)),
                        "i.gz: expected an IDX file, found another kind of file"),
                Arguments.of(
                        IDX,
                        "i.gz",
                        DataFiles.gzip(DataFiles.idx(new byte[6], 3, 2)),
                        "expected as many labels as inputs, 3, found 2"),
                Arguments.of(
                        "{images: i.gz, labels: l, classes: [a]}",
                        "i.gz",
                        DataFiles.gzip(images),
                        "sample 2: expected a label among the classes 0, found '1'"),
                Arguments.of(
                        CSV, "t.csv", "a,b,c\n1,2,x\n3,y\n".getBytes(), "t.csv: line 3: expected 3 values, found 2"),
                Arguments.of(CSV, "t.csv", "a,b\n1,2\n".getBytes(), "t.csv: expected the column c, found a, b"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "a,b,c\n1,two,x\n".getBytes(),
                        "t.csv: line 2, column b: expected a finite number, found 'two'"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "a,b,c\n1,NaN,x\n".getBytes(),
                        "t.csv: line 2, column b: expected a finite number, found 'NaN'"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "a,b,c\n1,1e999,x\n".getBytes(),
                        "t.csv: line 2, column b: expected a finite number, found '1e999'"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "a,b,c\n1,,x\n".getBytes(),
                        "t.csv: line 2, column b: expected a finite number, found ''"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "a,b,c\n1,2,\n".getBytes(),
                        "t.csv: line 2, column c: expected a label, found none"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "a,a,c\n1,2,x\n".getBytes(),
                        "t.csv: line 1: expected a name of its own for column 2, found 'a'"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "a,c\n".getBytes(),
                        "t.csv: expected at least one line below the header, found none"),
                Arguments.of(CSV, "t.csv", new byte[0], "t.csv: expected a header, found an empty file"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        new byte[] {'a', ',', 'c', '\n', (byte) 0xff, (byte) 0xfe},
                        "t.csv: expected a readable data file"),
                Arguments.of(CSV, "t.csv", "a,c\n\"1,x\n".getBytes(), "t.csv: expected a readable data file"),
                Arguments.of(
                        CSV,
                        "t.csv",
                        "c\nx\ny\n".getBytes(),
                        "t.csv: expected columns of inputs beside those of outputs, found none"),
                Arguments.of(
                        "{file: t.csv, label: c, test: 2}",
                        "t.csv",
                        "a,c\n1,x\n2,y\n".getBytes(),
                        "net.yaml: data.test (line 1): data.test must leave one of 2 samples to learn from"),
                Arguments.of(
                        "{file: t.csv, label: c, test: 0.01}",
                        "t.csv",
                        "a,c\n1,x\n2,y\n".getBytes(),
                        "net.yaml: data.test (line 1): data.test must be 1 to 2"),
                Arguments.of(
                        "{file: t.csv, label: c, classes: [x, z]}",
                        "t.csv",
                        "a,c\n1,x\n2,y\n".getBytes(),
                        "sample 2: expected a label among the classes x, z, found 'y'"),
                Arguments.of(
                        "{file: t.csv}",
                        "t.csv",
                        "a,c\n1,x\n".getBytes(),
                        "t.csv: expected either the key label (classes) or targets (a regression)"),
                Arguments.of(
                        "{file: none.csv, label: c}",
                        "t.csv",
                        new byte[0],
                        "none.csv: expected a data file, found no such file"),
                Arguments.of(
                        "{file: t.xls, label: c}",
                        "t.csv",
                        new byte[0],
                        "net.yaml: data.file (line 1): data.file must be called .csv, .csv.gz, .npz, .npy or .npy.gz, got t.xls"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(DataFiles.npy("|O", "(2, 2)", new byte[64])),
                        "a.npz: x: expected numbers, found an array of objects"),
                Arguments.of(NPZ, "a.npz", npz(DataFiles.npy("<c16", "(2, 2)", new byte[64])), "found the type '<c16'"),
                Arguments.of(NPZ, "a.npz", npz(DataFiles.npy("<U4", "(2, 2)", new byte[64])), "found the type '<U4'"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(header("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }")),
                        "expected a header with a type"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(header("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 4), }")),
                        "a.npz: x: expected C order, found Fortran order"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(header("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 9223372036854775807), }")),
                        "expected a shape that a file can have"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(header("{'descr': '<f8', 'fortran_order': False, 'shape': (), }")),
                        "found a single number"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(header("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4), }")),
                        "expected at least one sample"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(longHeader()),
                        "a.npz: x: expected a header of at most 65536 bytes, found 3000000000"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(DataFiles.npy("<f8", "(2, 2)", doubles)),
                        "a.npz: x: row 2, column 1: expected a finite number, found NaN"),
                Arguments.of(
                        NPZ,
                        "a.npz",
                        npz(DataFiles.npy("<i8", "(2, 1)", DataFiles.longs(1, 1L << 60))),
                        "a.npz: x: row 2, column 1: expected a finite number up to 2^53"),
                Arguments.of(NPZ, "a.npz", bomb(), "of so few compressed ones"),
                Arguments.of(NPZ, "a.npz", DataFiles.npz("z", new byte[3]), "a.npz: expected the array x, found z"),
                Arguments.of(NPZ, "a.npz", "PK no archive".getBytes(), "a.npz: expected a readable data file"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String data, String name, byte[] bytes, String message) {
        DataFiles.write(directory, "l", DataFiles.idx(new byte[] {0, 1}, 2));
        DataFiles.write(directory, name, bytes);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> run(data).isOneLine(message));
        assertThat(directory.resolve("run")).doesNotExist();
    }

    @Test
    void aHeldOutFileOfOtherColumnsOrClassesIsRefused() {
        DataFiles.write(directory, "t.csv", "a,c\n1,x\n2,y\n");
        DataFiles.write(directory, "u.csv", "a,c\n1,z\n");
        run("{file: t.csv, label: c, test: {file: u.csv}}")
                .isOneLine("u.csv: sample 1: expected a label among the classes x, y, found 'z'");
        DataFiles.write(directory, "u.csv", "a,b,c\n1,2,x\n");
        run("{file: t.csv, label: c, test: {file: u.csv}}")
                .isOneLine("u.csv: expected as many inputs as", "t.csv has, 1, found 2");
        assertThat(Files.exists(directory.resolve("run"))).isFalse();
    }

    /** Whether outputs are classes or targets. */
    @Test
    void moreSamplesThanAFileHoldsAreRefusedAtTheirKey() {
        DataFiles.write(directory, "t.csv", "a,b,c\n1,2,x\n3,4,y\n5,6,x\n");
        String message = "net.yaml: data.samples (line 1): data.samples must be 1 to 3";
        run("{file: t.csv, label: c, samples: 99}").isOneLine(message, "got 99");
        run("{file: t.csv, targets: [b], inputs: [a], samples: 99}").isOneLine(message, "got 99");
    }

    @Test
    void keysThatDoNotGoTogetherAreNamed() {
        run("{images: i, label: l}").isOneLine("net.yaml: data", "found the key 'label'");
        run("{set: svhn}")
                .isOneLine("net.yaml: data.set (line 1): expected one of digits, mnist, fashion-mnist, found 'svhn'");
        run("{generate: cosine}")
                .isOneLine("net.yaml: data.generate (line 1): expected one of xor, sine, student-teacher");
        run("{samples: 3}")
                .isOneLine("net.yaml: data (line 1): expected", "{set: one of digits", "{file: ...}", "{images: ...}");
        run("{generate: xor, test: many}")
                .isOneLine("net.yaml: data.test (line 1): expected a number > 0, found 'many'");
        run("{generate: xor, test: 1.5}").isOneLine("data.test (line 1)", "must be a share below 1 or a whole number");
    }
}
