package org.apical.app.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apical.app.data.CacheDirectory;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.reduction.MeasuredFiCurve;
import org.apical.neuron.reduction.MeasuredFiCurve.Protocol;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.transfer.FiCurve;

/**
 * The f–I curve of the somata of F3 on their cell: in closed form where there is one, else measured by simulation at {@value #POINTS} potentials up to {@value #RANGE_MV} mV
 * above rest, far above where neurons work: beyond its end the curve is flat, and a neuron that fires faster would be in error for ever. {@value #TRANSIENT_MS} ms are left out
 * and {@value #DURATION_MS} ms counted, of somata that draw random numbers over {@value #NEURONS} neurons up to {@value #WORKING_MV} mV, where they work: 1 % at 10 Hz and more if they fire like
 * Poisson, and they fire more regularly; over {@value #FAST_NEURONS} above. What was measured is kept in the cache directory under a hash of every parameter, and
 * measured again if its file is not whole. Somata that share potentials fire along phi itself and have none.
 */
final class SomaCurve {
    private static final double RANGE_MV = 300;
    private static final int POINTS = 301;
    private static final double TRANSIENT_MS = 500;
    private static final double DURATION_MS = 4000;
    private static final int WORKING_MV = 60;
    private static final int NEURONS = 250;
    private static final int FAST_NEURONS = 10;
    /** Counted in the hash: to be raised where the simulation of a neuron changes. */
    private static final int VERSION = 3;

    private SomaCurve() {}

    /** The curve; empty where the neurons of a unit share their potentials. */
    static Optional<FiCurve> of(Spikes spikes, PyramidalCell cell, double dtMs) {
        return of(spikes, cell, dtMs, CacheDirectory.path().resolve("curves"));
    }

    /** The same, kept in a directory. */
    static Optional<FiCurve> of(Spikes spikes, PyramidalCell cell, double dtMs, Path cache) {
        return spikes.soma()
                .fiCurve(cell)
                .map(closed -> closed.sample(spikes.noiseMv(), dtMs / spikes.parts(dtMs)))
                .or(() -> spikes.soma()
                        .own()
                        .map(own -> measured(own, cell, spikes.noiseMv(), dtMs, spikes.parts(dtMs), cache)));
    }

    private static FiCurve measured(
            SomaticOutput soma, PyramidalCell cell, double noiseMv, double dtMs, int parts, Path cache) {
        NeuronModel model = new NeuronModel(cell, List.of(), soma, noiseMv);
        Stepping stepping = new Stepping(Integration.of(model), dtMs, parts);
        boolean random = noiseMv > 0 || soma.random();
        double rest = cell.restMv();
        Protocol working = protocol(rest, rest + WORKING_MV, random ? NEURONS : 1);
        Protocol fast = protocol(rest + WORKING_MV + 1, rest + RANGE_MV, random ? FAST_NEURONS : 1);
        Path file = cache.resolve(hash(model, stepping, working, fast) + ".txt");
        return read(file, rest).orElseGet(() -> {
            double[] slow = MeasuredFiCurve.rates(model, stepping, working);
            double least = slow[slow.length - 1];
            double[] hz = DoubleStream.concat(
                            Arrays.stream(slow),
                            Arrays.stream(MeasuredFiCurve.rates(model, stepping, fast))
                                    .map(rate -> Math.max(rate, least)))
                    .toArray();
            keep(file, hz);
            return FiCurve.of(rest, rest + RANGE_MV, hz);
        });
    }

    /** At every mV. */
    private static Protocol protocol(double fromMv, double toMv, int neurons) {
        return new Protocol(fromMv, toMv, 1 + (int) Math.round(toMv - fromMv), TRANSIENT_MS, DURATION_MS, neurons, 1);
    }

    /** Every parameter is a component of one of these records. */
    private static String hash(NeuronModel model, Stepping stepping, Protocol working, Protocol fast) {
        try {
            byte[] text = (VERSION + " " + model + " " + stepping + " " + working + " " + fast)
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The curve in a file; empty without a whole one. */
    private static Optional<FiCurve> read(Path file, double restMv) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > 100L * POINTS) {
                return Optional.empty();
            }
            double[] hz = Files.readAllLines(file).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return hz.length == POINTS ? Optional.of(FiCurve.of(restMv, restMv + RANGE_MV, hz)) : Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** A cache that cannot be written is no fault: it is measured again next time. */
    private static void keep(Path file, double[] hz) {
        try {
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "curve", ".tmp");
            Files.writeString(
                    whole, Arrays.stream(hz).mapToObj(Double::toString).collect(Collectors.joining("\n", "", "\n")));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(SomaCurve.class).info("f-I curve not kept: {}", e.toString());
        }
    }
}
