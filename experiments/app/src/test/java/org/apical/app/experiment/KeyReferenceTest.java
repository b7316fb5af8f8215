package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KeyReferenceTest {
    /** What stands in the documents is what the code reads; where it is not, target/keys.md is what belongs there. */
    @Test
    void theReferenceInTheDocumentsIsThatOfTheCode() throws IOException {
        Path generated = Path.of("target", "keys.md");
        String head = """
                # Keys of an experiment

                Generated from the code (KeyReferenceTest); `–`: optional, nothing unless it is given. A section that names kinds takes one of them by its name, or with parameters.

                """;
        Files.writeString(generated, head + ExperimentFile.reference());
        assertThat(Path.of("..", "docs", "keys.md")).hasSameTextualContentAs(generated);
    }
}
