package org.apical.neuron.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.NmdaSynapse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorders hold, against a population that is stepped and read by hand. */
class RecorderTest {
    private static final double DT_MS = 0.25;
    private static final int STEPS = 1200;
    private static final int NEURONS = 3;
    private static final int LANES = 2;

    /** Every variable of a neuron that has potentials, a current, a conductance and an adaptation; row r is the state before step r every. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1200, 5000})
    void rowsAreTheStateAtTheirTimes(int every) {
        NeuronPopulation neurons = population();
        String[] names = neurons.variables().keySet().toArray(String[]::new);
        assertThat(names).containsExactly("V_soma", "V_basal", "V_apical", "i", "g", "w");
        VariableRecorder recorder = new VariableRecorder(neurons, every, names);
        NeuronSimulation simulation = new NeuronSimulation(neurons, new Drive(), recorder);
        simulation.run(STEPS);
        simulation.finish();
        NeuronPopulation byHand = population();
        Drive drive = new Drive();
        int rows = 0;
        for (int step = 0; step <= STEPS; step++) {
            if (step % every == 0) {
                for (String name : names) {
                    for (int at = 0; at < NEURONS * LANES; at++) {
                        assertThat(recorder.trace(name, at)[rows])
                                .isEqualTo(byHand.variables().get(name)[at]);
                    }
                }
                rows++;
            }
            drive.currents(step, byHand);
            byHand.advance();
            drive.spikes(step, byHand);
        }
        assertThat(recorder.rows()).isEqualTo(rows).isEqualTo(STEPS / every + 1);
        assertThat(recorder.trace("w", 0)).hasSize(rows);
    }

    @Test
    void onlyWhatIsAskedForIsRecorded() {
        NeuronPopulation neurons = population();
        VariableRecorder recorder = new VariableRecorder(neurons, 2, "w", "V_soma");
        assertThat(recorder.has("w")).isTrue();
        assertThat(recorder.has("g")).isFalse();
        assertThat(recorder.rows()).isZero();
        assertThat(recorder.trace("w", 0)).isEmpty();
        assertThatThrownBy(() -> recorder.trace("g", 0))
                .isInstanceOf(ParameterException.class)
                .hasMessage("VariableRecorder.trace must be of a recorded variable: w, V_soma, got g");
        assertThatThrownBy(() -> new VariableRecorder(neurons, 1, "V_tuft"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("VariableRecorder.variables must be of V_soma, V_basal, V_apical, i, g, w, got V_tuft");
        assertThatThrownBy(() -> new VariableRecorder(neurons, 0, "w"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("VariableRecorder.everySteps must be >= 1, got 0");
    }

    /** Longer or shorter than the first, without its tail; going on with a run is no other run. */
    @Test
    void everyRunIsRecordedFromItsBeginning() {
        NeuronPopulation neurons = population();
        VariableRecorder variables = new VariableRecorder(neurons, 7, "V_soma");
        SpikeRecorder spikes = new SpikeRecorder();
        double[] expected = new double[0];
        int expectedSpikes = 0;
        for (int steps : new int[] {STEPS, STEPS / 2, STEPS}) {
            neurons.reset();
            NeuronSimulation simulation = new NeuronSimulation(neurons, new Drive(), variables, spikes);
            simulation.run(steps / 3);
            simulation.run(steps - steps / 3);
            double[] trace = variables.trace("V_soma", 1);
            assertThat(trace).hasSize((steps + 6) / 7);
            if (expected.length == 0) {
                expected = trace;
                expectedSpikes = spikes.size();
            }
            assertThat(trace).isEqualTo(Arrays.copyOf(expected, trace.length));
            assertThat(spikes.size()).isGreaterThan(0);
        }
        assertThat(spikes.size()).isEqualTo(expectedSpikes);
        assertThat(spikes.step(0)).isLessThan(spikes.step(spikes.size() - 1));
    }

    /** More spikes than the recorder begins with room for, in the order of time, then neuron, then lane. */
    @Test
    void spikesAreNeuronLaneStepAndTime() {
        NeuronPopulation neurons = population();
        SpikeRecorder recorder = new SpikeRecorder();
        new NeuronSimulation(neurons, new Drive(), recorder).run(STEPS);
        NeuronPopulation byHand = population();
        Drive drive = new Drive();
        List<List<Integer>> expected = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            drive.currents(step, byHand);
            byHand.advance();
            for (int at = 0; at < NEURONS * LANES; at++) {
                for (int k = 0; k < byHand.spikes().size(); k++) {
                    if (byHand.spikes().element(k) == at) {
                        expected.add(List.of(at / LANES, at % LANES, step));
                    }
                }
            }
            drive.spikes(step, byHand);
        }
        assertThat(recorder.size()).isEqualTo(expected.size()).isGreaterThan(64);
        for (int k = 0; k < expected.size(); k++) {
            assertThat(List.of(recorder.neuron(k), recorder.lane(k), recorder.step(k)))
                    .isEqualTo(expected.get(k));
            assertThat(recorder.timeMs(k)).isEqualTo(recorder.step(k) * DT_MS);
        }
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            for (int lane = 0; lane < LANES; lane++) {
                List<Integer> own = List.of(neuron, lane);
                assertThat(recorder.steps(neuron, lane))
                        .isEqualTo(expected.stream()
                                .filter(spike -> spike.subList(0, 2).equals(own))
                                .mapToInt(spike -> spike.get(2))
                                .toArray())
                        .isNotEmpty();
            }
        }
    }

    /** Every element its own current; NMDA weights now and then. */
    private static final class Drive implements Stimulus {
        @Override
        public void currents(int step, NeuronPopulation neurons) {
            for (int at = 0; at < NEURONS * LANES; at++) {
                neurons.input("i")[at] = 300 + 30 * at;
            }
        }

        @Override
        public void spikes(int step, NeuronPopulation neurons) {
            if (step % 50 == 0) {
                neurons.input("g")[step / 50 % (NEURONS * LANES)] += 2;
            }
        }
    }

    private static NeuronPopulation population() {
        NeuronModel model = new NeuronModel(
                PyramidalCell.standard(),
                List.of(
                        new InjectedCurrent("i", PyramidalCell.SOMA),
                        new NmdaSynapse("g", PyramidalCell.APICAL, 50, 0, 1)),
                new AdaptiveExponential(2, -55, -35, -62, 1, 1, 5, 60));
        return new NeuronPopulation(model, Stepping.of(model, DT_MS), Layout.of(NEURONS, LANES));
    }
}
