package org.apical.app.study.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.StudyContext;
import org.apical.network.control.Control;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class SpikingMnistStudyTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    /** The digits, which spikes learn; every switch is one other way to learn them. */
    @Test
    void spikesLearnAndEverySwitchIsMeasured() {
        SpikingMnistPlan plan = new SpikingMnistPlan(1, 1, List.of("digits"), "digits", 480, 32, 60, 24, 0.03, 1, 1);
        Map<String, Double> accuracy = new TreeMap<>();
        Findings found;
        try (LaneBlocks threads = new LaneBlocks(2)) {
            found = new SpikingMnistStudy().run(plan, new StudyContext(PRODUCT, threads, text -> {}));
        }
        found.measures().list().stream()
                .filter(m -> m.at("epoch").equals("1"))
                .forEach(m -> accuracy.put(m.at("changed"), m.value()));
        assertThat(accuracy).hasSize(1 + Switch.values().length);
        assertThat(accuracy.get("all samples")).isGreaterThan(0.4);
        // a tenth of the samples
        assertThat(accuracy.get("none")).isLessThan(accuracy.get("all samples"));
        Table switches = (Table) found.sections().get(3);
        assertThat(switches.rows()).hasSize(Switch.values().length);
        assertThat(switches.rows().get(0)).contains("–");
    }

    /** Each switch changes what it says, and nothing else. */
    @Test
    void switchesChangeOneThing() {
        SpikingMnistPlan plan = new SpikingMnistPlan(1, 1, List.of("digits"), "digits", 64, 64, 32, 24, 0.03, 1, 1);
        Experiment plain = experiment(plan, Switch.NONE);
        assertThat(plain.formulations()).containsExactly(Form.F3);
        assertThat(plain.learning().feedback().learned()).isPresent();
        assertThat(experiment(plan, Switch.RATES).formulations()).containsExactly(Form.F1);
        assertThat(experiment(plan, Switch.NEURONS).spikes().neuronsPerUnit())
                .isEqualTo(4 * plain.spikes().neuronsPerUnit());
        assertThat(experiment(plan, Switch.FEEDBACK).learning().feedback().learned())
                .isEmpty();
        assertThat(experiment(plan, Switch.CONTROLLER).controller()).isInstanceOf(Control.Spiking.class);
        assertThat(experiment(plan, Switch.DEPTH).layers()).hasSize(3);
        assertThat(experiment(plan, Switch.DEPTH).learning()).isEqualTo(plain.learning());
        assertThat(experiment(plan, Switch.TIME).timing().controlledMs())
                .isEqualTo(10 * plain.timing().controlledMs());
    }

    private static Experiment experiment(SpikingMnistPlan plan, Switch changed) {
        return plan.network("digits", changed, true, 0).formulations(PRODUCT).experiment();
    }
}
