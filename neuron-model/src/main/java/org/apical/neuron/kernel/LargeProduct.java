package org.apical.neuron.kernel;

import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dense products worth a call out of the kernel: OpenBLAS, or EJML where its native library is missing. */
sealed interface LargeProduct {

    String name();

    /** C := C + A B, row-major. */
    void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c);

    /** C := C + A B^T, row-major. */
    void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c);

    /** OpenBLAS if its native library loads, else EJML, with the reason in the log. */
    static LargeProduct detect() {
        Logger log = LoggerFactory.getLogger(LargeProduct.class);
        try {
            LargeProduct blas = new OpenBlas();
            log.info("large products: {}", blas.name());
            return blas;
        } catch (LinkageError | RuntimeException e) {
            log.info("large products: EJML, because OpenBLAS did not load ({})", e.toString());
            return new Ejml();
        }
    }

    /** One BLAS thread: the parallelism of the simulator is over lanes. */
    final class OpenBlas implements LargeProduct {
        OpenBlas() {
            openblas.blas_set_num_threads(1);
        }

        @Override
        public String name() {
            return "OpenBLAS";
        }

        @Override
        public void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
            openblas.cblas_dgemm(
                    openblas.CblasRowMajor,
                    openblas.CblasNoTrans,
                    openblas.CblasNoTrans,
                    rows,
                    lanes,
                    inner,
                    1,
                    a,
                    inner,
                    b,
                    lanes,
                    1,
                    c,
                    lanes);
        }

        @Override
        public void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c) {
            openblas.cblas_dgemm(
                    openblas.CblasRowMajor,
                    openblas.CblasNoTrans,
                    openblas.CblasTrans,
                    rows,
                    columns,
                    inner,
                    1,
                    a,
                    inner,
                    b,
                    inner,
                    1,
                    c,
                    columns);
        }
    }

    /** The pure-Java fall-back. */
    final class Ejml implements LargeProduct {
        @Override
        public String name() {
            return "EJML";
        }

        @Override
        public void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
            CommonOps_DDRM.multAdd(
                    DMatrixRMaj.wrap(rows, inner, a),
                    DMatrixRMaj.wrap(inner, lanes, b),
                    DMatrixRMaj.wrap(rows, lanes, c));
        }

        @Override
        public void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c) {
            CommonOps_DDRM.multAddTransB(
                    DMatrixRMaj.wrap(rows, inner, a),
                    DMatrixRMaj.wrap(columns, inner, b),
                    DMatrixRMaj.wrap(rows, columns, c));
        }
    }
}
