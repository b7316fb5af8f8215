#!/usr/bin/env python3
"""Writes the cases of this folder that no other implementation recorded.

    python3 make_cases.py FOLDER      FOLDER holds spec_dfc.py, the NumPy program that wrote the other dfc_*.h5

dfc_null_space            expected/theory/nullspace_relative_norm in three layers under random feedback
dfc_parallel_updates      one linear layer: minimum norm and backpropagation are parallel to the analytic update, the recorded angles
                          (0 and 8.5e-7 degrees) are the rounding of an arc cosine
compartment_adex_chaotic  adaptive exponential neurons that amplify a difference tenfold or more from spike to spike

Debian packages: python3-numpy python3-h5py.
"""
import sys
import h5py
import numpy as np

ADEX = dict(C_s_pF=200.0, C_b_pF=100.0, C_a_pF=100.0, gL_s_nS=10.0, gL_b_nS=5.0, gL_a_nS=5.0, g_bs_nS=15.0, g_as_nS=10.0, E_L_mV=-70.0,
            V_reset_mV=-46.0, Delta_T_mV=2.0, V_T_mV=-50.0, a_nS=-5.0, b_pA=40.0, tau_w_ms=60.0, V_peak_mV=0.0)


def add_null_space(path, spec):
    """Of each layer: |(I - A^+ A) dW| / |dW|, dW the analytic update, A = d(outputs of the batch)/dW_i at the feedforward state."""
    with h5py.File(path, "a") as f:
        layers = int(f.attrs["layers"])
        net = spec.Net(*([f[f"network/{c}{i+1}"][:] for i in range(layers)] for c in "WbQ"), f.attrs["hidden_activation"], f.attrs["output_activation"])
        v, r = net.feedforward(f["input/r0"][:])
        shares = []
        for i, jacobian in enumerate(net.jacobians(v)):
            update = f[f"expected/analytic/dW{i+1}"][:].ravel()
            a = np.einsum("boi,bj->boij", jacobian, r[i]).reshape(-1, update.size)
            shares.append(np.linalg.norm(update - np.linalg.pinv(a) @ (a @ update)) / np.linalg.norm(update))
        f["expected/theory/nullspace_relative_norm"] = np.array(shares)


def adex(current, dt, steps, every):
    """Runge-Kutta 4, V_s clipped at V_peak in the exponential; threshold on the new state; rows are states before a step."""
    p = ADEX
    y = np.zeros((4, len(current)))
    y[:3] = p["E_L_mV"]
    rows, index, step = [], [], []

    def slope(y):
        v = np.minimum(y[0], p["V_peak_mV"])
        upswing = p["gL_s_nS"] * p["Delta_T_mV"] * np.exp((v - p["V_T_mV"]) / p["Delta_T_mV"])
        to_basal, to_apical = p["g_bs_nS"] * (y[1] - v), p["g_as_nS"] * (y[2] - v)
        return np.array([(-p["gL_s_nS"] * (v - p["E_L_mV"]) + upswing + to_basal + to_apical - y[3]) / p["C_s_pF"],
                         (-p["gL_b_nS"] * (y[1] - p["E_L_mV"]) - to_basal + current) / p["C_b_pF"],
                         (-p["gL_a_nS"] * (y[2] - p["E_L_mV"]) - to_apical) / p["C_a_pF"],
                         (p["a_nS"] * (v - p["E_L_mV"]) - y[3]) / p["tau_w_ms"]])

    for n in range(steps):
        if n % every == 0:
            rows.append(y.copy())
        k1 = slope(y)
        k2 = slope(y + dt / 2 * k1)
        k3 = slope(y + dt / 2 * k2)
        k4 = slope(y + dt * k3)
        y = y + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        for neuron in np.nonzero(y[0] >= p["V_peak_mV"])[0]:
            y[0, neuron] = p["V_reset_mV"]
            y[3, neuron] += p["b_pA"]
            index.append(neuron)
            step.append(n)
    rows.append(y)
    return np.array(rows), np.array(index, "int32"), np.array(step, "int64")


def record_adex(path, current, dt, steps, every, finer):
    with h5py.File(path, "w") as f:
        f.attrs.update(dict(kind="three-compartment-adex", format_version=1, case="adaptive exponential soma that amplifies differences (NumPy, rk4)",
                            how="make_cases.py, NumPy float64: " + adex.__doc__, dt_ms=dt, dt_fine_ms=dt / finer, record_dt_ms=every * dt, n_steps=steps,
                            n_neurons=len(current), **ADEX))
        f["I_b_pA"] = current
        f["t_ms"] = np.arange(steps // every + 1) * every * dt
        for prefix, k in (("", 1), ("fine_", finer)):
            rows, index, step = adex(current, dt / k, steps * k, every * k)
            for i, name in enumerate(("Vs_mV", "Vb_mV", "Va_mV", "w_pA")):
                f.create_dataset(prefix + name, data=rows[:, i].T.copy(), compression="gzip", shuffle=True)
            f[prefix + "output_spike_index"], f[prefix + "output_spike_step"] = index, step
            f[prefix + "output_spike_time_ms"] = step * dt / k


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    sys.dont_write_bytecode = True
    import spec_dfc

    common = dict(loss="squared_error_sum", instantaneous_transmission=True, proactive_controller=True, fb=False, leak_alpha=0.05,
                  proportional_gain_k_p=1.0, dt=0.02, steps=60, tau_v_over_tau_u=0.2, tau_apical_over_tau_u=0.02, target_stepsize=0.1, record_every=10)
    spec_dfc.record("dfc_null_space.h5", "random feedback: part of each update changes no output", [7, 6, 5, 3], "tanh", "linear", 21, 3,
                    q_init="random", **common)
    spec_dfc.record("dfc_parallel_updates.h5", "one linear layer: updates parallel to their references", [4, 3], "linear", "linear", 30, 5,
                    q_init="weight_product", **common)
    for path in ("dfc_null_space.h5", "dfc_parallel_updates.h5"):
        add_null_space(path, spec_dfc)
    record_adex("compartment_adex_chaotic.h5", np.array([375.0, 400.0, 450.0]), 0.01, 50000, 100, 2)
