package org.apical.app.parallel;

import java.util.HashMap;
import java.util.Map;
import org.apical.app.compare.RepresentedRange;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learners;
import org.apical.app.experiment.Learners.Part;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.BlockLearner;

/**
 * A block of a batch, learned from wherever a worker is: a description, weights and samples in, what they ask for out, all as bytes. What a run needs is made once in a process and kept until another run sends a block. It writes nothing.
 */
public final class BlockRun {
    static final String RUN = "run";
    static final String DESCRIPTION = "description";
    static final String FORMULATION = "formulation";
    static final String PART = "part";
    static final String PHASE = "phase";
    static final String TRIAL = "trial";
    static final String DIVERGED = "diverged";
    static final String ARITHMETIC = "arithmetic";
    static final String ASKED = "asked";
    static final String REPRESENTED = "represented";

    private static BlockRun current;
    private static Batch last;

    private final String id;
    private final Formulations formulations;
    private final NetworkWeights initial;
    private final Map<String, Learning> learning = new HashMap<>();

    private BlockRun(String id, String description) {
        this.id = id;
        this.formulations = ExperimentFile.read("run.yaml", description).formulations(MatrixProduct.detect());
        this.initial = formulations.initial();
    }

    /** What learns under a formulation, and how far what its controller's neurons represented went. */
    private record Learning(BlockLearner blocks, RepresentedRange represented) {}

    /** A batch whose weights have been entered. */
    private record Batch(byte[] shared, Learning learning, BlockLearner.Entered entered, Phase phase) {}

    /**
     * Learns from a block on this thread.
     *
     * @param shared what the blocks of a batch share, {@link RemoteTraining}; best the same array for all
     * @param block its samples
     * @return what they ask for, or why they diverge
     */
    public static byte[] of(byte[] shared, byte[] block) {
        Batch batch = batch(shared);
        Message asking = Message.of("block", block);
        try {
            return batch.entered.learn(
                    asking.samples(),
                    batch.phase,
                    Long.parseLong(asking.text(TRIAL)),
                    asked -> Message.bytes(Map.of(), visitor -> {
                        asked.state(visitor.in(ASKED));
                        batch.learning.represented.state(visitor.in(REPRESENTED));
                    }));
        } catch (DivergenceException e) {
            return Message.bytes(Map.of(FORMULATION, e.formulation(), DIVERGED, e.what()), visitor -> {});
        } catch (ArithmeticException e) {
            return Message.bytes(Map.of(ARITHMETIC, String.valueOf(e.getMessage())), visitor -> {});
        }
    }

    private static synchronized Batch batch(byte[] shared) {
        if (last == null || last.shared != shared) {
            Message message = Message.of("batch", shared);
            String id = message.text(RUN);
            if (current == null || !current.id.equals(id)) {
                current = new BlockRun(id, message.text(DESCRIPTION));
            }
            last = current.enter(shared, message);
        }
        return last;
    }

    private Batch enter(byte[] shared, Message message) {
        NetworkWeights weights = initial.copy();
        message.putBack(visitor -> visitor.weights(formulations.network(), weights));
        Learning one = learning.computeIfAbsent(
                message.text(FORMULATION) + " " + message.text(PART),
                key -> learning(Form.valueOf(message.text(FORMULATION)), Part.valueOf(message.text(PART))));
        return new Batch(shared, one, one.blocks.enter(weights), Phase.valueOf(message.text(PHASE)));
    }

    private Learning learning(Form form, Part part) {
        Formulation plain = formulations.of(form);
        RepresentedRange represented = new RepresentedRange(plain.controller());
        Formulation watched = plain.withController(represented);
        // blocks are asked for one by one, on the threads of whoever asks
        Learners learners = new Learners(formulations, watched, watched, new LaneBlocks(1));
        return new Learning(learners.blocks(part), represented);
    }
}
