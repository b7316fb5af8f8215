package org.apical.app.study.neurons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apical.app.check.Check;
import org.apical.app.experiment.Experiment;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.app.study.neurons.NeuronsFindings.Point;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.soma.AdaptiveExponential;
import org.junit.jupiter.api.Test;

class NeuronsStudyTest {
    private static final NeuronsPlan TINY =
            new NeuronsPlan(4, 2, 8, 5, 1, 1, List.of(0.2, 1.0), List.of(1.0), List.of());

    private static Findings findings(int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new NeuronsStudy().run(TINY, new StudyContext(MatrixProduct.detect(), blocks, what -> {}));
        }
    }

    /** Compartments settle where their own equations say, which couplings and NMDA move away from F1; bars are spreads over seeds; threads change nothing. */
    @Test
    void pointsAreHeldAgainstWhatTheMapPredicts() {
        Findings found = findings(2);
        LineChart cosines = (LineChart) found.sections().get(1);
        assertThat(cosines.series()).hasSize(2).allSatisfy(line -> {
            assertThat(line.x()).containsExactly(0.2, 1);
            assertThat(line.error()).hasSize(2);
            assertThat(Arrays.stream(line.error()).min().orElseThrow()).isPositive();
        });
        assertThat(((Table) found.sections().get(2)).rows()).hasSize(2 * 3);
        assertThat(found.checks().stream().filter(Check::decided)).hasSize(3).allMatch(Check::held);
        assertThat(found.measures().list())
                .allSatisfy(m -> assertThat(m.value()).isFinite());
        assertThat(findings(1).measures()).isEqualTo(found.measures());
    }

    /** A network that diverges is a finding. */
    @Test
    void networksThatDivergeAreNamed() {
        List<Point> diverged = List.of(
                new Point(Sweep.COUPLING, 0.2, 0, Optional.empty()), new Point(Sweep.NMDA, 1, 0, Optional.empty()));
        Findings found = new NeuronsFindings(TINY, diverged).findings();
        assertThat(((Table) found.sections().get(2)).rows().get(0)).endsWith("diverged", "diverged");
        assertThat(((Table) found.sections().get(2)).rows().get(3)).endsWith("–", "–");
    }

    @Test
    void theWholeStudyChangesOneThingAtATime() {
        NeuronsPlan whole = NeuronsPlan.of(1, false);
        Experiment ratio = whole.network(Sweep.COUPLING, 3, 1)
                .formulations(MatrixProduct.detect())
                .experiment();
        assertThat(ratio.neurons().cell().cell().dendrites())
                .extracting(Dendrite::couplingNanoS)
                .containsExactly(1.5, 4.5);
        assertThat(ratio.seed()).isEqualTo(2);
        Experiment adaptive = whole.network(Sweep.ADAPTATION, 80, 0)
                .formulations(MatrixProduct.detect())
                .experiment();
        assertThat(adaptive.spikes().soma())
                .isInstanceOfSatisfying(AdaptiveExponential.class, soma -> assertThat(soma.adaptationPicoA())
                        .isEqualTo(80));
        assertThat(Studies.named("neurons")).containsInstanceOf(NeuronsStudy.class);
    }
}
