package org.apical.app.audit;

import java.util.List;

/**
 * How robust learning is to a change of one circumstance.
 *
 * @param what is changed
 * @param curves one for each way of changing it
 */
public record Tolerance(What what, List<Curve> curves) {
    public Tolerance {
        curves = List.copyOf(curves);
    }

    /** Circumstances. */
    public enum What {
        NOISE("noise", "Noise in the apical dendrites", "standard deviation of v^fb (units of v)", "noise (v)"),
        DELAY("delay", "Delay of feedback", "delay of the control path (ms)", "delay (ms)"),
        SPARSITY("sparsity", "Sparse feedback", "entries of Q that exist (%)", "entries (%)"),
        CONDUCTANCE("conductance", "Conductance ratio", "g_as / g_bs", "g_as/g_bs"),
        COUPLING("coupling", "Reciprocal coupling", "0: dendrite to soma, 1: reciprocal", "coupling");

        private final String key;
        private final String title;
        private final String axis;
        private final String column;

        What(String key, String title, String axis, String column) {
            this.key = key;
            this.title = title;
            this.axis = axis;
            this.column = column;
        }

        /** As a key. */
        public String key() {
            return key;
        }

        /** As a heading. */
        public String title() {
            return title;
        }

        /** Head of its column in a table. */
        public String column() {
            return column;
        }

        /** Label of the x axis. */
        public String axis() {
            return axis;
        }
    }

    /**
     * A sweep.
     *
     * @param name what distinguishes it; blank if nothing
     * @param trained whether its points were trained; else they are first updates alone
     * @param unchanged where the network is as its file describes it
     * @param points by x, that one among them
     */
    public record Curve(String name, boolean trained, double unchanged, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }

        /** The network as it is. */
        public Point reference() {
            return points.get(index());
        }

        private int index() {
            int at = 0;
            while (points.get(at).x() != unchanged) {
                at++;
            }
            return at;
        }

        /** The points around the unchanged one, without a gap, that cost at most {@code loss} of the test samples. */
        public List<Point> tolerated(double loss) {
            double least = reference().accuracy() - loss;
            int first = index();
            int end = first + 1;
            while (first > 0 && points.get(first - 1).accuracy() >= least) {
                first--;
            }
            while (end < points.size() && points.get(end).accuracy() >= least) {
                end++;
            }
            return points.subList(first, end);
        }
    }

    /**
     * One short training.
     *
     * @param x the circumstance
     * @param accuracy share of held-out samples classified correctly; NaN if learning diverged, or none was tried
     * @param cosineToPlain of the first update to that of the unchanged network
     * @param cosineToBackprop of the first update to backpropagation, both in the network as it is; NaN where the network is no chain
     */
    public record Point(double x, double accuracy, double cosineToPlain, double cosineToBackprop) {
        /** Whether there is no accuracy: in a trained curve, because learning diverged. */
        public boolean diverged() {
            return Double.isNaN(accuracy);
        }
    }
}
