package org.apical.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of every kind hold the numbers that were written. */
class ReadersTest {
    @TempDir
    Path directory;

    /** A description of a file with a label, targets, inputs and labels; null leaves it out. */
    private TableFile table(String file, String label, List<String> targets, List<String> inputs, String labels) {
        return new TableFile(
                        file,
                        Optional.ofNullable(label),
                        targets,
                        inputs,
                        Optional.ofNullable(labels),
                        List.of(),
                        Optional.empty())
                .in(directory);
    }

    private static double[] row(Matrix matrix, int row) {
        double[] x = new double[matrix.columns()];
        for (int i = 0; i < x.length; i++) {
            x[i] = matrix.at(row, i);
        }
        return x;
    }

    @Test
    void aTableHasInputsAndTheNamesOfItsClasses() {
        DataFiles.write(directory, "t.csv", "\uFEFFb, kind ,a\n1.5,rose,-2e3\n\n .5 ,\"tulip, red\",+7\n3,rose,0\n");
        DataSet data = table("t.csv", "kind", List.of(), List.of(), null).read();
        assertThat(data.outputNames()).containsExactly("rose", "tulip, red");
        assertThat(data.labels().orElseThrow().of()).containsExactly(0, 1, 0);
        assertThat(row(data.inputs(), 1)).containsExactly(0.5, 7);
        assertThat(row(data.inputs(), 0)).containsExactly(1.5, -2000);
        DataSet chosen = table("t.csv", null, List.of("b"), List.of("a"), null).read();
        assertThat(row(chosen.inputs(), 0)).containsExactly(-2000);
        assertThat(row(chosen.targets().orElseThrow(), 2)).containsExactly(3);
    }

    @Test
    void numberedClassesAreInTheOrderOfTheirNumbers() {
        DataFiles.write(directory, "t.csv.gz", DataFiles.gzip("x,c\n1,10\n2,9\n3,10\n".getBytes()));
        DataSet data = table("t.csv.gz", "c", List.of(), List.of(), null).read();
        assertThat(data.outputNames()).containsExactly("9", "10");
        assertThat(data.labels().orElseThrow().of()).containsExactly(1, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"<f8, LITTLE_ENDIAN", ">f8, BIG_ENDIAN"})
    void doublesKeepTheirBitsInEitherByteOrder(String type, String order) {
        double[] numbers = {1 / 3.0, -Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 5, 6};
        ByteOrder bytes = order.startsWith("L") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        DataFiles.write(directory, "x.npy", DataFiles.npy(type, "(3, 2)", DataFiles.doubles(bytes, numbers)));
        DataFiles.write(directory, "y.npy", DataFiles.npy("<i8", "(3,)", DataFiles.longs(4, 4, -1)));
        DataSet data = table("x.npy", null, List.of(), List.of(), "y.npy").read();
        for (int k = 0; k < 6; k++) {
            assertThat(Double.doubleToRawLongBits(data.inputs().at(k / 2, k % 2)))
                    .isEqualTo(Double.doubleToRawLongBits(numbers[k]));
        }
        assertThat(data.outputNames()).containsExactly("-1", "4");
    }

    /** The least and largest numbers of each type, as two's complement or IEEE bytes written by hand. */
    @ParameterizedTest
    @CsvSource({
        "|u1, 00ff, 0, 255, Bytes",
        "|i1, 807f, -128, 127, Floats",
        "<i2, 0080ff7f, -32768, 32767, Floats",
        ">u2, 0000ffff, 0, 65535, Floats",
        "<i4, 00000080ffffff7f, -2147483648, 2147483647, Doubles",
        "<u4, 00000000ffffffff, 0, 4294967295, Doubles",
        ">i8, ffe00000000000000020000000000000, -9007199254740992, 9007199254740992, Doubles",
        "<u8, 00000000000000000000000000002000, 0, 9007199254740992, Doubles",
        "<f4, 00000080cdcccc3d, -0.0, 0.10000000149011612, Floats"
    })
    void everyTypeHasItsOwnNumbers(String type, String hex, String least, String most, String kept) {
        DataFiles.write(
                directory,
                "x.npy",
                DataFiles.npy(type, "(2, 1)", java.util.HexFormat.of().parseHex(hex)));
        DataFiles.write(directory, "y.npy", DataFiles.npy("|u1", "(2,)", new byte[2]));
        Matrix x = table("x.npy", null, List.of(), List.of(), "y.npy").read().inputs();
        assertThat(x.at(0, 0)).isEqualTo(Double.parseDouble(least));
        assertThat(x.at(1, 0)).isEqualTo(Double.parseDouble(most));
        assertThat(x.getClass().getSimpleName()).isEqualTo(kept);
    }

    @Test
    void anArchiveHoldsSeveralArraysAndVersionTwoIsRead() {
        byte[] x = DataFiles.npy(
                2,
                "{'shape': (2, 2, 1), 'fortran_order': False, 'descr': '<f8'}",
                DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4));
        byte[] y = DataFiles.npy("<f8", "(2, 3)", DataFiles.doubles(ByteOrder.LITTLE_ENDIAN, 5, 6, 7, 8, 9, 10));
        DataFiles.write(directory, "a.npz", DataFiles.npz("x", x, "other", new byte[3], "y", y));
        DataSet data = table("a.npz", null, List.of("y"), List.of("x"), null).read();
        assertThat(row(data.inputs(), 1)).containsExactly(3, 4);
        assertThat(row(data.targets().orElseThrow(), 1)).containsExactly(8, 9, 10);
    }

    @Test
    void imagesStayBytesAndAreScaledByTheirRange() {
        DataFiles.write(
                directory, "i.gz", DataFiles.gzip(DataFiles.idx(new byte[] {0, 51, (byte) 255, 1, 2, 3}, 2, 1, 3)));
        DataFiles.write(directory, "l", DataFiles.idx(new byte[] {1, 0}, 2));
        ImageFiles files = new ImageFiles("i.gz", "l", List.of("shirt", "shoe"), Optional.empty()).in(directory);
        DataSet data = files.read();
        assertThat(data.inputs()).isInstanceOf(Matrix.Bytes.class);
        assertThat(data.outputNames()).containsExactly("shirt", "shoe");
        Scaling.Scale scale = new Scaling.UnitRange().of(data.inputs(), new int[] {1});
        assertThat(scale.row(data.inputs(), 0)).containsExactly(0, 0.2, 1);
        // read once: the same arrays, not equal ones
        assertThat(files.read()).isSameAs(data);
    }

    @Test
    void otherTypesOfIdxAreBigEndian() {
        byte[] numbers = ByteBuffer.allocate(8).putInt(-5).putInt(7).array();
        DataFiles.write(directory, "i", DataFiles.idx(0x0c, numbers, 2, 1));
        DataFiles.write(directory, "l", DataFiles.idx(new byte[] {0, 1}, 2));
        Matrix x = new ImageFiles("i", "l", List.of(), Optional.empty())
                .in(directory)
                .read()
                .inputs();
        assertThat(x.at(0, 0)).isEqualTo(-5);
        assertThat(x.at(1, 0)).isEqualTo(7);
    }
}
