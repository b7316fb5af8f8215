package org.apical.neuron.kernel;

import org.apical.neuron.parameter.ParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels once: SIMD when the module {@code jdk.incubator.vector} was added to the JVM, else scalar. The system property
 * {@code apical.kernels} ({@code auto}, {@code scalar}, {@code vector}) forces one; forcing an absent one throws.
 */
public final class KernelProvider {
    private static final Logger LOG = LoggerFactory.getLogger(KernelProvider.class);
    private static final String PROPERTY = "apical.kernels";
    private static final String MODULE = "jdk.incubator.vector";

    private KernelProvider() {}

    private static final class Chosen {
        static final Kernels KERNELS = choose(System.getProperty(PROPERTY, "auto"));
    }

    /** The kernels of this JVM, the same object for every caller. */
    public static Kernels kernels() {
        return Chosen.KERNELS;
    }

    /** Kernels by name: {@code auto}, {@code scalar} or {@code vector}. */
    public static Kernels choose(String name) {
        switch (name) {
            case "scalar":
                LOG.info("kernels: scalar, as {} asks", PROPERTY);
                return new ScalarKernels();
            case "vector":
                return vector();
            case "auto":
                if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
                    LOG.info("kernels: scalar, because the JVM was started without --add-modules {}", MODULE);
                    return new ScalarKernels();
                }
                return vector();
            default:
                throw new ParameterException(PROPERTY, "must be auto, scalar or vector", name);
        }
    }

    private static Kernels vector() {
        try {
            Kernels kernels = (Kernels) Class.forName("org.apical.neuron.kernel.VectorKernels")
                    .getDeclaredConstructor()
                    .newInstance();
            LOG.info("kernels: {}", kernels.name());
            return kernels;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    "vector kernels were asked for, but " + MODULE + " is not there: add --add-modules " + MODULE, e);
        }
    }
}
