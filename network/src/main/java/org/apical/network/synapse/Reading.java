package org.apical.network.synapse;

import java.math.BigDecimal;
import org.apical.neuron.parameter.Require;

/** One thing that a local rule reads at its synapse, and how far it looks back. */
public sealed interface Reading {

    /** What is read. */
    Quantity quantity();

    /** How far back the reading reaches (ms): the sum of its time constant and delay; 0 for the present step, infinite where it is kept throughout. */
    double windowMs();

    /** How it is read, in words. */
    String words();

    private static String ms(double x) {
        return BigDecimal.valueOf(x).stripTrailingZeros().toPlainString() + " ms";
    }

    /** As it is in the present step. */
    record Present(Quantity quantity) implements Reading {
        @Override
        public double windowMs() {
            return 0;
        }

        @Override
        public String words() {
            return "as it is";
        }
    }

    /** As it was when the presentation began: kept for as long as that lasts. */
    record AtStart(Quantity quantity) implements Reading {
        @Override
        public double windowMs() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public String words() {
            return "at start";
        }
    }

    /** What it has grown by in the step. */
    record Difference(Quantity quantity, double dtMs) implements Reading {
        public Difference {
            Require.positive("Reading.dtMs", dtMs, "ms");
        }

        @Override
        public double windowMs() {
            return dtMs;
        }

        @Override
        public String words() {
            return "its change in a step";
        }
    }

    /** The mean of its values at the beginning and at the end of the step. */
    record MeanOfStep(Quantity quantity, double dtMs) implements Reading {
        public MeanOfStep {
            Require.positive("Reading.dtMs", dtMs, "ms");
        }

        @Override
        public double windowMs() {
            return dtMs;
        }

        @Override
        public String words() {
            return "mean over a step";
        }
    }

    /** Through tau dy/dt = -y + x. */
    record LowPassed(Quantity quantity, double tauMs) implements Reading {
        public LowPassed {
            Require.positive("Reading.tauMs", tauMs, "ms");
        }

        @Override
        public double windowMs() {
            return tauMs;
        }

        @Override
        public String words() {
            return "low-passed, " + ms(tauMs);
        }
    }

    /** Another reading, some time later. */
    record Delayed(Reading of, double delayMs) implements Reading {
        public Delayed {
            Require.notNegative("Reading.delayMs", delayMs, "ms");
        }

        @Override
        public Quantity quantity() {
            return of.quantity();
        }

        @Override
        public double windowMs() {
            return of.windowMs() + delayMs;
        }

        @Override
        public String words() {
            return of.words() + ", " + ms(delayMs) + " late";
        }
    }
}
