package org.apical.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The null space of a weight Jacobian, on the recorded network 7-6-5-3 with three samples: 9 outputs, fewer than any layer has weights. */
class NullSpaceTest {
    private static final double ROUNDING = 1e-12;

    private final Random random = new Random(1);
    private DfcCase c;
    private LinearisedNetwork[] batch;

    @BeforeEach
    void read() {
        try (CaseFile file = CaseFile.open(ReplayTest.recording("dfc_null_space"))) {
            c = DfcCase.read(file);
        }
        batch = Stream.of(c.input())
                .map(r0 -> SampleState.feedforward(c.network(), c.weights(), r0))
                .map(state -> new LinearisedNetwork(c.network(), c.weights(), state))
                .toArray(LinearisedNetwork[]::new);
    }

    @Test
    void ofOneSampleIsThatOfItsError() {
        for (int l = 0; l < c.network().layers(); l++) {
            double[] error = random.doubles(c.network().units(l), -1, 1).toArray();
            WeightUpdate update = new WeightUpdate(c.network());
            update.addOuter(l, error, batch[0].state().presynaptic(l), 1);
            double share = new NullSpace(new LinearisedNetwork[] {batch[0]}, l).share(update.forward(l));
            assertThat(share).isCloseTo(batch[0].nullSpaceShare(l, error), within(ROUNDING));
        }
    }

    /** What J^T sends back to a layer, for any signal of each sample, is in the row space; no weight of a batch that spans them all is outside. */
    @Test
    void whatTheJacobianSendsBackHasNoShare() {
        for (int l = 0; l < c.network().layers(); l++) {
            WeightUpdate update = new WeightUpdate(c.network());
            for (LinearisedNetwork sample : batch) {
                double[] back = new double[c.network().units(l)];
                for (int o = 0; o < c.network().outputs(); o++) {
                    double signal = random.nextDouble();
                    for (int i = 0; i < back.length; i++) {
                        back[i] += signal * sample.jacobian().get(o, sample.offset(l) + i);
                    }
                }
                update.addOuter(l, back, sample.state().presynaptic(l), 1);
            }
            NullSpace space = new NullSpace(batch, l);
            assertThat(space.share(update.forward(l))).isCloseTo(0, within(ROUNDING));
            double[] any = random.doubles(update.forward(l).length, -1, 1).toArray();
            assertThat(space.share(any)).isBetween(0.3, 1.0);
            assertThat(space.share(new double[any.length])).isZero();
        }
    }

    /** Twice the same sample adds singular values of 0, which are no directions. */
    @Test
    void aRepeatedSampleChangesNothing() {
        LinearisedNetwork[] twice = {batch[0], batch[1], batch[0], batch[2]};
        for (int l = 0; l < c.network().layers(); l++) {
            double[] any = random.doubles(c.network().units(l) * c.network().presynapticUnits(l), -1, 1)
                    .toArray();
            assertThat(new NullSpace(twice, l).share(any))
                    .isCloseTo(new NullSpace(batch, l).share(any), within(ROUNDING));
        }
    }
}
