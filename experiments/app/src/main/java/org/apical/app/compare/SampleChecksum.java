package org.apical.app.compare;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apical.app.task.Task;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;

/** CRC-32C of all samples of a task, by which a run that goes on knows the data that it began with. */
final class SampleChecksum {
    private static final int AT_ONCE = 256;

    private final CRC32C crc = new CRC32C();

    private SampleChecksum() {}

    static long of(Task task) {
        SampleChecksum sum = new SampleChecksum();
        sum.add(task.train());
        task.validation().ifPresent(sum::add);
        sum.add(task.test());
        return sum.crc.getValue();
    }

    private void add(SampleSet set) {
        for (int first = 0; first < set.size(); first += AT_ONCE) {
            Samples samples = set.range(first, Math.min(AT_ONCE, set.size() - first));
            for (double[] rates : samples.rates()) {
                add(rates);
            }
            for (int label : samples.labels()) {
                add(new double[] {label});
            }
            for (double[] wanted : samples.wanted()) {
                add(wanted);
            }
        }
    }

    private void add(double[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        bytes.asDoubleBuffer().put(numbers);
        crc.update(bytes);
    }
}
