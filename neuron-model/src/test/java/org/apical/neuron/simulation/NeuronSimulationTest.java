package org.apical.neuron.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.junit.jupiter.api.Test;

class NeuronSimulationTest {

    @Test
    void aStepIsSeenDrivenTakenSeenAndGivenItsSpikesInThisOrder() {
        NeuronPopulation neurons = population(LeakyIntegrateAndFire.standard());
        List<String> log = new ArrayList<>();
        double[] v = neurons.compartments().somaMv();
        Stimulus stimulus = new Stimulus() {
            @Override
            public void currents(int step, NeuronPopulation n) {
                log.add("currents " + step + " " + v[0]);
                n.input("i")[0] = 300;
            }

            @Override
            public void spikes(int step, NeuronPopulation n) {
                log.add("spikes " + step + " " + v[0]);
                n.input("I")[0] += 10;
            }
        };
        NeuronPopulation alone = population(LeakyIntegrateAndFire.standard());
        NeuronSimulation simulation =
                new NeuronSimulation(neurons, stimulus, logger("first", log), logger("second", log));
        simulation.run(2);
        simulation.run(0);
        simulation.run(1);
        simulation.finish();
        List<String> expected = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            double before = alone.compartments().somaMv()[0];
            alone.input("i")[0] = 300;
            alone.advance();
            double after = alone.compartments().somaMv()[0];
            alone.input("I")[0] += 10;
            expected.addAll(List.of(
                    "first before " + step + " " + before,
                    "second before " + step + " " + before,
                    "currents " + step + " " + before,
                    "first after " + step + " " + after,
                    "second after " + step + " " + after,
                    "spikes " + step + " " + after));
        }
        double end = alone.compartments().somaMv()[0];
        expected.addAll(List.of("first before 3 " + end, "second before 3 " + end));
        assertThat(log).containsExactlyElementsOf(expected);
        assertThat(v[0]).isGreaterThan(-70);
    }

    /** One run of 400 steps is runs of 150 and 250. */
    @Test
    void aRunCanBeContinued() {
        int[] whole = spikes(400);
        assertThat(whole.length).isGreaterThan(3);
        assertThat(spikes(150, 250)).isEqualTo(whole);
    }

    private static int[] spikes(int... runs) {
        SpikeRecorder recorder = new SpikeRecorder();
        NeuronSimulation simulation =
                new NeuronSimulation(population(LeakyIntegrateAndFire.standard()), wave(), recorder);
        for (int steps : runs) {
            simulation.run(steps);
        }
        return recorder.steps(0, 0);
    }

    private static Stimulus wave() {
        return new Stimulus() {
            @Override
            public void currents(int step, NeuronPopulation n) {
                n.input("i")[0] = 250 + 100 * Math.sin(0.05 * step);
            }
        };
    }

    @Test
    void generatorsReachTheNeuronsAndTheirAbsenceIsRejected() {
        EscapeNoise escape = new EscapeNoise(v -> 200);
        SpikeRecorder recorder = new SpikeRecorder();
        NeuronPopulation neurons = population(escape);
        RandomGenerator[] random = {new RandomStreams(1).stream(Purpose.LAYER_SPIKES)};
        new NeuronSimulation(neurons, random, new Stimulus() {}, recorder).run(1000);
        NeuronPopulation byHand = population(escape);
        RandomGenerator[] again = {new RandomStreams(1).stream(Purpose.LAYER_SPIKES)};
        int spikes = 0;
        for (int step = 0; step < 1000; step++) {
            byHand.advance(again);
            spikes += byHand.spikes().size();
        }
        assertThat(recorder.size()).isEqualTo(spikes).isPositive();
        assertThatThrownBy(() -> new NeuronSimulation(population(escape), new Stimulus() {}).run(1))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("NeuronPopulation.advance must be given random generators");
    }

    @Test
    void aNegativeNumberOfStepsIsRejected() {
        NeuronSimulation simulation =
                new NeuronSimulation(population(LeakyIntegrateAndFire.standard()), new Stimulus() {});
        assertThatThrownBy(() -> simulation.run(-1))
                .isInstanceOf(ParameterException.class)
                .hasMessage("NeuronSimulation.steps must be >= 0, got -1");
    }

    private static NeuronObserver logger(String name, List<String> log) {
        return new NeuronObserver() {
            @Override
            public void before(int step, NeuronPopulation n) {
                log.add(name + " before " + step + " " + n.compartments().somaMv()[0]);
            }

            @Override
            public void after(int step, NeuronPopulation n) {
                log.add(name + " after " + step + " " + n.compartments().somaMv()[0]);
            }
        };
    }

    private static NeuronPopulation population(SomaticOutput output) {
        NeuronModel model = new NeuronModel(
                PyramidalCell.standard(),
                List.of(new InjectedCurrent("i", PyramidalCell.SOMA), new CurrentSynapse("I", PyramidalCell.BASAL, 5)),
                output);
        return new NeuronPopulation(model, Stepping.of(model, 0.5), Layout.of(1));
    }
}
