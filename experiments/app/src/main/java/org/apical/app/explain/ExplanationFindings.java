package org.apical.app.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apical.app.experiment.Assumed;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.LayerAssumptions;
import org.apical.app.experiment.LearningMethod;
import org.apical.app.experiment.PotentialRanges.Range;
import org.apical.app.experiment.Remap;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.apical.network.formulation.InputForm;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.population.UnitNeuron;
import org.apical.neuron.reduction.Assumption;

/** An {@link Explanation} as tables, charts and numbers. */
public final class ExplanationFindings {
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e6;
    private static final MathContext DIGITS = new MathContext(4);

    private final Explanation explained;
    private final List<Section> sections = new ArrayList<>();

    private ExplanationFindings(Explanation explained) {
        this.explained = explained;
    }

    /**
     * The findings.
     *
     * @param name of the file
     */
    public static Findings of(Explanation explained, String name) {
        ExplanationFindings page = new ExplanationFindings(explained);
        page.populations();
        page.synapses();
        page.cells();
        page.maps();
        page.scatter();
        page.potentials();
        page.curves();
        page.assumptions();
        page.memory();
        return new Findings(
                "What " + name + " describes", page.lead(), page.sections, List.of(), Measures.of(page.measures()));
    }

    private LearningMethod method() {
        return explained.experiment().learning().method();
    }

    private String lead() {
        long violated = explained.layers().stream()
                .flatMap(l -> l.assumptions().stream())
                .filter(a -> !a.holds())
                .map(Assumption::name)
                .distinct()
                .count();
        return "To be run as "
                + explained.experiment().formulations().stream().map(Enum::name).collect(Collectors.joining(", "))
                + ". "
                + (method().control()
                        ? ""
                        : "Forward weights learn by " + ExperimentFile.name(method())
                                + ", of rates (F1): no controller takes part, and neurons with compartments are those that the same network would have. ")
                + (violated == 0
                        ? "Every assumption of the reduction from compartments to rates holds."
                        : violated + " assumption" + (violated == 1 ? "" : "s")
                                + " of the reduction from compartments to rates "
                                + (violated == 1 ? "is" : "are") + " violated; the table says by how much.");
    }

    private static String number(double x) {
        if (!Double.isFinite(x)) {
            return "–";
        }
        double size = Math.abs(x);
        return size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)
                ? String.format(Locale.ROOT, "%.1e", x)
                : new BigDecimal(x).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String whole(double x) {
        return String.format(Locale.ROOT, "%,.0f", x).replace(',', ' ');
    }

    private void populations() {
        var network = explained.formulations().network();
        List<List<String>> rows = new ArrayList<>();
        int n = explained.experiment().spikes().neuronsPerUnit();
        String none = "–";
        var input = explained.formulations().neurons().input();
        rows.add(List.of(
                network.input(),
                whole(network.inputs()),
                whole((double) network.inputs() * n),
                none,
                explained.experiment().input().as() == InputForm.SPIKES
                        ? "Poisson"
                        : "Gaussian: diffusion approximation of Poisson",
                none,
                none,
                number(input.baselineHz()),
                number(input.gainHz())));
        for (LayerFacts l : explained.layers()) {
            rows.add(List.of(
                    l.name(),
                    whole(l.units()),
                    whole(l.neurons()),
                    l.cell(),
                    l.soma(),
                    l.synapses(),
                    l.phi(),
                    number(l.reduction().code().rates().baselineHz()),
                    number(l.reduction().code().rates().gainHz())));
        }
        long controlling = explained.experiment().controller().neurons(network.outputs());
        if (controlling > 0 && method().control()) {
            rows.add(List.of(
                    "controller",
                    whole(network.outputs()),
                    whole(controlling),
                    none,
                    explained.experiment().controller().words(),
                    none,
                    none,
                    none,
                    none));
        }
        network.sources()
                .forEach(s -> rows.add(List.of(
                        s.name(),
                        whole(s.units()),
                        whole((double) s.units() * s.neurons()),
                        none,
                        "Poisson",
                        none,
                        none,
                        number(s.rateHz()),
                        none)));
        sections.add(new Table(
                "Populations",
                "Neurons in F3: units x N. A unit of rate r fires at nu_0 + nu_1 r (Hz).",
                List.of("population", "units", "neurons", "cell", "soma", "synapses", "phi", "nu_0 (Hz)", "nu_1 (Hz)"),
                rows));
    }

    private void synapses() {
        sections.add(new Table(
                "Synapses",
                "Weights connect units; in F3 each stands for synapses between all their neurons (of the ideal controller, which is none, for one current a neuron).",
                List.of("from", "to", "dendrite", "weights", "synapses in F3", "delay (ms)", "learns"),
                explained.synapses().stream()
                        .map(s -> List.of(
                                s.from(),
                                s.to(),
                                s.site(),
                                whole(s.weights()),
                                whole(s.synapses()),
                                number(s.delayMs()),
                                s.plastic() ? "yes" : "no"))
                        .toList()));
    }

    /** A column for each cell that differs from those before. */
    private void cells() {
        Map<PyramidalCell, List<LayerFacts>> cells = explained.layers().stream()
                .collect(Collectors.groupingBy(l -> l.reduction().cell(), LinkedHashMap::new, Collectors.toList()));
        List<LayerFacts> each =
                cells.values().stream().map(alike -> alike.get(0)).toList();
        List<String> header = new ArrayList<>(List.of("quantity"));
        cells.values()
                .forEach(alike -> header.add(
                        cells.size() == 1
                                ? "value"
                                : alike.stream().map(LayerFacts::name).collect(Collectors.joining(", "))));
        header.add("unit");
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(
                "resting potential E_L", each, l -> number(l.reduction().cell().restMv()), "mV"));
        rows.add(row("tau_v of the soma", each, l -> number(l.reduction().cell().somaticTimeConstantMs()), "ms"));
        rows.add(row(
                "time constants of the cell",
                each,
                l -> Arrays.stream(l.timeConstantsMs())
                        .mapToObj(ExplanationFindings::number)
                        .collect(Collectors.joining(", ")),
                "ms"));
        rows.add(resistance("R_sb", each, TransferResistances::somaBasal));
        rows.add(resistance("R_sa", each, TransferResistances::somaApical));
        rows.add(resistance("R_bb", each, TransferResistances::basalBasal));
        rows.add(resistance("R_ba", each, TransferResistances::basalApical));
        rows.add(resistance("R_aa", each, TransferResistances::apicalApical));
        rows.add(row("kappa", each, l -> number(l.reduction().resistances().basalAttenuation()), "1"));
        if (explained.layers().stream()
                .anyMatch(l ->
                        l.reduction().kappa() != l.reduction().resistances().basalAttenuation())) {
            rows.add(row(
                    "kappa that rules assume", each, l -> number(l.reduction().kappa()), "1"));
        }
        sections.add(new Table(
                "Cell",
                "Passive steady state V - E_L = R I. kappa = R_sb / R_bb: the share of the basal depolarisation that reaches the soma, V* = E_L + kappa (V_b - E_L).",
                header,
                rows));
    }

    private static List<String> resistance(
            String name, List<LayerFacts> cells, ToDoubleFunction<TransferResistances> of) {
        return row(
                name,
                cells,
                l -> number(LayerFacts.MEGA * of.applyAsDouble(l.reduction().resistances())),
                "MOhm");
    }

    private static List<String> row(
            String name, List<LayerFacts> cells, Function<LayerFacts, String> value, String unit) {
        List<String> row = new ArrayList<>(List.of(name));
        cells.forEach(l -> row.add(value.apply(l)));
        row.add(unit);
        return row;
    }

    private void maps() {
        sections.add(new Table(
                "Map of weights",
                "I_b = (scale (W r + b) + offset) / R_sb, I_a = scale Q u / R_sa. A spike of one of N presynaptic neurons adds W scale / (R_sb nu_1 N tau_b) pA. The current of the presynaptic baseline rates is taken off the bias. "
                        + remapped(),
                List.of("layer", "pA per unit of W r", "pA at v = 0", "pA a spike for W = 1", "pA per unit of Q u"),
                explained.layers().stream()
                        .map(l -> List.of(
                                l.name(),
                                number(l.reduction().basalPicoAPerDrive()),
                                number(l.reduction().basalOffsetPicoA()),
                                number(l.perSpike()),
                                number(l.reduction().apicalPicoAPerFeedback())))
                        .toList()));
        if (explained.layers().stream().anyMatch(l -> !l.channels().isEmpty())) {
            sections.add(conductances());
        }
    }

    private Table conductances() {
        List<List<String>> rows = new ArrayList<>();
        for (LayerFacts l : explained.layers()) {
            for (Channels c : l.channels()) {
                rows.add(List.of(
                        l.name(),
                        c.name(),
                        number(c.reversalMv()),
                        number(c.tauMs()),
                        number(c.nanoSPerSpike().orElse(Double.NaN)),
                        number(c.nanoSPerDrive())));
            }
        }
        return new Table(
                "Conductances",
                "What those currents are where synapses open channels: g = I / |E - V_0|, V_0 the potential of the dendrite at v = 0; NMDA channels open by B(V_0). A spike of one of N presynaptic "
                        + "neurons for |W| = 1; the mean for W r, or Q u, of 1 (excitation) or -1 (inhibition).",
                List.of("layer", "conductance", "E (mV)", "decay (ms)", "nS a spike", "mean nS"),
                rows);
    }

    private String remapped() {
        Remap remap = explained.experiment().neurons().remap();
        return "neurons.remap: " + ExperimentFile.name(remap) + ": " + remap.words() + "." + assumed();
    }

    private String assumed() {
        Assumed assumed = explained.experiment().neurons().assumed();
        return assumed.right()
                ? ""
                : " neurons.assumed: the cell that they are scaled to, and by which rules predict the soma, has "
                        + assumed.leak()
                        + " times the leak and " + assumed.coupling()
                        + " times the coupling conductances of the one above.";
    }

    /** How units differ, layer by layer; nothing where none do. */
    private void scatter() {
        if (explained.layers().stream().allMatch(l -> l.own().isEmpty())) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (LayerFacts l : explained.layers()) {
            if (!l.own().isEmpty()) {
                rows.add(List.of(
                        l.name(),
                        spread(l, unit -> TransferResistances.of(unit.cell()).somaBasal() * LayerFacts.MEGA),
                        spread(l, unit -> TransferResistances.of(unit.cell()).somaApical() * LayerFacts.MEGA),
                        spread(l, unit -> TransferResistances.of(unit.cell()).basalAttenuation()),
                        spread(l, unit -> unit.cell().somaticTimeConstantMs()),
                        spread(l, UnitNeuron::thresholdMv),
                        spread(l, unit -> unit.basalTau()),
                        spread(l, unit -> unit.apicalTau())));
            }
        }
        sections.add(new Table(
                "Units that differ",
                "neurons.scatter: mean and standard deviation over the units of a layer. The map of weights, the rules and the readout stay those of the cell above. F1 has no such parameters, and units of it do not differ; in F2, "
                        + "where currents follow rates at once, the decay of synapses reaches tau_a of feedback that learns and nothing else.",
                List.of(
                        "layer",
                        "R_sb (MOhm)",
                        "R_sa (MOhm)",
                        "kappa",
                        "tau_v (ms)",
                        "threshold - nominal (mV)",
                        "tau_b / nominal",
                        "tau_a / nominal"),
                rows));
    }

    private static String spread(LayerFacts layer, ToDoubleFunction<UnitNeuron> of) {
        DescriptiveStatistics over =
                new DescriptiveStatistics(layer.own().stream().mapToDouble(of).toArray());
        return number(over.getMean()) + " ± " + number(over.getStandardDeviation());
    }

    private void potentials() {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = true;
        for (int k = 0; k < explained.layers().size(); k++) {
            LayerFacts l = explained.layers().get(k);
            List<Range> ranges = explained.formulations().ranges(k);
            var r = l.reduction();
            List<DoubleUnaryOperator> compartments = List.of(r::somaMv, r::basalMv, r::apicalMv);
            List<String> row = new ArrayList<>(List.of(l.name()));
            for (int c = 0; c < ranges.size(); c++) {
                double low = compartments.get(c).applyAsDouble(-1);
                double high = compartments.get(c).applyAsDouble(1);
                inside &= ranges.get(c).contains(low) && ranges.get(c).contains(high);
                row.add(range(low, high));
            }
            row.add(range(l.codedHz(-1), l.codedHz(1)));
            rows.add(row);
            List<String> taken = new ArrayList<>(List.of(l.name() + ", neurons.ranges"));
            ranges.forEach(range -> taken.add(range(range.lowestMv(), range.highestMv())));
            taken.add("–");
            rows.add(taken);
        }
        sections.add(new Table(
                "Potentials and rates in range",
                "Steady potentials (mV) for v, its feedforward part, and feedback Q u from -1 to 1, and the firing rates (Hz) of the same v. "
                        + (inside ? "All lie within" : "Some lie outside")
                        + " neurons.ranges, in which membranes are taken to stay; a run measures how long they do.",
                List.of("layer", "V_s", "V_b", "V_a", "rate"),
                rows));
    }

    private static String range(double from, double to) {
        return number(from) + " .. " + number(to);
    }

    private void curves() {
        for (LayerFacts l : explained.layers()) {
            double[] v = LayerAssumptions.range();
            double[] mv = Arrays.stream(v).map(l.reduction()::somaMv).toArray();
            List<Series> series = new ArrayList<>();
            series.add(new Series(
                    "nu_0 + nu_1 phi(v)", mv, Arrays.stream(v).map(l::codedHz).toArray(), Style.REFERENCE));
            l.curve()
                    .ifPresent(curve -> series.add(new Series(
                            "f–I curve of the soma (" + l.soma() + ")",
                            mv,
                            Arrays.stream(mv).map(curve::rateHz).toArray())));
            sections.add(new LineChart(
                    "f–I curves",
                    "Layer " + l.name()
                            + ": firing rate against the potential that the dendrites would hold the soma at, for |v| <= "
                            + LayerAssumptions.RANGE + ".",
                    Axis.linear("potential (mV)"),
                    Axis.linear("firing rate (Hz)"),
                    series));
        }
    }

    /** Layers that answer alike stand in one row. */
    private void assumptions() {
        Map<List<String>, List<String>> layers = new LinkedHashMap<>();
        for (LayerFacts l : explained.layers()) {
            for (Assumption a : l.assumptions()) {
                List<String> cells = List.of(
                        a.name(),
                        a.holds() ? "holds" : "VIOLATED",
                        number(a.violation()),
                        number(a.tolerance()),
                        a.measure(),
                        a.holds() ? "" : a.consequence());
                layers.computeIfAbsent(cells, c -> new ArrayList<>()).add(l.name());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        layers.forEach((cells, names) -> rows.add(List.of(
                cells.get(0),
                names.size() == explained.layers().size() ? "all" : String.join(", ", names),
                cells.get(1),
                cells.get(2),
                cells.get(3))));
        sections.add(new Table(
                "Assumptions of the reduction",
                "What F1 takes for granted of the neurons of F2 and F3.",
                List.of("assumption", "layers", "verdict", "measured", "limit"),
                rows));
        String consequences = layers.keySet().stream()
                .filter(cells -> !cells.get(5).isEmpty())
                .map(cells -> cells.get(0) + " (" + cells.get(4) + "): " + cells.get(5))
                .distinct()
                .collect(Collectors.joining(". "));
        if (!consequences.isEmpty()) {
            sections.add(new Text("Assumptions of the reduction", "Violated: " + consequences + "."));
        }
    }

    private void memory() {
        MemoryEstimate m = explained.memory();
        sections.add(new Text(
                "Memory",
                String.format(
                        Locale.ROOT,
                        "%.1f MB: weights, their optimiser and sums %.1f, neurons %.1f, data %.1f; the JVM takes some 60 MB beside it.",
                        1e-6 * m.bytes(),
                        1e-6 * m.weights(),
                        1e-6 * m.state(),
                        1e-6 * m.data())));
    }

    private List<Measure> measures() {
        List<Measure> all = new ArrayList<>();
        for (LayerFacts l : explained.layers()) {
            all.add(Measure.of("units", l.name(), l.units(), "1"));
            all.add(Measure.of("neurons", l.name(), l.neurons(), "1"));
            all.addAll(l.ofCell());
            l.assumptions()
                    .forEach(a -> all.add(Measure.of("violation", l.name() + "/" + a.name(), a.violation(), "1")));
        }
        all.add(Measure.of("memory", "run", explained.memory().bytes(), "bytes"));
        return all;
    }
}
