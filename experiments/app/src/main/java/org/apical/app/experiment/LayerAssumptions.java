package org.apical.app.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.network.control.ControllerDescription;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.population.DendriteSynapses.Synaptic;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.UnitNeuron;
import org.apical.neuron.reduction.Assumption;
import org.apical.neuron.reduction.Assumptions;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.TransferFunction;

/**
 * What F1 takes for granted of the neurons of a layer: {@link Assumptions} of the cell with its inputs in F3, and that the soma fires along nu_0 + nu_1 phi(v).
 *
 * @param curve f–I curve of the soma, in closed form or measured; empty where the neurons of a unit share their potentials
 * @param list the assumptions
 */
public record LayerAssumptions(Optional<FiCurve> curve, List<Assumption> list) {
    /** |v| up to which a curve is held against phi. */
    public static final double RANGE = 2;

    private static final String ALONG = "neurons fire along nu_0 + nu_1 phi(v)";
    /** Assumptions without which F3 has other rates than F1. */
    private static final Set<String> ABOUT_RATES = Set.of(ALONG, Assumptions.NOT_NEGATIVE);

    private static final int POINTS = 81;
    private static final double TOLERANCE = 0.05;

    /** Of a layer, counted from 0. */
    public static LayerAssumptions of(Formulations formulations, int layer) {
        RateReduction reduction = formulations.neurons().reduction(formulations.network(), layer);
        TransferFunction transfer = formulations.network().transfer(layer);
        Spikes spikes = formulations.spikes(layer);
        Optional<FiCurve> curve = formulations.somaCurve(layer);
        List<Assumption> list = new ArrayList<>(Assumptions.of(
                reduction,
                inputs(formulations, layer),
                spikes.soma().resets(),
                transfer,
                ofUnitDrive(reduction, formulations.cell(layer).synapses())));
        curve.ifPresent(c -> list.add(firesAlong(c, reduction, transfer)));
        List<UnitNeuron> own =
                formulations.neurons().layer(formulations.network(), layer).own();
        if (!own.isEmpty() || reduction.kappa() != reduction.resistances().basalAttenuation()) {
            list.add(neuronOfTheMap(reduction, own));
        }
        return new LayerAssumptions(curve, List.copyOf(list));
    }

    private static Assumption neuronOfTheMap(RateReduction reduction, List<UnitNeuron> own) {
        double perKappa = reduction.code().offsetMv() / reduction.code().scaleMv() / reduction.kappa();
        DoubleStream kappas = own.isEmpty()
                ? DoubleStream.of(reduction.resistances().basalAttenuation())
                : own.stream()
                        .mapToDouble(unit -> TransferResistances.of(unit.cell()).basalAttenuation());
        double prediction = kappas.map(kappa -> Math.abs((kappa - reduction.kappa()) * perKappa))
                .max()
                .orElse(0);
        double threshold = own.stream()
                .mapToDouble(
                        unit -> Math.abs(unit.thresholdMv()) / reduction.code().scaleMv())
                .max()
                .orElse(0);
        return new Assumption(
                "every neuron is the one that weights are mapped by and rules predict with",
                Math.max(prediction, threshold),
                TOLERANCE,
                "largest |kappa_i / kappa - 1| offset / scale, the error of V* at v = 0, or |threshold - nominal| / scale, in units of v",
                "rules see errors where there are none, and units settle elsewhere (physics 5.10)");
    }

    private static List<Input> inputs(Formulations formulations, int layer) {
        return Stream.concat(basal(formulations, layer).stream(), apical(formulations, layer).stream())
                .map(Synaptic::input)
                .toList();
    }

    /** What ends on the basal dendrites of a layer in F3. */
    public static List<Synaptic> basal(Formulations formulations, int layer) {
        RateReduction reduction = formulations.neurons().reduction(formulations.network(), layer);
        double tauMs = formulations.spikes(layer).synapseTauMs();
        return formulations
                .cell(layer)
                .synapses()
                .basal()
                .decaying("b", PyramidalCell.BASAL, tauMs, reduction.workingBasalMv());
    }

    /** What ends on the apical dendrites of a layer in F3: what holds from step to step, where the controller does not spike. */
    public static List<Synaptic> apical(Formulations formulations, int layer) {
        ControllerDescription controller = formulations.controller();
        DendriteSynapses apical = formulations.cell(layer).synapses().apical();
        double workingMv =
                formulations.neurons().reduction(formulations.network(), layer).workingApicalMv();
        return controller.spikes()
                ? apical.decaying("a", PyramidalCell.APICAL, controller.synapseTauMs(), workingMv)
                : apical.held("a", PyramidalCell.APICAL, workingMv);
    }

    /**
     * Mean of each input, in the same order, under a drive, or feedback, of 1 that excites and one that inhibits, whatever its time constant; of currents 0, which the potential does not
     * change.
     */
    private static double[] ofUnitDrive(RateReduction reduction, LayerSynapses synapses) {
        return DoubleStream.concat(
                        means(
                                synapses.basal().held("b", PyramidalCell.BASAL, reduction.workingBasalMv()),
                                reduction.basalPicoAPerDrive()),
                        means(
                                synapses.apical().held("a", PyramidalCell.APICAL, reduction.workingApicalMv()),
                                reduction.apicalPicoAPerFeedback()))
                .toArray();
    }

    private static DoubleStream means(List<Synaptic> held, double picoA) {
        return held.stream().mapToDouble(s -> s.input().unit().equals("pA") ? 0 : s.perPicoA() * picoA);
    }

    /** Values of v over the range, ascending. */
    public static double[] range() {
        return IntStream.range(0, POINTS)
                .mapToDouble(k -> -RANGE + 2 * RANGE * k / (POINTS - 1))
                .toArray();
    }

    private static Assumption firesAlong(FiCurve curve, RateReduction reduction, TransferFunction transfer) {
        double worst = Arrays.stream(range())
                .map(v -> curve.rateHz(reduction.somaMv(v))
                        - reduction.code().rates().hz(transfer.value(v)))
                .map(Math::abs)
                .max()
                .orElse(0);
        return new Assumption(
                ALONG,
                worst / reduction.code().rates().gainHz(),
                TOLERANCE,
                "largest difference of the f–I curve of the soma from it for |v| <= " + RANGE + ", over nu_1",
                "F3 has other units than F1 and F2; transfer: f-I curve gives all of them the curve of the soma");
    }

    /** What may keep F3 from the rates of F1, in words: the assumptions about its rates that are violated, layer by layer; else what else there is. */
    public static String causes(Formulations formulations) {
        List<String> causes = new ArrayList<>();
        for (int l = 0; l < formulations.network().layers(); l++) {
            String layer = formulations.network().chain().get(l).name();
            of(formulations, l).list().stream()
                    .filter(a -> !a.holds() && ABOUT_RATES.contains(a.name()))
                    .forEach(a -> causes.add(layer + ": that " + a.name() + " is violated (" + a.measure() + ": "
                            + String.format(java.util.Locale.ROOT, "%.3g", a.violation()) + "); " + a.consequence()));
        }
        return causes.isEmpty()
                ? "no assumption about rates is violated; the loop may not have settled, or may amplify the noise of its own output: more neurons, a larger timing.tauUMs or a longer controlled phase tell"
                : String.join(". ", causes);
    }
}
