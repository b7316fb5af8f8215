package org.apical.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apical.app.UserError;
import org.apical.app.store.Checkpoint.Block;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.description.OwnPathway.Way;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
    private static final int FUZZED = 4000;
    private static final NetworkDescription NETWORK = new NetworkDescription(
            "input",
            6,
            List.of(new LayerDescription("hidden", 5, new Tanh()), new LayerDescription("output", 3, new Linear())),
            List.of(new SourceDescription("tonic", 2, 10, 5)),
            List.of(
                    new ProjectionDescription(
                            "input",
                            "hidden",
                            Site.BASAL,
                            new Connectivity.Probability(0.5),
                            0,
                            new InitialWeights.Xavier()),
                    ProjectionDescription.dense("hidden", "output")),
            List.of(new ProjectionDescription(
                    "tonic", "hidden", Site.APICAL, new Connectivity.Dense(), 1, new InitialWeights.Xavier())));

    @TempDir
    Path directory;

    private final NetworkWeights weights = NetworkWeights.draw(NETWORK, new RandomStreams(3));
    private final Checkpoint checkpoint = Checkpoint.of("0123456789abcdef", "F2", -7, 4, NETWORK, weights);
    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("F2.weights");
        WeightsFile.write(checkpoint, file);
        whole = Files.readAllBytes(file);
    }

    @Test
    void everyWeightComesBackToTheBit() throws IOException {
        weights.setBackwardToRandom(NETWORK, new RandomStreams(4));
        OwnPathway up = new OwnPathway("interneurons", Way.UP);
        OwnPathway down = new OwnPathway("inhibition", Way.DOWN);
        weights.setOwnToRandom(up, NETWORK, new RandomStreams(5), Purpose.INTERNEURON_WEIGHTS);
        weights.setOwnToRandom(down, NETWORK, new RandomStreams(6), Purpose.INHIBITION_WEIGHTS);
        weights.ownBias(up, 1)[0] = 0.25;
        WeightsFile.write(Checkpoint.of("0123456789abcdef", "F2", -7, 4, NETWORK, weights), file);
        Checkpoint read = WeightsFile.read(file);
        assertThat(read.formulation()).isEqualTo("F2");
        assertThat(read.seed()).isEqualTo(-7);
        assertThat(read.epoch()).isEqualTo(4);
        assertThat(read.blocks().keySet())
                .containsExactly(
                        "forward/hidden",
                        "bias/hidden",
                        "feedback/hidden",
                        "mask/hidden",
                        "forward/output",
                        "bias/output",
                        "feedback/output",
                        "backward/output",
                        "up/interneurons/output",
                        "up bias/interneurons/output",
                        "down/inhibition/output",
                        "other/0/tonic to hidden");
        NetworkWeights back = read.weights(NETWORK, "here");
        for (int l = 0; l < 2; l++) {
            assertThat(back.forward(l)).isEqualTo(weights.forward(l));
            assertThat(back.bias(l)).isEqualTo(weights.bias(l));
            assertThat(back.feedback(l)).isEqualTo(weights.feedback(l));
            for (OwnPathway pathway : List.of(OwnPathway.BACKWARD, up, down)) {
                assertThat(back.own(pathway, l)).isEqualTo(weights.own(pathway, l));
                assertThat(back.ownBias(pathway, l)).isEqualTo(weights.ownBias(pathway, l));
            }
        }
        assertThat(back.other(0)).isEqualTo(weights.other(0));
        assertThat(back.forwardMask(0)).hasValueSatisfying(mask -> assertThat(mask)
                .isEqualTo(weights.forwardMask(0).orElseThrow()));
        assertThat(back.forwardMask(1)).isEmpty();
    }

    @Test
    void blocksOfOtherNamesAreLeftAlone() throws IOException {
        Map<String, Block> more = new LinkedHashMap<>(checkpoint.blocks());
        more.put("adam/mean", new Block(new int[] {2, 1, 2}, new double[] {1, Double.NaN, 3, 4}));
        WeightsFile.write(new Checkpoint("", "F2", 1, 4, more), file);
        Checkpoint read = WeightsFile.read(file);
        assertThat(read.blocks().get("adam/mean").values()).containsExactly(1, Double.NaN, 3, 4);
        assertThat(read.weights(NETWORK, "here").forward(1)).isEqualTo(weights.forward(1));
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedByName() {
        NetworkDescription wider = new NetworkDescription(List.of(6, 5, 4), new Tanh(), new Linear());
        assertThatThrownBy(() -> checkpoint.weights(wider, "a.weights"))
                .isInstanceOf(UserError.class)
                .hasMessage("a.weights: expected a block forward/hidden 1 of 5 x 6, found none");
        Map<String, Block> other = new LinkedHashMap<>(checkpoint.blocks());
        other.put("bias/output", new Block(new int[] {4}, new double[4]));
        assertThatThrownBy(() -> new Checkpoint("", "F2", 1, 4, other).weights(NETWORK, "a.weights"))
                .hasMessage("a.weights: bias/output: expected 3, found 4");
        other.put("bias/output", new Block(new int[] {3}, new double[] {0, Double.NaN, 0}));
        assertThatThrownBy(() -> new Checkpoint("", "F2", 1, 4, other).weights(NETWORK, "a.weights"))
                .hasMessage("a.weights: bias/output: expected finite weights, found NaN");
    }

    @Test
    void weightsThatAreNotFiniteAreNotKept() {
        weights.feedback(1)[2] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> Checkpoint.of("0123456789abcdef", "F2", 1, 4, NETWORK, weights))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("feedback/output: expected finite weights, found Infinity");
    }

    @Test
    void damageIsNamed() throws IOException {
        refused(new byte[0], "expected at least 28 bytes, found 0");
        refused(Arrays.copyOf(whole, 27), "expected at least 28 bytes, found 27");
        refused(Arrays.copyOf(whole, whole.length - 1), "expected " + whole.length + " bytes, as it says itself");
        refused(Arrays.copyOf(whole, whole.length + 1), "found " + (whole.length + 1));
        refused("formulation,quantity,layer,epoch,value".getBytes(), "expected a file of weights");
        refused(changed(8, 2), "expected version 1 of the format, found 2");
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x10;
        refused(flipped, "expected the checksum");
        assertThatThrownBy(() -> WeightsFile.read(directory.resolve("absent")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("absent: expected a file of weights, found no file");
        assertThatThrownBy(() -> WeightsFile.read(directory)).isInstanceOf(UserError.class);
    }

    private void refused(byte[] bytes, String message) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> WeightsFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(file.toString(), message);
    }

    private byte[] changed(int offset, int value) {
        byte[] bytes = whole.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return bytes;
    }

    /** Whatever happens to a file on its way, the checksum tells. */
    @Test
    void noMutationOfAFileIsAccepted() {
        SplittableRandom random = new SplittableRandom(11);
        for (int k = 0; k < FUZZED; k++) {
            byte[] bytes = mutated(random);
            if (!Arrays.equals(bytes, whole)) {
                assertThatThrownBy(() -> new BlockReader("fuzzed", bytes).checkpoint())
                        .as("mutation %d", k)
                        .isInstanceOf(UserError.class)
                        .hasMessageStartingWith("fuzzed: damaged: expected ")
                        .hasMessageContaining(", found ");
            }
        }
    }

    /**
     * The same with a checksum and a length that fit, as only malice would make them: a file is refused or read as what it says, within the time and memory
     * that its own size allows.
     */
    @Test
    void noMutationBehindARightChecksumIsMoreThanRefused() {
        SplittableRandom random = new SplittableRandom(12);
        int refused = 0;
        int numbers = 0;
        for (int k = 0; k < FUZZED; k++) {
            byte[] bytes = sealed(mutated(random));
            try {
                Checkpoint read = new BlockReader("fuzzed", bytes).checkpoint();
                long size = 0;
                for (Block block : read.blocks().values()) {
                    size += Arrays.stream(block.shape()).asLongStream().reduce(1, (a, b) -> a * b);
                    numbers += block.values().length;
                }
                assertThat(8 * size).isLessThanOrEqualTo(bytes.length);
            } catch (UserError e) {
                assertThat(e).hasMessageStartingWith("fuzzed: damaged: expected ");
                refused++;
            }
        }
        // both happen: headers are a fifth of the file, numbers the rest
        assertThat(refused).isBetween(FUZZED / 10, FUZZED * 9 / 10);
        assertThat(numbers).isPositive();
    }

    /** Sizes that a buffer of their product would not fit, each in turn set to what overflows. */
    @Test
    void noSizeIsBelieved() {
        for (int offset = 20; offset + 4 < whole.length; offset++) {
            for (int value : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 0}) {
                byte[] bytes = sealed(changed(offset, value));
                try {
                    assertThat(new BlockReader("sizes", bytes)
                                    .checkpoint()
                                    .blocks()
                                    .keySet())
                            .isNotEqualTo(Set.of());
                } catch (UserError e) {
                    assertThat(e).hasMessageStartingWith("sizes: damaged: expected ");
                }
            }
        }
    }

    private byte[] mutated(SplittableRandom random) {
        byte[] bytes = whole.clone();
        int kind = random.nextInt(4);
        if (kind == 0) {
            return Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
        }
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes; c++) {
            int at = random.nextInt(bytes.length);
            switch (kind) {
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt();
                default -> {
                    int length = Math.min(random.nextInt(64), bytes.length - at);
                    System.arraycopy(whole, random.nextInt(whole.length - length), bytes, at, length);
                }
            }
        }
        return bytes;
    }

    /** With a magic, a version, a length and a checksum that fit. */
    private byte[] sealed(byte[] bytes) {
        byte[] fit = Arrays.copyOf(bytes, Math.max(28, bytes.length));
        System.arraycopy(whole, 0, fit, 0, 12);
        ByteBuffer buffer = ByteBuffer.wrap(fit).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(12, fit.length);
        buffer.putInt(fit.length - 4, WeightsFile.checksum(fit, fit.length - 4));
        return fit;
    }
}
