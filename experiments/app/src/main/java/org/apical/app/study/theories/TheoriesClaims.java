package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.study.Claim;
import org.apical.plasticity.reference.Reference;

/** What publications say of theories, decided by what was measured. */
record TheoriesClaims(TheoriesResult result) {
    private static final double CHANCE = 10;
    /** beta 0.01 times the gain of the chain, of order one: a radian of order beta. */
    private static final double NUDGED_DEGREES = 3;

    private static final double SAME_DEGREES = 1e-4;

    /** By seed, of networks that did not diverge. */
    private double[] numbers(Theory theory, ToDoubleFunction<Learned> of) {
        return TheoriesResult.finite(result.of(theory).stream().mapToDouble(of).toArray());
    }

    /** The same of seeds on which neither diverged. */
    private double[] less(Theory one, Theory other, ToDoubleFunction<Learned> of) {
        List<Learned> x = result.of(one);
        List<Learned> y = result.of(other);
        return TheoriesResult.finite(IntStream.range(0, Math.min(x.size(), y.size()))
                .mapToDouble(k -> of.applyAsDouble(x.get(k)) - of.applyAsDouble(y.get(k)))
                .toArray());
    }

    private Claim better(String claim, Theory one, Theory other) {
        return Claim.atLeast(claim, "difference of test accuracies (points)", 0, less(one, other, Learned::test));
    }

    private static double before(Learned course, Reference to) {
        return course.angle(false, to);
    }

    /** Those of networks that did not diverge; of none there is no claim. */
    List<Claim> claims() {
        return allClaims().stream().filter(claim -> claim.measured().size() > 0).toList();
    }

    private List<Claim> allClaims() {
        List<Claim> claims = new ArrayList<>();
        for (Theory theory : List.of(Theory.DIRECT, Theory.ALIGNMENT)) {
            claims.add(Claim.atMost(
                            "In the last layer the update of " + theory.label() + " is the gradient.",
                            "angle to backprop there, before learning (degrees)",
                            SAME_DEGREES,
                            numbers(theory, c -> c.angle(false, (int) c.layers().count() - 2, Reference.BACKPROP)))
                    .must());
        }
        claims.add(Claim.atMost(
                        "The update of predictive coding is the gradient where its output is nudged weakly (Whittington and Bogacz 2017; Millidge et al. 2022).",
                        "angle to backprop before learning (degrees)",
                        NUDGED_DEGREES,
                        numbers(Theory.NUDGED_CODING, c -> before(c, Reference.BACKPROP)))
                .must());
        claims.add(Claim.atLeast(
                "Clamped, it is nearer to minimum norm, as DFC is, than to backprop.",
                "angle to backprop less angle to minimum norm, before learning (degrees)",
                0,
                numbers(Theory.CODING, c -> before(c, Reference.BACKPROP) - before(c, Reference.MINIMUM_NORM))));
        claims.add(Claim.atLeast(
                "DFC is nearer to minimum norm than to backprop (Meulemans et al. 2021).",
                "angle to backprop less angle to minimum norm, before learning (degrees)",
                0,
                numbers(Theory.DFC, c -> before(c, Reference.BACKPROP) - before(c, Reference.MINIMUM_NORM))));
        claims.add(Claim.atLeast(
                "Equilibrium propagation with symmetric weights learns as well as backprop (Scellier and Bengio 2017).",
                "its test accuracy less that of backprop (points)",
                -1,
                less(Theory.EQUILIBRIUM, Theory.BACKPROP, Learned::test)));
        claims.add(Claim.atLeast(
                "Without weight symmetry Jacobian homeostasis raises accuracy (Laborieux and Zenke 2023).",
                "test accuracy with it less that without it (points)",
                0,
                less(Theory.HOMEOSTASIS, Theory.OWN, Learned::test)));
        claims.add(better(
                "A weight mirror learns better than feedback alignment with fixed S (Akrout et al. 2019).",
                Theory.WEIGHT_MIRROR,
                Theory.ALIGNMENT));
        claims.add(Claim.atLeast(
                "In phaseless alignment backward weights turn towards the transposed forward ones (Max et al. 2024).",
                "angle of S to W^T before learning less that after it (degrees)",
                0,
                numbers(Theory.PHASELESS, c -> c.backward(false) - c.backward(true))));
        claims.add(better(
                "Phaseless alignment learns better than feedback alignment with fixed S (Max et al. 2024).",
                Theory.PHASELESS,
                Theory.ALIGNMENT));
        claims.add(Claim.atLeast(
                "Input modulation learns.",
                "test accuracy less chance (points)",
                0,
                numbers(Theory.MODULATION, c -> c.test() - CHANCE)));
        claims.add(better(
                "Backprop learns better than input modulation (Dellaferrera and Kreiman 2022).",
                Theory.BACKPROP,
                Theory.MODULATION));
        claims.add(better(
                "Direct feedback alignment learns better than input modulation (the same).",
                Theory.DIRECT,
                Theory.MODULATION));
        claims.add(better(
                "Backprop learns better than forward-forward (Hinton 2022).", Theory.BACKPROP, Theory.FORWARD_FORWARD));
        claims.add(better(
                "Direct feedback learns better where its weights learn to predict the output than where they are fixed (Yang et al. 2024).",
                Theory.SUPPORT,
                Theory.DIRECT));
        return claims;
    }
}
