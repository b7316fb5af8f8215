package org.apical.network.description;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** What the units of a layer do to each other while the controller acts: the activity regularisation of sparse targets. */
public sealed interface Competition {

    /** How winners are chosen; nothing where no unit is silenced. */
    Optional<WinnerTakeAll> winners();

    /** Nothing. */
    record None() implements Competition {
        @Override
        public Optional<WinnerTakeAll> winners() {
            return Optional.empty();
        }
    }

    /**
     * Winner-take-all (Lässig, Aceituno, Sorbaro and Grewe 2023): those of a layer's units with the largest |v|, which feedforward and feedback drive have brought
     * about together, stay active; inhibition holds all others at v = 0. How it works over time is said at {@link org.apical.network.dynamics.LateralInhibition}.
     *
     * @param activeShare k, share of the units that are active in the end, in (0, 1]
     * @param rampShare share of the controlled phase over which inhibition grows, in [0, 1]; published 1, 0: at once
     * @param when in which phases units compete
     */
    record WinnerTakeAll(
            @Key(value = "k, share of the units that stay active", above = 0, most = 1)
            double activeShare,

            @Key(value = "share of the controlled phase over which inhibition grows", or = "1", least = 0, most = 1)
            double rampShare,

            @Key(value = "in which phases units compete", or = "controlled")
            When when)
            implements Competition {
        public WinnerTakeAll {
            Require.that(
                    activeShare > 0 && activeShare <= 1,
                    "WinnerTakeAll.activeShare",
                    "must be above 0 and at most 1",
                    activeShare);
            Require.that(rampShare >= 0 && rampShare <= 1, "WinnerTakeAll.rampShare", "must be from 0 to 1", rampShare);
        }

        @Override
        public Optional<WinnerTakeAll> winners() {
            return Optional.of(this);
        }

        /** Of the targets alone, inhibition growing throughout. */
        public static WinnerTakeAll ofTargets(double activeShare) {
            return new WinnerTakeAll(activeShare, 1, When.CONTROLLED);
        }

        /** Units of n that stay active in the end, at least one. */
        public int active(int units) {
            return Math.max(1, (int) Math.round(activeShare * units));
        }
    }

    /** In which phases units compete. */
    enum When {
        /** While the controller acts; the free phase knows nothing of it. */
        CONTROLLED,
        /** In the free phase too, at full strength from the beginning: sparse inference, as in the released code. */
        ALWAYS
    }
}
