package org.apical.app.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apical.app.UserError;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Learners.Part;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.store.RunLog;
import org.apical.app.text.Shown;
import org.apical.network.description.NetworkDescription;
import org.apical.network.divergence.DivergenceException;
import org.apical.plasticity.state.HasState;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.training.RemoteBlocks;
import org.apical.plasticity.training.Samples;

/**
 * An experiment whose batches are learned from by workers. Of every batch they are sent its weights, all the same, and the samples of its blocks, each one worker. A batch that no worker can be found for, or whose worker fails otherwise, is
 * sent once more.
 */
public final class RemoteTraining implements TrainingRun.Elsewhere {
    private final String id = UUID.randomUUID().toString();
    private final String description;
    private final NetworkDescription network;
    private final Site site;
    /** Of what the sizes are known. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Where blocks are learned from. */
    @FunctionalInterface
    public interface Site {
        /**
         * {@link BlockRun#of} of each block.
         *
         * @param shared what they share
         * @return in their order
         * @throws RuntimeException if a worker fails
         */
        List<byte[]> learn(byte[] shared, List<byte[]> blocks);
    }

    /** @param network of the experiment */
    public RemoteTraining(Experiment experiment, NetworkDescription network, Site site) {
        this.description = ExperimentFile.write(experiment);
        this.network = network;
        this.site = site;
    }

    @Override
    public RemoteBlocks of(Form form, Part part, Consumer<StateVisitor> represented) {
        return (weights, blocks, phase, firstTrial, asked) -> {
            Map<String, String> texts = Map.of(
                    BlockRun.RUN, id,
                    BlockRun.DESCRIPTION, description,
                    BlockRun.FORMULATION, form.toString(),
                    BlockRun.PART, part.toString(),
                    BlockRun.PHASE, phase.toString());
            byte[] shared = Message.bytes(texts, visitor -> visitor.weights(network, weights));
            List<byte[]> sent = new ArrayList<>();
            long trial = firstTrial;
            for (Samples block : blocks) {
                sent.add(Message.bytes(block, Map.of(BlockRun.TRIAL, Long.toString(trial))));
                trial += block.size();
            }
            List<byte[]> answers = learn(shared, sent);
            if (told.add(form + " " + part)) {
                RunLog.logger()
                        .info(
                                "{} {}, first batch, {} blocks: {} bytes of weights to each worker, {} of samples, {} back",
                                form,
                                part,
                                blocks.size(),
                                shared.length,
                                bytes(sent),
                                bytes(answers));
            }
            for (int k = 0; k < answers.size(); k++) {
                putBack(Message.of("block " + (k + 1), answers.get(k)), asked.get(k), represented);
            }
        };
    }

    private static long bytes(List<byte[]> messages) {
        return messages.stream().mapToLong(message -> message.length).sum();
    }

    private List<byte[]> learn(byte[] shared, List<byte[]> blocks) {
        try {
            return site.learn(shared, blocks);
        } catch (RuntimeException e) {
            RunLog.logger().info("a batch is sent again: {}", Shown.line(String.valueOf(e.getMessage())));
        }
        try {
            return site.learn(shared, blocks);
        } catch (RuntimeException e) {
            throw new UserError("--master: no worker learns from a batch (" + e.getMessage() + ")", e);
        }
    }

    private static void putBack(Message answer, HasState asked, Consumer<StateVisitor> represented) {
        if (answer.has(BlockRun.DIVERGED)) {
            throw new DivergenceException(answer.text(BlockRun.FORMULATION), answer.text(BlockRun.DIVERGED));
        }
        if (answer.has(BlockRun.ARITHMETIC)) {
            throw new ArithmeticException(answer.text(BlockRun.ARITHMETIC));
        }
        answer.putBack(visitor -> asked.state(visitor.in(BlockRun.ASKED)));
        answer.putBack(visitor -> represented.accept(visitor.in(BlockRun.REPRESENTED)));
    }
}
