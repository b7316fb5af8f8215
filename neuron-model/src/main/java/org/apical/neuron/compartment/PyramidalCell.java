package org.apical.neuron.compartment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;

/**
 * The passive pyramidal neuron (physics.md 4): a soma S and a tree of basal and apical dendrites, by default one of each, B and A.
 *
 * <pre>
 * C_s dV_s/dt = -gL_s (V_s - E_L) + sum_d g_d (V_d - V_s) + I_s                                  d: dendrites on the soma
 * C_d dV_d/dt = -gL_d (V_d - E_L) + [g_d (V_p - V_d)] + sum_c g_c (V_c - V_d) + I_d              p: parent of d, c: dendrites on d
 *                                                                         [..] with reciprocal coupling only
 * </pre>
 *
 * <p>Compartments are numbered: 0 is the soma, 1.. the dendrites as listed. A <em>site</em> names where currents go and potentials are read:
 * {@code soma}, a dendrite, or {@code basal} / {@code apical} for all dendrites of a kind, in proportion to their membrane (capacitance).
 *
 * @param dendrites each attached to the soma or to a dendrite listed before it, which makes the tree connected and free of loops
 * @param restMv E_L, leak reversal potential (mV)
 */
public record PyramidalCell(Compartment soma, List<Dendrite> dendrites, double restMv, Coupling coupling) {
    /** Name of the somatic compartment. */
    public static final String SOMA = "soma";

    public static final String BASAL = Dendrite.Kind.BASAL.site();
    public static final String APICAL = Dendrite.Kind.APICAL.site();

    public PyramidalCell {
        Objects.requireNonNull(soma, "PyramidalCell.soma");
        Objects.requireNonNull(coupling, "PyramidalCell.coupling");
        dendrites = List.copyOf(dendrites);
        Require.finite("PyramidalCell.restMv", restMv, "mV");
        List<String> known = new ArrayList<>(List.of(SOMA));
        for (Dendrite d : dendrites) {
            String name = "PyramidalCell.dendrites[" + d.name() + "]";
            Require.that(!known.contains(d.name()), name, "must have a name of its own", d.name());
            Require.that(
                    known.contains(d.parent()),
                    name + ".parent",
                    "must be the soma or a dendrite listed before it (" + String.join(", ", known) + ")",
                    d.parent());
            known.add(d.name());
            for (Dendrite.Kind kind : Dendrite.Kind.values()) {
                Require.that(
                        !d.name().equals(kind.site()) || d.kind() == kind && countOf(dendrites, kind) == 1,
                        name,
                        "may be called " + kind.site() + " only if it is the one " + kind.site() + " dendrite",
                        d.name());
            }
        }
    }

    private static long countOf(List<Dendrite> dendrites, Dendrite.Kind kind) {
        return dendrites.stream().filter(d -> d.kind() == kind).count();
    }

    /**
     * Soma, basal and apical dendrite.
     *
     * @param basalCouplingNanoS g_bs (nS), > 0
     * @param apicalCouplingNanoS g_as (nS), > 0
     */
    public static PyramidalCell threeCompartments(
            Compartment soma,
            Compartment basal,
            Compartment apical,
            double basalCouplingNanoS,
            double apicalCouplingNanoS,
            double restMv,
            Coupling coupling) {
        return new PyramidalCell(
                soma,
                List.of(
                        new Dendrite(BASAL, Dendrite.Kind.BASAL, basal, SOMA, basalCouplingNanoS),
                        new Dendrite(APICAL, Dendrite.Kind.APICAL, apical, SOMA, apicalCouplingNanoS)),
                restMv,
                coupling);
    }

    /**
     * The neuron of the default networks: a membrane time constant of 20 ms at the soma, 200 pF / (4 + 4 + 2) nS, and small dendritic
     * compartments of 10 pF / 10 nS = 1 ms that follow their input, so that the abstract equations are the limit the model is near.
     */
    public static PyramidalCell standard() {
        return threeCompartments(
                new Compartment(200, 4),
                new Compartment(10, 10),
                new Compartment(10, 10),
                4,
                2,
                -70,
                Coupling.DENDRITE_TO_SOMA);
    }

    /** The same neuron with the other coupling. */
    public PyramidalCell withCoupling(Coupling other) {
        return new PyramidalCell(soma, dendrites, restMv, other);
    }

    /**
     * The same neuron with other conductances.
     *
     * @param leak factor on all leak conductances
     * @param coupling factor on all axial ones
     */
    public PyramidalCell scaled(double leak, double coupling) {
        List<Dendrite> scaled = dendrites.stream()
                .map(d -> new Dendrite(
                        d.name(), d.kind(), d.membrane().leaking(leak), d.parent(), coupling * d.couplingNanoS()))
                .toList();
        return new PyramidalCell(soma.leaking(leak), scaled, restMv, this.coupling);
    }

    /**
     * The same neuron with a dendrite that carries no other cut lengthwise into equal parallel parts, named {@code name.1}, {@code name.2}, ...
     * Under a current shared equally among the parts, all potentials are those of the whole.
     */
    public PyramidalCell split(String name, int parts) {
        Require.atLeast("PyramidalCell.split parts", parts, 1);
        int at = index(name);
        Require.that(at > 0, "PyramidalCell.split", "must name a dendrite", name);
        List<Dendrite> changed = new ArrayList<>(dendrites);
        Dendrite whole = changed.remove(at - 1);
        Require.that(
                changed.stream().noneMatch(d -> d.parent().equals(name)),
                "PyramidalCell.split",
                "must name a dendrite that carries no other",
                name);
        Compartment part = new Compartment(
                whole.membrane().capacitancePicoF() / parts, whole.membrane().leakNanoS() / parts);
        for (int k = 0; k < parts; k++) {
            changed.add(
                    at - 1 + k,
                    new Dendrite(
                            name + "." + (k + 1), whole.kind(), part, whole.parent(), whole.couplingNanoS() / parts));
        }
        return new PyramidalCell(soma, changed, restMv, coupling);
    }

    /** Whether it is a soma with one basal and one apical dendrite. */
    public boolean isThreeCompartments() {
        return dendrites.size() == 2
                && dendrites.stream().allMatch(d -> d.parent().equals(SOMA))
                && dendrites.get(0).kind() != dendrites.get(1).kind();
    }

    /** Number of compartments, soma included. */
    public int compartments() {
        return 1 + dendrites.size();
    }

    /** Name of a compartment. */
    public String name(int compartment) {
        return compartment == 0 ? SOMA : dendrites.get(compartment - 1).name();
    }

    /** Number of the compartment of that name. */
    public int index(String name) {
        for (int c = 0; c < compartments(); c++) {
            if (name(c).equals(name)) {
                return c;
            }
        }
        throw new ParameterException("compartment", "must be one of " + String.join(", ", names()), name);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < compartments(); c++) {
            names.add(name(c));
        }
        return names;
    }

    /** Number of the compartment that a dendrite is attached to. */
    public int parent(int compartment) {
        return index(dendrites.get(compartment - 1).parent());
    }

    /** g_d (nS), the axial conductance between a dendrite and its parent. */
    public double couplingNanoS(int compartment) {
        return dendrites.get(compartment - 1).couplingNanoS();
    }

    /** The passive membrane of a compartment. */
    public Compartment membrane(int compartment) {
        return compartment == 0 ? soma : dendrites.get(compartment - 1).membrane();
    }

    /** What part of a current into a site enters each compartment; the parts sum to 1. */
    public double[] share(String site) {
        double[] share = new double[compartments()];
        double total = 0;
        for (int c = 0; c < compartments(); c++) {
            boolean named = name(c).equals(site);
            if (named || c > 0 && dendrites.get(c - 1).kind().site().equals(site)) {
                share[c] = membrane(c).capacitancePicoF();
                total += share[c];
            }
        }
        if (total == 0) {
            throw new ParameterException(
                    "site",
                    "must be " + BASAL + " or " + APICAL + " where there are such dendrites, or one of "
                            + String.join(", ", names()),
                    site);
        }
        for (int c = 0; c < share.length; c++) {
            share[c] /= total;
        }
        return share;
    }

    /** tau_v = C_s / (gL_s + sum g_d) (ms): the time constant of the soma behind fast dendrites that do not see it. */
    public double somaticTimeConstantMs() {
        return soma.capacitancePicoF() / conductanceMatrixNanoS()[0][0];
    }

    /** G (nS), square, in the order of the compartments: the currents that hold the potentials V - E_L are G (V - E_L). */
    public double[][] conductanceMatrixNanoS() {
        int n = compartments();
        double back = coupling == Coupling.RECIPROCAL ? 1 : 0;
        double[][] g = new double[n][n];
        for (int c = 0; c < n; c++) {
            g[c][c] += membrane(c).leakNanoS();
            if (c > 0) {
                int p = parent(c);
                double axial = couplingNanoS(c);
                g[p][p] += axial;
                g[p][c] -= axial;
                g[c][c] += back * axial;
                g[c][p] -= back * axial;
            }
        }
        return g;
    }

    /** Capacitances (pF) in the order of the compartments. */
    public double[] capacitancesPicoF() {
        double[] c = new double[compartments()];
        for (int k = 0; k < c.length; k++) {
            c[k] = membrane(k).capacitancePicoF();
        }
        return c;
    }
}
