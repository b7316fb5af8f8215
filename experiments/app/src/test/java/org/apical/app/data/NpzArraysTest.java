package org.apical.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.app.Python;
import org.apical.app.UserError;
import org.apical.app.data.NpzArrays.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzArraysTest {
    private static final double[] W1 = {-0.5, -0.25, 0, 0.25, 0.5, 0.75};
    private static final byte[] NUMBERS = DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, W1);

    @TempDir
    Path directory;

    private static Map<String, Array> expected() {
        Map<String, Array> all = new LinkedHashMap<>();
        all.put("W1", new Array(new int[] {2, 3}, new double[6]));
        all.put("b1", new Array(new int[] {2}, new double[2]));
        all.put("W2", new Array(new int[] {1, 2}, new double[2]));
        all.put("b2", new Array(new int[] {1}, new double[1]));
        return all;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("w.npz"), bytes);
    }

    private void refused(byte[] bytes, String... parts) throws IOException {
        Path file = file(bytes);
        assertThatThrownBy(() -> NpzArrays.read(file, expected()))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(parts)
                .hasMessageStartingWith(file.toString())
                .hasMessageNotContaining("\n");
    }

    private byte[] recorded(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void readsWhatNumpyWrote() throws IOException {
        Map<String, double[]> read = NpzArrays.read(file(recorded("numpy-2.4.6.npz")), expected());
        assertThat(read).containsOnlyKeys("W1", "b1", "W2", "b2");
        assertThat(read.get("W1")).containsExactly(W1);
        assertThat(read.get("b1")).containsExactly(0.1, -1e-300);
        assertThat(read.get("W2")).containsExactly(1.5, -0.25);
        assertThat(read.get("b2")).containsExactly(3);
        Map<String, double[]> compressed = NpzArrays.read(file(recorded("numpy-2.4.6-compressed.npz")), expected());
        assertThat(compressed.get("W1")).containsExactly(W1);
        assertThat(compressed).containsOnlyKeys("W1", "b1");
    }

    @Test
    void writesItsOwnBytesAndReadsThemBack() throws IOException {
        Map<String, Array> all = expected();
        all.replaceAll((name, array) -> new Array(
                array.shape(), Arrays.stream(array.values()).map(x -> Math.PI).toArray()));
        all.put("W1", new Array(new int[] {2, 3}, W1));
        Path first = directory.resolve("first.npz");
        Path second = directory.resolve("second.npz");
        NpzArrays.write(first, "F1", all);
        NpzArrays.write(second, "F1", all);
        assertThat(first).hasSameBinaryContentAs(second);
        Map<String, double[]> read = NpzArrays.read(first, expected());
        assertThat(read).hasSameSizeAs(all);
        all.forEach((name, array) -> assertThat(read.get(name)).containsExactly(array.values()));
    }

    @Test
    void numpyReadsAndWritesTheSameNumbers() throws IOException, InterruptedException {
        Python python = Python.with("numpy");
        Map<String, Array> all = expected();
        double[] edge = {Double.MIN_VALUE, -0.0, 1.0 / 3, -Double.MAX_VALUE, 1e-17, Math.nextUp(1.0)};
        all.put("W1", new Array(new int[] {2, 3}, edge));
        NpzArrays.write(directory.resolve("here.npz"), "F1, epoch 3", all);
        String printed = python.run(directory, """
                import numpy, zipfile
                numpy.seterr(all="ignore")
                with numpy.load("here.npz") as z:
                    arrays = dict(z)
                assert zipfile.ZipFile("here.npz").testzip() is None
                assert all(a.dtype == numpy.float64 and a.flags.c_contiguous for a in arrays.values())
                print({k: a.shape for k, a in arrays.items()}, [x.hex() for x in arrays["W1"].ravel().tolist()])
                numpy.savez("there.npz", **arrays)
                numpy.savez_compressed("packed.npz", W1=arrays["W1"].astype(numpy.float32))
                """);
        assertThat(printed)
                .startsWith("{'W1': (2, 3), 'b1': (2,), 'W2': (1, 2), 'b2': (1,)}")
                .contains("0x0.0000000000001p-1022", "-0x0.0p+0", "0x1.5555555555555p-2", "0x1.0000000000001p+0");
        Map<String, double[]> back = NpzArrays.read(directory.resolve("there.npz"), expected());
        assertThat(back).hasSameSizeAs(all);
        assertThat(Arrays.stream(back.get("W1")).mapToLong(Double::doubleToRawLongBits))
                .containsExactly(Arrays.stream(edge)
                        .mapToLong(Double::doubleToRawLongBits)
                        .boxed()
                        .toArray(Long[]::new));
        assertThatThrownBy(() -> NpzArrays.read(directory.resolve("packed.npz"), expected()))
                .hasMessageContaining("found -Infinity");
    }

    @Test
    void whatIsNotExpectedIsRefused() throws IOException {
        byte[] w1 = DataFiles.npy("<f8", "(2, 3)", NUMBERS);
        refused(DataFiles.npz("W3", w1), "expected no other arrays than W1 (2 x 3), b1 (2)", "found W3");
        refused(DataFiles.npz("../W1", w1), "found ../W1");
        refused(DataFiles.npz("/etc/W1", w1), "found /etc/W1");
        refused(DataFiles.npz("W1.npy", w1), "found W1.npy");
        refused(DataFiles.npz("w\u001b[31m", w1), "found w\\u001b[31m");
        refused(DataFiles.npz(), "expected");
        refused(
                DataFiles.npz("W1", DataFiles.npy("<f8", "(3, 2)", NUMBERS)),
                "W1: expected the shape (2, 3), found (3, 2)");
        refused(DataFiles.npz("W1", DataFiles.npy("<f8", "(6,)", NUMBERS)), "found (6)");
        refused(DataFiles.npz("W1", DataFiles.npy("<f8", "()", NUMBERS)), "found ()");
        refused(
                DataFiles.npz("W1", DataFiles.npy("<i8", "(2, 3)", NUMBERS)),
                "expected float32 or float64, found int64");
        refused(DataFiles.npz("W1", DataFiles.npy("|O", "(2, 3)", NUMBERS)), "objects");
        refused(DataFiles.npz("W1", DataFiles.npy("<c16", "(2, 3)", NUMBERS)), "found the type '<c16'");
        refused(
                DataFiles.npz(
                        "W1", DataFiles.npy(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", NUMBERS)),
                "found Fortran order");
        refused(
                DataFiles.npz(
                        "W1",
                        DataFiles.npy(
                                "<f8",
                                "(2, 3)",
                                DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, Double.NaN))),
                "W1: row 2, column 3",
                "found NaN");
        refused(DataFiles.npz("W1", DataFiles.npy("<f8", "(2, 3)", Arrays.copyOf(NUMBERS, 40))), "W1: expected", "40");
        refused(DataFiles.npz("W1", DataFiles.npy("<f8", "(2, 3)", Arrays.copyOf(NUMBERS, 49))), "expected the end");
        refused(DataFiles.npz("W1", DataFiles.npy("<f8", "(2000000000, 2000000000)", NUMBERS)), "expected the shape");
        refused(DataFiles.npz("W1", new byte[20 << 20]), "expected at most");
    }

    /** Two entries of one name: the second is written under another of the same length, which is then changed in both places. */
    @Test
    void twoArraysOfOneNameAreRefused() throws IOException {
        byte[] w1 = DataFiles.npy("<f8", "(2, 3)", NUMBERS);
        byte[] bytes = DataFiles.npz("W1", w1, "X1", w1);
        for (int k = 0; k + 1 < bytes.length; k++) {
            if (bytes[k] == 'X' && bytes[k + 1] == '1') {
                bytes[k] = 'W';
            }
        }
        refused(bytes, "expected one array W1, found two");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        refused(new byte[0], "expected an archive of NumPy arrays");
        refused("W1 = 3".getBytes(java.nio.charset.StandardCharsets.UTF_8), "expected an archive of NumPy arrays");
        refused(DataFiles.npy("<f8", "(2, 3)", NUMBERS), "expected an archive of NumPy arrays");
        assertThatThrownBy(() -> NpzArrays.read(directory.resolve("absent.npz"), expected()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> NpzArrays.read(directory, expected())).isInstanceOf(UserError.class);
    }

    /** Cut anywhere, or with any bit of a number turned over. */
    @ParameterizedTest
    @ValueSource(strings = {"numpy-2.4.6.npz", "numpy-2.4.6-compressed.npz"})
    void damageIsRefused(String name) throws IOException {
        byte[] whole = recorded(name);
        Map<String, double[]> sound = NpzArrays.read(file(whole), expected());
        for (int length = 0; length < whole.length; length += 7) {
            refused(Arrays.copyOf(whole, length), "expected");
        }
        int refused = 0;
        for (int k = 0; k < whole.length; k++) {
            byte[] turned = whole.clone();
            turned[k] ^= 4;
            try {
                // what is not refused is what a ZIP file says twice and is read once
                NpzArrays.read(file(turned), expected())
                        .forEach((array, values) -> assertThat(values).containsExactly(sound.get(array)));
            } catch (UserError e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 3);
    }
}
