package org.apical.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apical.app.UserError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    /** The three bytes "abc": the example of FIPS 180-4. */
    private static final CheckedFile ABC =
            new CheckedFile("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    @TempDir
    Path from;

    @TempDir
    Path into;

    private Path deep;

    @BeforeEach
    void makeDeep() throws IOException {
        deep = Files.createDirectories(from.resolve("package/data"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aFileIsFoundAtAnyDepthCompressedOrNot() throws IOException {
        DataFiles.write(deep, "abc", bytes("abc"));
        DataDirectory.take(ABC, from, into);
        assertThat(into.resolve("abc")).hasContent("abc");
        Files.delete(deep.resolve("abc"));
        Files.delete(into.resolve("abc"));
        DataFiles.write(deep, "abc.gz", DataFiles.gzip(bytes("abc")));
        DataDirectory.take(ABC, from, into);
        assertThat(ABC.fault(into)).isEmpty();
    }

    @Test
    void aDamagedFileIsReplacedAndKnownBeforeThat() throws IOException {
        DataFiles.write(into, "abc", bytes("abd"));
        assertThat(ABC.fault(into))
                .hasValueSatisfying(found -> assertThat(found).startsWith("SHA-256 a52d159f"));
        DataFiles.write(deep, "abc", bytes("abc"));
        DataDirectory.take(ABC, from, into);
        assertThat(ABC.fault(into)).isEmpty();
        assertThat(into).isDirectoryContaining(path -> path.endsWith("abc")).isDirectoryNotContaining("glob:**part*");
    }

    @Test
    void whatIsNotThePublishedFileIsRefusedAndNothingIsLeft() {
        for (String wrong : new String[] {"abd", "ab", "abcd", "a".repeat(1 << 20)}) {
            DataFiles.write(deep, "abc", bytes(wrong));
            assertThatThrownBy(() -> DataDirectory.take(ABC, from, into))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("abc: expected 3 bytes with SHA-256 ba7816bf")
                    .hasMessageContaining(
                            wrong.length() == 3 ? "SHA-256" : "found " + Math.min(wrong.length(), 4) + " bytes");
            assertThat(into).isEmptyDirectory();
        }
    }

    @Test
    void publishedSetsAreOfTheSizesOfTheirHeaders() {
        for (PublishedSet set : PublishedSet.values()) {
            assertThat(set.files()).hasSize(4);
            assertThat(set.files().get(0).bytes()).isEqualTo(47_040_016);
            assertThat(set.files().get(1).bytes()).isEqualTo(60_008);
            assertThat(set.files().get(2).bytes()).isEqualTo(7_840_016);
            assertThat(set.files().get(3).bytes()).isEqualTo(10_008);
            assertThat(set.files()).allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
            assertThat(DataDirectory.of(Optional.of(into.toString())).fault(set))
                    .contains("train-images-idx3-ubyte: no such file");
        }
    }
}
