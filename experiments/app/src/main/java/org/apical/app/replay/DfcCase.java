package org.apical.app.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.util.MathArrays;
import org.apical.app.UserError;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.TransferFunction;

/**
 * What a recorded case of abstract DFC starts from: network, input, target, parameters.
 *
 * @param samples B
 * @param input r_0, [sample][input]
 * @param target r_L*, [sample][output]
 * @param dynamics parameters of the dynamics
 * @param targetStepsize lambda
 * @param damping gamma
 * @param recordEvery steps between recorded states
 */
record DfcCase(
        NetworkDescription network,
        NetworkWeights weights,
        int samples,
        double[][] input,
        double[][] target,
        Dynamics dynamics,
        double targetStepsize,
        double damping,
        int recordEvery) {

    private static final int MAX_LAYERS = 100;
    private static final int MAX_STEPS = 1_000_000;
    private static final String[] TRANSFER_FUNCTIONS = {"tanh", "sigmoid", "relu", "linear"};

    /** Parameters of the dynamics; times in units of tau_u. */
    record Dynamics(ControllerParams controller, Timing timing, double tauV, double tauA) {
        static Dynamics read(CaseAttributes a) {
            double dt = a.number("dt", Double.MIN_NORMAL, 1e6);
            Timing timing = new Timing(
                    0,
                    0,
                    a.integer("steps", 1, MAX_STEPS),
                    dt,
                    a.flag("instantaneous_transmission") ? Transmission.INSTANTANEOUS : Transmission.PREVIOUS_STEP,
                    a.flag("proactive_controller") ? ControlTiming.PROACTIVE : ControlTiming.REACTIVE);
            return new Dynamics(
                    new ControllerParams(
                            a.number("leak_alpha", 0, 1e6), a.number("proportional_gain_k_p", 0, 1e6), Leak.ON_CONTROL),
                    timing,
                    a.number("tau_v_over_tau_u", dt / 2, 1e6),
                    a.number("tau_apical_over_tau_u", dt / 2, 1e6));
        }
    }

    static DfcCase read(CaseFile file) {
        CaseAttributes a = file.attributes("");
        int layers = a.integer("layers", 1, MAX_LAYERS);
        List<Integer> sizes = new ArrayList<>();
        for (int l = 1; l <= layers; l++) {
            int[] shape = file.shape("network/W" + l);
            if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
                throw file.error("network/W" + l, "expected a matrix, found " + Arrays.toString(shape));
            }
            if (l == 1) {
                sizes.add(shape[1]);
            }
            sizes.add(shape[0]);
        }
        NetworkDescription network = new NetworkDescription(
                sizes,
                TransferFunction.named(a.word("hidden_activation", TRANSFER_FUNCTIONS)),
                TransferFunction.named(a.word("output_activation", TRANSFER_FUNCTIONS)));
        NetworkWeights weights = NetworkWeights.zero(network);
        for (int l = 0; l < layers; l++) {
            int units = network.units(l);
            String number = String.valueOf(l + 1);
            copy(file.doubles("network/W" + number, units, network.presynapticUnits(l)), weights.forward(l));
            copy(file.doubles("network/b" + number, units), weights.bias(l));
            copy(file.doubles("network/Q" + number, units, network.outputs()), weights.feedback(l));
        }
        int[] shape = file.shape("input/r0");
        int samples = shape.length == 2 && shape[0] > 0 ? shape[0] : 1;
        Dynamics dynamics = Dynamics.read(a);
        int recordEvery = a.integer("record_every", 1, MAX_STEPS);
        int rows = (dynamics.timing().steps() + recordEvery - 1) / recordEvery;
        if (file.has("expected/dynamics/u")) {
            file.expectShape("expected/dynamics/u", rows, samples, network.outputs());
        }
        for (int units : sizes) {
            if ((long) rows * samples * units > CaseFile.MAX_ELEMENTS) {
                throw new UserError(file.path() + ": expected at most " + CaseFile.MAX_ELEMENTS
                        + " recorded numbers a layer, found steps, samples and units for more");
            }
        }
        return new DfcCase(
                network,
                weights,
                samples,
                rows(file.doubles("input/r0", samples, network.inputs()), samples),
                rows(file.doubles("input/output_target", samples, network.outputs()), samples),
                dynamics,
                a.number("target_stepsize", Double.MIN_NORMAL, 1e6),
                a.number("damping", 0, 1e6),
                recordEvery);
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    /** A flat row-major matrix as rows. */
    private static double[][] rows(double[] flat, int rows) {
        double[][] matrix = new double[rows][];
        int columns = flat.length / rows;
        for (int i = 0; i < rows; i++) {
            matrix[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
        }
        return matrix;
    }

    RateFormulation formulation(Dynamics dynamics, List<ApicalDendrite> dendrites, MatrixProduct product) {
        return new RateFormulation(
                network, dynamics.timing(), dynamics.controller(), dynamics.tauV(), dendrites, product);
    }

    /** Apical dendrites without noise. */
    List<ApicalDendrite> lowPass(Dynamics dynamics) {
        double share = dynamics.timing().dtOverTauU() / dynamics.tauA();
        return Collections.nCopies(network.layers(), new ApicalDendrite.LowPass(share));
    }

    /** Presents the input of the case. */
    void present(Simulation simulation, RateFormulation formulation, double[][] target, StepObserver... observers) {
        Presentation presentation =
                new Presentation(columns(input), new long[samples], Phase.PROBE, new RandomStreams(0));
        simulation.present(formulation.map(weights), presentation, OutputTarget.fixed(columns(target)), observers);
    }

    /** [sample][unit] as [unit][lane]. */
    private static double[] columns(double[][] rows) {
        double[] columns = new double[rows.length * rows[0].length];
        MatrixProduct.transpose(rows.length, rows[0].length, MathArrays.concatenate(rows), columns);
        return columns;
    }
}
