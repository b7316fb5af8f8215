package org.apical.app.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apical.app.replay.CompartmentCase.Shown;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.projection.Projection;
import org.apical.neuron.projection.Weights;
import org.apical.neuron.simulation.SpikeRecorder;
import org.apical.neuron.simulation.VariableRecorder;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;

/**
 * Recomputes {@code three-compartment-network}: populations of integrate-and-fire neurons with AMPA, NMDA and GABA_A conductances under Dale's law,
 * projections with delays between them, recorded input spikes; Runge–Kutta at the recorded step.
 */
final class NetworkReplay {
    private static final double SAME_SCHEME = 1e-9;
    private static final int MAX_POPULATIONS = 100;
    private static final int MAX_PROJECTIONS = 500;
    private static final int MAX_NEURONS = 1_000_000;
    /** The recorded trains from outside, a source beside the populations. */
    private static final String TRAINS = "input";

    private final CaseFile file;
    private final CaseAttributes root;
    private final Deviations found;
    private final List<Input> inputs;
    private final int trains;
    private final EmittedSpikes outside;
    private final Map<String, Population> populations = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();

    /** A population with what is recorded of it here and there. */
    private record Population(
            CompartmentCase c, NeuronPopulation neurons, VariableRecorder variables, SpikeRecorder spikes) {}

    /** Spikes of a source on their way. */
    private record Route(SpikeList source, Projection projection) {}

    private NetworkReplay(CaseFile file, Deviations found) {
        this.file = file;
        this.root = file.attributes("");
        this.found = found;
        this.inputs = inputs(root);
        this.trains = root.integer("n_input", 1, MAX_NEURONS);
        populations();
        this.outside = new EmittedSpikes(first().c, "input_spike", trains, 1);
        projections();
    }

    static void run(CaseFile file, Deviations found) {
        NetworkReplay replay = new NetworkReplay(file, found);
        replay.advance();
        replay.compare();
    }

    private static List<Input> inputs(CaseAttributes a) {
        double ta = CompartmentCase.positive(a, "tau_ampa_ms");
        double tn = CompartmentCase.positive(a, "tau_nmda_ms");
        double tg = CompartmentCase.positive(a, "tau_gaba_ms");
        double ea = CompartmentCase.signed(a, "E_ampa_mV");
        double en = CompartmentCase.signed(a, "E_nmda_mV");
        double eg = CompartmentCase.signed(a, "E_gaba_mV");
        double mg = a.number("Mg_mM", 0, 1000);
        List<Input> inputs = new ArrayList<>();
        for (String site : List.of("basal", "apical")) {
            inputs.add(new ConductanceSynapse("ampa_" + site, site, ta, ea));
            inputs.add(new NmdaSynapse("nmda_" + site, site, tn, en, mg));
            inputs.add(new ConductanceSynapse("gaba_" + site, site, tg, eg));
        }
        inputs.add(new ConductanceSynapse("gaba_soma", "soma", tg, eg));
        return inputs;
    }

    private Population first() {
        return populations.values().iterator().next();
    }

    private void populations() {
        String[] names = root.text("populations").trim().split("\\s+", MAX_POPULATIONS + 1);
        if (names.length > MAX_POPULATIONS) {
            throw root.unlike("populations", "at most " + MAX_POPULATIONS + " names", "more");
        }
        long all = 0;
        for (String name : names) {
            if (name.isEmpty() || name.equals(TRAINS) || populations.containsKey(name)) {
                throw root.unlike("populations", "names, each once and none of them " + TRAINS, "'" + name + "'");
            }
            int size = file.attributes(name).integer("n_neurons", 1, MAX_NEURONS);
            CompartmentCase c = CompartmentCase.read(file, name);
            all += size;
            c.requireRoom(all, c.steps(), c.every(), CompartmentCase.POTENTIALS.size());
            for (Shown shown : CompartmentCase.POTENTIALS) {
                file.expectShape(name + "/" + shown.recorded(), size, c.steps() / c.every());
            }
            NeuronModel model = new NeuronModel(c.cell(), inputs, c.integrateAndFire());
            NeuronPopulation neurons = c.population(model, Integration.RUNGE_KUTTA_4, 1, size);
            VariableRecorder variables =
                    new VariableRecorder(neurons, c.every(), Shown.variables(CompartmentCase.POTENTIALS));
            populations.put(name, new Population(c, neurons, variables, new SpikeRecorder()));
        }
    }

    private void projections() {
        Map<String, Boolean> inhibits = new LinkedHashMap<>();
        int count = root.integer("projections", 1, MAX_PROJECTIONS);
        for (int k = 0; k < count; k++) {
            String group = "projection" + k;
            CaseAttributes a = file.attributes(group);
            String[] names = populations.keySet().toArray(String[]::new);
            String target = a.word("target", names);
            String source = a.text("source");
            source = source.equals(TRAINS) ? source : a.word("source", names);
            String onto = a.word("onto", inputs.stream().map(Input::name).toArray(String[]::new));
            boolean gaba = onto.startsWith("gaba");
            if (inhibits.merge(source, gaba, (before, now) -> before) != gaba) {
                throw a.unlike("onto", "Dale's law: " + source + " to excite alone or inhibit alone", onto);
            }
            NeuronPopulation to = populations.get(target).neurons;
            SpikeList spikes = source.equals(TRAINS)
                    ? outside.spikes()
                    : populations.get(source).neurons.spikes();
            int pre = source.equals(TRAINS)
                    ? trains
                    : populations.get(source).neurons.layout().units();
            double[] weight =
                    file.doubles(group + "/weight_nS", pre, to.layout().units());
            int delay = a.integer("delay_steps", 0, SpikeInput.MAX_DELAY_STEPS);
            routes.add(new Route(spikes, new Projection(to, new Weights.Signed(pre, onto, weight), delay)));
            found.given(group + "/weight_nS");
        }
        found.given("input_spike_step", "input_spike_index");
    }

    /** Every population takes the step before any spike of it arrives anywhere. */
    private void advance() {
        for (int step = 0; step < first().c.steps(); step++) {
            for (Population p : populations.values()) {
                p.variables.before(step, p.neurons);
                p.spikes.before(step, p.neurons);
                p.neurons.advance();
                p.spikes.after(step, p.neurons);
            }
            outside.emit(step);
            routes.forEach(route -> route.projection.transmit(route.source));
        }
    }

    private void compare() {
        int rows = first().c.steps() / first().c.every();
        populations.forEach((name, p) -> compare(name + "/", p, rows));
        found.absolute(
                "t_ms",
                IntStream.range(0, rows)
                        .mapToDouble(r -> r * first().c.every() * first().c.dtMs())
                        .toArray(),
                SAME_SCHEME);
    }

    private void compare(String group, Population p, int rows) {
        int size = p.neurons.layout().units();
        SpikeTrains recorded = SpikeTrains.read(file, group, size, p.c.steps());
        CompartmentRun run = new CompartmentRun(p.neurons, p.variables, SpikeTrains.of(p.spikes, size));
        run.compare(found, group, recorded);
        found.given(group + "output_spike_index");
        int[] counts = file.integers(group + "spike_count", size, 0, p.c.steps());
        long differing = IntStream.range(0, size)
                .filter(n -> counts[n] != run.spikes().of(n).size())
                .count();
        found.add(group + "spike_count", group + "spike_count, neurons that differ", differing, "", 0);
        for (Shown shown : CompartmentCase.POTENTIALS) {
            String name = group + shown.recorded();
            double[] reference = file.doubles(name, size, rows);
            double[] own = new double[reference.length];
            boolean[] before = new boolean[own.length];
            for (int n = 0; n < size; n++) {
                System.arraycopy(run.trace(shown.variable(), n), 0, own, n * rows, rows);
                Arrays.fill(before, n * rows, n * rows + recorded.rowsBeforeFirst(n, rows, p.c.every()), true);
            }
            int[] early = IntStream.range(0, own.length).filter(k -> before[k]).toArray();
            found.absolute(
                    name, name + " before the first spike", at(own, early), at(reference, early), k -> SAME_SCHEME);
            found.absolute(name, name, own, reference, k -> SAME_SCHEME);
        }
        inputs.forEach(
                i -> found.absolute(group + "final_" + i.name() + "_nS", p.neurons.input(i.name()), SAME_SCHEME));
    }

    private static double[] at(double[] x, int[] elements) {
        return Arrays.stream(elements).mapToDouble(k -> x[k]).toArray();
    }
}
