package org.apical.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents say of code and of each other: sections that the code cites, tests that are named, links, and examples. */
class DocumentsTest {
    private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String SECTION = "\\d+(?:\\.\\d+)?";
    private static final Pattern CITED =
            Pattern.compile("physics\\.md (" + SECTION + "(?:(?:, | to | and )" + SECTION + ")*)");
    private static final Pattern MAPPED =
            Pattern.compile("<td>(" + SECTION + "(?:(?:, | to | and )" + SECTION + ")*): ");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    void everySectionOfThePhysicsThatIsCitedIsThere() throws IOException {
        Set<String> sections = matches(Pattern.compile("(?m)^###? (" + SECTION + ") "), read(physics())).stream()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());
        int cited = 0;
        for (Path file : files(".java")) {
            String text = read(file).replaceAll("\\R\\s*\\*\\s*", " ");
            List<MatchResult> found = new ArrayList<>(matches(CITED, text));
            if (text.contains("physics.md")) {
                found.addAll(matches(MAPPED, text));
            }
            for (MatchResult citation : found) {
                assertThat(sections)
                        .as("sections that %s cites", file)
                        .contains(citation.group(1).split(", | to | and "));
                cited++;
            }
        }
        assertThat(cited).isGreaterThan(80);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Set<String> tests = files("Test.java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        List<Path> documents = new ArrayList<>(files("package-info.java"));
        documents.add(physics());
        documents.addAll(files(".md").stream()
                .filter(file -> file.getParent().endsWith("results"))
                .toList());
        int named = 0;
        for (Path file : documents) {
            for (MatchResult test : matches(Pattern.compile("\\b[A-Z]\\w+Test\\b"), read(file))) {
                assertThat(tests).as("tests that %s names", file).contains(test.group());
                named++;
            }
        }
        assertThat(named).isGreaterThan(200);
    }

    private static Path physics() {
        return REPOSITORY.resolve("experiments/docs/physics.md");
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        int links = 0;
        for (Path file : files(".md")) {
            String prose = read(file)
                    .replaceAll("(?s)```.*?```", "")
                    .replaceAll("(?m)^ {4}.*$", "")
                    .replaceAll("`[^`\n]*`", "");
            for (MatchResult link : matches(LINK, prose)) {
                if (link.group(1).matches("[a-z]+:.*")) {
                    continue;
                }
                String[] parts = link.group(1).split("#", 2);
                Path to = parts[0].isEmpty()
                        ? file
                        : file.resolveSibling(parts[0]).normalize();
                assertThat(to).as("link %s in %s", link.group(1), file).exists();
                if (parts.length > 1) {
                    assertThat(anchors(to)).as("link in %s to %s", file, to).contains(parts[1]);
                }
                links++;
            }
        }
        assertThat(links).isGreaterThan(20);
    }

    /** Names of headings as they are linked to: lower case, blanks as hyphens, without punctuation. */
    private static Set<String> anchors(Path file) throws IOException {
        Set<String> anchors = new HashSet<>();
        for (MatchResult heading : matches(HEADING, read(file))) {
            String name = heading.group(1).toLowerCase(Locale.ROOT);
            anchors.add(name.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
        }
        return anchors;
    }

    /** The code of a README is that of the module's example; pasted, compiled and run it prints what stands below it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "neuron-model/src/test/java/org/apical/neuron/PopulationExample",
                "network/src/test/java/org/apical/network/FormulationsExample",
                "plasticity/src/test/java/org/apical/plasticity/LearningExample",
                "experiments/app/src/test/java/org/apical/app/ExperimentExample"
            })
    void theExampleOfAReadmeRunsAsPasted(String example, @TempDir Path directory) throws Exception {
        Path source = REPOSITORY.resolve(example + ".java");
        String readme = read(REPOSITORY.resolve(example.split("/")[0]).resolve("README.md"));
        String code = block("java", readme);
        assertThat(code).isEqualTo(read(source));

        Path pasted = Files.writeString(directory.resolve(source.getFileName()), code);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-d",
                        directory.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        pasted.toString());
        assertThat(compiled).as(messages.toString(UTF_8)).isZero();
        assertThat(printed(directory, example.replaceAll(".*/java/", "").replace('/', '.')))
                .isEqualTo(block("text", readme));
    }

    private static String block(String language, String readme) {
        List<MatchResult> blocks = matches(Pattern.compile("(?s)```" + language + "\n(.*?)```"), readme);
        assertThat(blocks).as("blocks of %s", language).hasSize(1);
        return blocks.get(0).group(1);
    }

    private static String printed(Path classes, String name) throws Exception {
        PrintStream screen = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader = new PastedFirst(classes.toUri().toURL(), name);
                PrintStream out = new PrintStream(bytes, true, UTF_8)) {
            System.setOut(out);
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(screen);
        }
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** Loads one class from where it was pasted, though another of its name may be known. */
    private static final class PastedFirst extends URLClassLoader {
        private final String pasted;

        PastedFirst(URL from, String pasted) {
            super(new URL[] {from}, DocumentsTest.class.getClassLoader());
            this.pasted = pasted;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(pasted)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    /** Files of the repository, without those that are made of them. */
    private static List<Path> files(String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return !directory.equals(REPOSITORY)
                                && (name.startsWith(".")
                                        || Set.of("target", "runs").contains(name))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
