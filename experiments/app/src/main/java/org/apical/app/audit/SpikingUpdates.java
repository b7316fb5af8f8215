package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apical.app.audit.Tolerance.Curve;
import org.apical.app.audit.Tolerance.Point;
import org.apical.app.experiment.Form;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.update.WeightUpdate;

/** First updates of a network that learns under F1 or F2, made by its spikes: the same weights, the prediction read through the soma. */
final class SpikingUpdates {
    private static final String NAME = "F3";

    private final AuditedNetwork audited;
    private final NetworkWeights weights;
    private final Variant plain;

    private SpikingUpdates(AuditedNetwork audited, NetworkWeights weights) {
        this.audited = audited;
        this.weights = weights;
        this.plain = Variant.plain(audited.experiment());
    }

    /** None for rules whose form under spikes is another rule. */
    static Optional<SpikingUpdates> of(AuditedNetwork graded, NetworkWeights weights) {
        return graded.form() == Form.F3 || !graded.learning().rule().alikeUnderSpikes()
                ? Optional.empty()
                : Optional.of(new SpikingUpdates(graded.as(Form.F3), weights));
    }

    Curve curve(double[] values, double scale, ToleranceProbe.Change change, double unchanged) {
        WeightUpdate reference = update(plain);
        List<Point> points = new ArrayList<>();
        points.add(point(unchanged, reference, reference));
        for (double value : values) {
            points.add(point(scale * value, update(change.apply(plain, value)), reference));
        }
        points.sort(Comparator.comparingDouble(Point::x));
        return new Curve(NAME, false, unchanged, points);
    }

    private Point point(double x, WeightUpdate update, WeightUpdate reference) {
        if (update == null || reference == null) {
            return new Point(x, Double.NaN, Double.NaN, Double.NaN);
        }
        double toBackprop = ToleranceProbe.cosineToBackprop(audited, weights, update);
        return new Point(x, Double.NaN, update.cosine(reference), toBackprop);
    }

    /** Null where the network diverged. */
    private WeightUpdate update(Variant variant) {
        NetworkWeights of = weights;
        if (variant.feedbackKept() < 1) {
            of = weights.copy();
            of.thinFeedback(variant.feedbackKept(), new RandomStreams(audited.seed()));
        }
        try {
            return audited.run(variant).firstUpdate(of);
        } catch (DivergenceException | ArithmeticException e) {
            return null;
        }
    }
}
