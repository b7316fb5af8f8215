package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.compare.Comparison;
import org.apical.app.compare.ComparisonFindings;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.compare.StimulusComparison;
import org.apical.app.compare.StimulusFindings;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RunDescription;
import org.apical.app.store.RunDescription.State;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/** A cell, run wherever a worker is: a description in, an outcome out, both text. It writes nothing. */
public final class CellRun {
    /** The quantity that says whether a formulation diverged: 1 if it did, 0 if it learned to the end. */
    static final String DIVERGED = "diverged";

    private static final String NAME = "run.yaml";

    private final Formulations formulations;
    private final List<FormulationResult> learned = new ArrayList<>();
    private final List<StimulusComparison.Outcome> shown = new ArrayList<>();

    private CellRun(Formulations formulations) {
        this.formulations = formulations;
    }

    /**
     * Runs a cell on this thread.
     *
     * @param description {@link Cell#description}
     * @return {@link CellOutcome#json}
     */
    public static String of(String description) {
        CellOutcome outcome;
        try {
            Formulations formulations = ExperimentFile.read(NAME, description).formulations(MatrixProduct.detect());
            outcome = new CellRun(formulations).run();
        } catch (RuntimeException | OutOfMemoryError e) {
            outcome = CellOutcome.failed(e);
        }
        return outcome.json();
    }

    /** What a cell is, as {@code run} asks it: its {@code run.yaml} says how to run it again, from where it stands. */
    static RunDescription description(Experiment experiment) {
        return new RunDescription(ExperimentFile.map(experiment), facts());
    }

    private static Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("question", "run");
        facts.put("command", "experiments/apical run " + NAME);
        facts.put("version", RunDescription.version());
        return facts;
    }

    private CellOutcome run() {
        Map<String, Object> facts = facts();
        facts.put("machine", RunDescription.machine(1, MatrixProduct.detect().describe()));
        try (LaneBlocks thread = new LaneBlocks(1)) {
            Findings findings = experiment().data().isPresent() ? learn(thread) : show(thread);
            State state = Check.noneFailed(findings.checks()) ? State.COMPLETE : State.FAILED;
            return outcome(CellOutcome.State.COMPLETE, "", with(findings.measures(), ""), facts, state);
        } catch (DivergenceException e) {
            return diverged(e, e.formulation(), facts);
        } catch (ArithmeticException e) {
            return diverged(e, experiment().formulations().get(ended()).toString(), facts);
        }
    }

    private CellOutcome diverged(RuntimeException e, String formulation, Map<String, Object> facts) {
        facts.put(DIVERGED, e.getMessage());
        return outcome(CellOutcome.State.DIVERGED, e.getMessage(), with(soFar(), formulation), facts, State.FAILED);
    }

    private CellOutcome outcome(
            CellOutcome.State ended, String error, Measures measures, Map<String, Object> facts, State state) {
        return new CellOutcome(
                ended,
                error,
                MetricsFile.of(measures),
                new RunDescription(ExperimentFile.map(experiment()), facts).text(state));
    }

    /** How many formulations are through. */
    private int ended() {
        return Math.min(
                learned.size() + shown.size(), experiment().formulations().size() - 1);
    }

    private Experiment experiment() {
        return formulations.experiment();
    }

    private Findings learn(LaneBlocks thread) {
        return ComparisonFindings.of(Comparison.run(formulations, thread, new ComparisonListener() {
            @Override
            public void diverged(FormulationResult soFar) {
                learned.add(soFar);
            }

            @Override
            public void end(FormulationResult result) {
                learned.add(result);
            }
        }));
    }

    private Findings show(LaneBlocks thread) {
        StimulusComparison comparison = new StimulusComparison(formulations, thread);
        comparison.run(part -> {}, shown::add);
        return StimulusFindings.of(formulations, comparison.layerNames(), shown);
    }

    private Measures soFar() {
        List<String> layers = formulations.network().chain().stream()
                .map(layer -> layer.name())
                .toList();
        return experiment().data().isPresent()
                ? ComparisonFindings.measures(learned)
                : StimulusFindings.measures(layers, shown);
    }

    /**
     * With whether each formulation diverged; of those after one that did nothing is known.
     *
     * @param diverged the one that did; empty: none
     */
    private Measures with(Measures measures, String diverged) {
        List<Measure> all = new ArrayList<>(measures.list());
        for (Form form : experiment().formulations()) {
            boolean it = form.toString().equals(diverged);
            all.add(new Measure(DIVERGED, Map.of("formulation", form.toString()), it ? 1 : 0, "1"));
            if (it) {
                break;
            }
        }
        return new Measures(measures.columns(), all);
    }
}
