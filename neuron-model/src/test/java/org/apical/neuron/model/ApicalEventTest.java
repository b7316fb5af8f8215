package org.apical.neuron.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.preset.LayerFive;
import org.apical.neuron.simulation.NeuronSimulation;
import org.apical.neuron.simulation.SpikeRecorder;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.simulation.VariableRecorder;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.synapse.AfterSpikeConductance;
import org.apical.neuron.synapse.CalciumConductance;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Apical events of the layer-5 cell: back-propagating spikes that meet apical input make bursts (Larkum, Zhu and Sakmann 1999). */
class ApicalEventTest {
    private static final double DT_MS = 0.05;
    private static final int STEPS = 4_000;
    private static final double BURST_MS = 16;
    /** Where V_a stands out of what synapses and single spikes bring about (mV). */
    private static final double EVENT_MV = -35;

    private static final double PULSE_PICO_A = 1_000;
    private static final double APICAL_NANO_S = 60;

    /** What a course of 200 ms shows: a somatic pulse of 5 ms at 50 ms, an apical AMPA volley at 52 ms. */
    private record Course(int[] spikes, double[] apicalMv) {
        int bursts() {
            int bursts = 0;
            for (int k = 1; k < spikes.length; k++) {
                boolean close = (spikes[k] - spikes[k - 1]) * DT_MS <= BURST_MS;
                boolean before = k > 1 && (spikes[k - 1] - spikes[k - 2]) * DT_MS <= BURST_MS;
                bursts += close && !before ? 1 : 0;
            }
            return bursts;
        }

        double eventMs() {
            return DT_MS * Arrays.stream(apicalMv).filter(v -> v > EVENT_MV).count();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Integration.class,
            names = {"IMPLICIT_TREE", "RUNGE_KUTTA_4"})
    void togetherSomaticAndApicalInputMakeABurst(Integration scheme) {
        Course apical = course(scheme, 0, APICAL_NANO_S);
        Course somatic = course(scheme, PULSE_PICO_A, 0);
        Course both = course(scheme, PULSE_PICO_A, APICAL_NANO_S);

        assertThat(apical.spikes).isEmpty();
        assertThat(apical.eventMs()).isZero();
        assertThat(somatic.spikes).hasSize(1);
        assertThat(somatic.eventMs()).isZero();
        assertThat(both.spikes).hasSizeBetween(2, 5);
        assertThat(both.bursts()).isEqualTo(1);
        assertThat(both.eventMs()).isBetween(10.0, 60.0);
        assertThat(Arrays.stream(both.apicalMv)).allSatisfy(v -> assertThat(v).isBetween(-90.0, 50.0));
    }

    private static Course course(Integration scheme, double somaticPicoA, double apicalNanoS) {
        NeuronModel preset = LayerFive.preset().model();
        List<Input> inputs = new ArrayList<>(preset.inputs());
        inputs.add(new InjectedCurrent("I_s", PyramidalCell.SOMA));
        NeuronModel model = new NeuronModel(preset.cell(), inputs, preset.output());
        NeuronPopulation neurons = new NeuronPopulation(model, new Stepping(scheme, DT_MS, 1), Layout.of(1));
        Stimulus stimulus = new Stimulus() {
            @Override
            public void currents(int step, NeuronPopulation target) {
                target.input("I_s")[0] = step >= 1_000 && step < 1_100 ? somaticPicoA : 0;
            }

            @Override
            public void spikes(int step, NeuronPopulation target) {
                target.input("gAMPA_a")[0] += step == 1_040 ? apicalNanoS : 0;
            }
        };
        VariableRecorder trace = new VariableRecorder(neurons, 1, "V_apical");
        SpikeRecorder spikes = new SpikeRecorder();
        new NeuronSimulation(neurons, stimulus, trace, spikes).run(STEPS);
        return new Course(spikes.steps(0, 0), trace.trace("V_apical", 0));
    }

    /** g := g_max at the end of the step of a spike, unless an event began within t_ref; g := g + Delta_g at every spike; both decay with tau. */
    @ParameterizedTest
    @EnumSource(
            value = Integration.class,
            names = {"IMPLICIT_TREE", "RUNGE_KUTTA_4"})
    void ownSpikesSetAndRaiseTheirConductances(Integration scheme) {
        PyramidalCell cell = PyramidalCell.standard();
        NeuronModel model = new NeuronModel(
                cell,
                List.of(
                        new InjectedCurrent("I", PyramidalCell.SOMA),
                        new CalciumConductance("g_ca", PyramidalCell.APICAL, 20, 50, -38, 6, 0.5, 30),
                        new AfterSpikeConductance("g_ahp", PyramidalCell.SOMA, 15, -90, 0.2)),
                LeakyIntegrateAndFire.standard());
        NeuronPopulation neurons = new NeuronPopulation(model, new Stepping(scheme, DT_MS, 1), Layout.of(2));
        neurons.input("I")[1] = 600;
        double calcium = 0;
        double raised = 0;
        int begun = Integer.MIN_VALUE / 2;
        int spikes = 0;
        int events = 0;
        for (int step = 0; step < STEPS; step++) {
            neurons.advance();
            calcium *= Math.exp(-DT_MS / 20);
            raised *= Math.exp(-DT_MS / 15);
            if (neurons.spikes().size() > 0) {
                spikes++;
                raised += 0.2;
                if ((step - begun) * DT_MS >= 30) {
                    calcium = 0.5;
                    begun = step;
                    events++;
                }
            }
            assertThat(neurons.input("g_ca")).containsExactly(new double[] {0, calcium}, within(1e-9));
            assertThat(neurons.input("g_ahp")).containsExactly(new double[] {0, raised}, within(1e-9));
        }
        assertThat(events).isGreaterThan(3).isLessThan(spikes / 2);
    }

    /** A spike exactly t_ref after an event began makes another one, whatever has been rounded on the way; one a step before does not. */
    @Test
    void anEventIsRenewedAfterItsRefractoryTimeAndNoStepBefore() {
        double decay = Math.exp(-DT_MS / 30);
        double left = 1;
        for (int step = 1; step <= 1_000; step++) {
            double before = left;
            left *= decay;
            CalciumConductance event =
                    new CalciumConductance("g", PyramidalCell.APICAL, 30, 50, -38, 6, 1, step * DT_MS);
            assertThat(event.afterOwnSpike(left)).as("after %d steps", step).isEqualTo(1);
            assertThat(event.afterOwnSpike(before)).as("a step before").isEqualTo(before);
        }
    }

    @Test
    void neuronsThatShareTheirInputsAreRefused() {
        NeuronModel model = LayerFive.preset().model();
        assertThatThrownBy(() -> new NeuronPopulation(model, Stepping.of(model, DT_MS), new Layout(2, 3, 1)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("Layout.neuronsPerUnit")
                .hasMessageContaining("got 3");
    }
}
