package org.apical.app.experiment;

import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.FiCurveTransfer;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;

/** phi of a layer. */
public enum Transfer {
    TANH {
        @Override
        TransferFunction of(UnitCode code) {
            return new Tanh();
        }
    },
    LINEAR {
        @Override
        TransferFunction of(UnitCode code) {
            return new Linear();
        }
    },
    SIGMOID {
        @Override
        TransferFunction of(UnitCode code) {
            return new Sigmoid();
        }
    },
    /** max(0, v). */
    RELU {
        @Override
        TransferFunction of(UnitCode code) {
            return new RectifiedLinear(0);
        }
    },
    /** v, and no less than the rate of 0 Hz. */
    RECTIFIED {
        @Override
        TransferFunction of(UnitCode code) {
            return new RectifiedLinear(code.rates().rate(0));
        }
    },
    /** The f–I curve of the soma, scaled so that phi(0) = 0 and phi'(0) = 1. */
    FI_CURVE {
        @Override
        TransferFunction of(UnitCode code) {
            throw new ParameterException("transfer", "must be that of a soma with a f-I curve", this);
        }

        @Override
        TransferFunction of(UnitCode code, FiCurve curve, double restMv) {
            return new FiCurveTransfer(
                    "f–I curve",
                    curve,
                    restMv + code.offsetMv(),
                    code.scaleMv(),
                    code.rates().baselineHz(),
                    code.rates().gainHz());
        }
    };

    /** The function for units coded so. */
    abstract TransferFunction of(UnitCode code);

    /** The function for units coded so, whose somata fire along a curve. */
    TransferFunction of(UnitCode code, FiCurve curve, double restMv) {
        return of(code);
    }
}
