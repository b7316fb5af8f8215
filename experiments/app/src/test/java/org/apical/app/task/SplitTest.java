package org.apical.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apical.app.data.Amount;
import org.apical.app.data.DataFiles;
import org.apical.app.data.Part;
import org.apical.app.data.TableFile;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.SampleSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of 100 samples whose input is their number; every fifth is of class b. */
class SplitTest {
    @TempDir
    Path directory;

    @BeforeEach
    void write() {
        StringBuilder text = new StringBuilder("x,c\n");
        IntStream.range(0, 100).forEach(k -> text.append(k).append(k % 5 == 0 ? ",b\n" : ",a\n"));
        DataFiles.write(directory, "t.csv", text.toString());
        DataFiles.write(directory, "other.csv", "c,x\nb,1000\nb,1001\na,1002\n");
    }

    private static TableFile file(String name, Optional<String> label) {
        return new TableFile(name, label, List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    private TaskDescription described(Amount train, Part validation, Part test, boolean stratified) {
        return new FileTask(
                        file("t.csv", Optional.of("c")),
                        new Split(
                                Optional.ofNullable(train),
                                Optional.ofNullable(validation),
                                Optional.ofNullable(test),
                                stratified,
                                Optional.empty(),
                                Optional.empty(),
                                false))
                .in(directory);
    }

    private static double[] inputs(SampleSet samples) {
        return Arrays.stream(samples.all().rates()).mapToDouble(row -> row[0]).toArray();
    }

    @Test
    void sharesAndNumbersDivideAllSamplesWithoutOverlap() {
        Task task = described(null, new Amount(0.1), new Amount(25), false).task(new RandomStreams(1));
        double[] validation = inputs(task.validation().orElseThrow());
        assertThat(inputs(task.test())).hasSize(25);
        assertThat(validation).hasSize(10);
        List<Double> all = new ArrayList<>();
        DoubleStream.of(inputs(task.test())).forEach(all::add);
        DoubleStream.of(validation).forEach(all::add);
        DoubleStream.of(inputs(task.train())).forEach(all::add);
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
        assertThat(task.outputs()).containsExactly("a", "b");
    }

    @Test
    void aFifthIsHeldOutUnlessSomethingIsSaid() {
        TaskDescription usual = described(null, null, null, false);
        assertThat(usual.test()).isEqualTo(20);
        assertThat(usual.train()).isEqualTo(80);
        assertThat(usual.limited(30, 10).task(new RandomStreams(1)).train().size())
                .isEqualTo(30);
    }

    @Test
    void validationTakesNothingFromWhatIsLearnedFrom() {
        Task without = described(new Amount(50), null, new Amount(20), false).task(new RandomStreams(1));
        Task with =
                described(new Amount(50), new Amount(30), new Amount(20), false).task(new RandomStreams(1));
        assertThat(inputs(with.train())).isEqualTo(inputs(without.train()));
        assertThat(inputs(with.test())).isEqualTo(inputs(without.test()));
    }

    @Test
    void everyStratifiedPartHasTheClassesInTheSameShares() {
        Task task = described(null, new Amount(10), new Amount(20), true).task(new RandomStreams(1));
        assertThat(Arrays.stream(task.test().labels()).sum()).isEqualTo(4);
        assertThat(Arrays.stream(task.validation().orElseThrow().labels()).sum())
                .isEqualTo(2);
        assertThat(Arrays.stream(task.train().labels()).sum()).isEqualTo(14);
    }

    @Test
    void heldOutFilesAreReadAsTheOneLearnedFrom() {
        Task task = described(null, null, file("other.csv", Optional.empty()), false)
                .task(new RandomStreams(1));
        assertThat(task.train().size()).isEqualTo(100);
        assertThat(inputs(task.test())).containsExactlyInAnyOrder(1000, 1001, 1002);
        for (int k = 0; k < 3; k++) {
            assertThat(task.test().labels()[k]).isEqualTo(inputs(task.test())[k] < 1002 ? 1 : 0);
        }
    }

    @Test
    void whatLeavesNothingToLearnFromIsRefused() {
        refused(
                described(null, new Amount(50), new Amount(50), false),
                "data.validation must leave one of 100 samples");
        refused(described(null, null, new Amount(100), false), "data.test must leave one of 100 samples");
        refused(described(null, null, new Amount(101), false), "data.test must be 1 to 100");
        refused(described(null, null, new Amount(0.001), false), "data.test must be 1 to 100");
        refused(described(new Amount(90), null, new Amount(20), false), "data.train must be at most the 80 samples");
    }

    private static void refused(TaskDescription description, String message) {
        assertThatThrownBy(() -> description.task(new RandomStreams(1)))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith(message);
    }
}
