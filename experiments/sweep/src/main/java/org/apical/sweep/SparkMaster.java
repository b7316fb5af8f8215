package org.apical.sweep;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apical.app.UserError;
import org.apical.app.sweep.Workers;

/** Finds the workers of a Spark master: {@code local}, {@code local[2]}, {@code local[*]} in this process, {@code spark://HOST:PORT} those of a cluster. */
public final class SparkMaster implements Workers.Source {
    private static final Pattern LOCAL = Pattern.compile("local(\\[([1-9]\\d{0,3}|\\*)])?");
    private static final Pattern CLUSTER = Pattern.compile("spark://([\\w.-]+|\\[[0-9a-fA-F:]+]):(\\d{1,5})");
    private static final int ANSWER_MS = 5000;

    @Override
    public Optional<Supplier<Workers>> of(String master) {
        Matcher cluster = CLUSTER.matcher(master);
        if (LOCAL.matcher(master).matches()) {
            return Optional.of(() -> SparkWorkers.inProcess(master));
        }
        if (!cluster.matches() || Integer.parseInt(cluster.group(2)) > 0xffff) {
            return Optional.empty();
        }
        InetSocketAddress address = new InetSocketAddress(cluster.group(1), Integer.parseInt(cluster.group(2)));
        answers(master, address);
        return Optional.of(
                () -> SparkWorkers.cluster(master, address.getAddress().isLoopbackAddress()));
    }

    @Override
    public String expected() {
        return "local[N], spark://HOST:PORT";
    }

    /** Spark itself asks for a minute. */
    private static void answers(String master, InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, ANSWER_MS);
        } catch (IOException e) {
            throw new UserError("--master: expected a Spark master that answers, found none at '" + master + "'", e);
        }
    }
}
