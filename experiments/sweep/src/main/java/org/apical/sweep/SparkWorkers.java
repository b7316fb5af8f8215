package org.apical.sweep;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apical.app.UserError;
import org.apical.app.parallel.BlockRun;
import org.apical.app.sweep.CellRun;
import org.apical.app.sweep.Workers;

/**
 * Cells as jobs of one task each: the description of a cell goes to an executor and its outcome comes back, both as text. A batch is a job of as many tasks as there are cores: what its blocks share is broadcast, the blocks go to executors and what they ask for comes back, all as
 * bytes. Spark serializes the references to {@link CellRun#of} and {@link BlockRun#of}, strings and bytes, nothing else. Jobs of several threads are under way at once. A task is tried once: who asks decides what is tried again.
 */
final class SparkWorkers implements Workers {
    /** Jars that executors of a cluster are sent, with commas between; the launcher names them. */
    private static final String JARS = "apical.jars";

    private final JavaSparkContext spark;

    private SparkWorkers(JavaSparkContext spark) {
        this.spark = spark;
    }

    /** Those of a master in this process. */
    static SparkWorkers inProcess(String master) {
        return start(here(configuration(master)));
    }

    /**
     * Those of a cluster.
     *
     * @param here whether it is on this machine: the driver is not to be reached from elsewhere
     */
    static SparkWorkers cluster(String master, boolean here) {
        SparkConf configuration = configuration(master);
        String jars = System.getProperty(JARS, "");
        if (!jars.isEmpty()) {
            configuration.setJars(jars.split(","));
        }
        return start(here ? here(configuration) : configuration);
    }

    /** Executors have the kernels of this process, which ask for a module. */
    private static SparkConf configuration(String master) {
        SparkLog.toRunLog();
        return new SparkConf()
                .setMaster(master)
                .setAppName("apical")
                .set("spark.task.maxFailures", "1")
                .setIfMissing("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector")
                // weights hardly shrink
                .setIfMissing("spark.broadcast.compress", "false")
                .set("spark.ui.enabled", "false");
    }

    private static SparkConf here(SparkConf configuration) {
        return configuration.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
    }

    private static SparkWorkers start(SparkConf configuration) {
        try {
            return new SparkWorkers(new JavaSparkContext(configuration));
        } catch (RuntimeException e) {
            throw new UserError(
                    "--master: Spark does not start at '" + configuration.get("spark.master") + "' (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    /** The cores of all executors; changes as they come and go. */
    @Override
    public int places() {
        return spark.defaultParallelism();
    }

    @Override
    public String run(String description) {
        return spark.parallelize(List.of(description), 1).map(CellRun::of).first();
    }

    /** One job: a broadcast of what blocks share, and as many tasks as there are cores, each of some blocks in a row. */
    @Override
    public List<byte[]> learn(byte[] shared, List<byte[]> blocks) {
        Broadcast<byte[]> sent = spark.broadcast(shared);
        try {
            return spark.parallelize(blocks, Math.max(1, Math.min(blocks.size(), places())))
                    .map(block -> BlockRun.of(sent.value(), block))
                    .collect();
        } finally {
            sent.destroy();
        }
    }

    @Override
    public void close() {
        spark.stop();
    }
}
