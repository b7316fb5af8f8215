#!/usr/bin/env python3
"""Writes compartment_network.h5: three layers of excitatory cells and inhibitory interneurons in Brian2.

    python3 make_network_case.py [FILE]

Debian packages: python3-brian python3-h5py python3-numpy. With seed 20260301 of numpy.random.default_rng the file is the same on every machine.
"""
import sys
import h5py
import numpy as np
import brian2 as b
from brian2 import mV, ms, nS, pF

DT_MS, STEPS, EVERY, SEED = 0.1, 10000, 20, 20260301
PYRAMIDAL = dict(C_s_pF=200.0, C_b_pF=100.0, C_a_pF=100.0, gL_s_nS=10.0, gL_b_nS=5.0, gL_a_nS=5.0, g_bs_nS=15.0, g_as_nS=10.0, E_L_mV=-70.0,
                 V_th_mV=-52.0, V_reset_mV=-62.0, t_ref_ms=2.0)
INTERNEURON = dict(C_s_pF=80.0, C_b_pF=40.0, C_a_pF=40.0, gL_s_nS=8.0, gL_b_nS=3.0, gL_a_nS=3.0, g_bs_nS=12.0, g_as_nS=8.0, E_L_mV=-68.0,
                   V_th_mV=-50.0, V_reset_mV=-65.0, t_ref_ms=1.0)
KINETICS = dict(tau_ampa_ms=3.0, E_ampa_mV=0.0, tau_gaba_ms=8.0, E_gaba_mV=-80.0, tau_nmda_ms=60.0, E_nmda_mV=0.0, Mg_mM=1.0)
INPUTS = ["ampa_basal", "nmda_basal", "gaba_basal", "ampa_apical", "nmda_apical", "gaba_apical", "gaba_soma"]
POPULATIONS = dict(e1=(24, PYRAMIDAL), i1=(6, INTERNEURON), e2=(16, PYRAMIDAL), i2=(5, INTERNEURON), e3=(10, PYRAMIDAL), i3=(3, INTERNEURON))
TRAINS, TRAIN_HZ = 40, 25.0
# source, target, onto, mean weight (nS) of those that are there, share that is, delay (steps)
PROJECTIONS = [
    ("input", "e1", "ampa_basal", 7.0, 0.5, 10), ("input", "e1", "nmda_basal", 0.4, 0.5, 10), ("input", "i1", "ampa_basal", 2.5, 0.5, 8),
    ("e1", "e2", "ampa_basal", 14.0, 0.5, 15), ("e1", "e2", "nmda_basal", 1.0, 0.5, 15), ("e1", "i2", "ampa_basal", 5.0, 0.6, 12),
    ("e2", "e3", "ampa_basal", 20.0, 0.6, 15), ("e2", "e3", "nmda_basal", 1.5, 0.6, 15), ("e2", "i3", "ampa_basal", 6.0, 0.6, 12),
    ("e2", "e1", "ampa_apical", 1.5, 0.5, 25), ("e2", "e1", "nmda_apical", 1.0, 0.5, 25), ("e3", "e2", "ampa_apical", 2.0, 0.5, 25),
    ("e3", "e2", "nmda_apical", 1.5, 0.5, 25), ("e1", "i1", "ampa_basal", 4.0, 0.6, 5), ("e2", "i2", "ampa_basal", 4.0, 0.6, 5),
    ("e3", "i3", "ampa_basal", 6.0, 0.8, 5), ("i1", "e1", "gaba_soma", 8.0, 0.7, 6), ("i1", "e1", "gaba_apical", 4.0, 0.5, 7),
    ("i2", "e2", "gaba_basal", 8.0, 0.7, 6), ("i2", "e2", "gaba_apical", 4.0, 0.5, 7), ("i3", "e3", "gaba_soma", 10.0, 0.7, 6),
    ("i1", "i1", "gaba_soma", 1.5, 0.5, 0), ("i2", "i2", "gaba_soma", 1.5, 0.5, 1)]
HOW = """Brian2 {version} (Debian python3-brian), codegen target numpy, method='rk4': potentials and conductances jointly, dt = {dt} ms.
Each compartment: C dV/dt = -gL (V - E_L) + g_cs (difference to its neighbour) - sum of synaptic currents; AMPA and GABA_A g (V - E), NMDA g (V - E) / (1 + Mg / 3.57 mM
exp(-0.062 V / mV)); dg/dt = -g/tau. Every population has every input; weights add to g. Initial V = E_L, g = 0.
Step n (Brian2's schedule): record the state at t_n (row r is step r record_dt_ms / dt_ms); advance all variables to t_(n+1), V_s held while n - n_last < t_ref/dt; spike,
labelled n, where V_s >= V_th on the new state (input spikes labelled n come in this slot); spikes labelled n - d of a projection with delay d steps add their weights; reset.
Dale's law: a population, or the input trains, has AMPA and NMDA weights alone (input, e1, e2, e3) or GABA_A weights alone (i1, i2, i3)."""


def equations():
    site = dict(s="soma", b="basal", a="apical")
    current = {letter: " ".join(f"+ g_{name} * (E_{name[:4]} - V{letter})" + ("/(1 + Mg/3.57*exp(-0.062*V%s/mV))" % letter if name[:4] == "nmda" else "")
                                for name in INPUTS if name[5:] == where) for letter, where in site.items()}
    lines = [f"dVs/dt = (gL_s*(E_L - Vs) + g_bs*(Vb - Vs) + g_as*(Va - Vs) {current['s']})/C_s : volt (unless refractory)",
             f"dVb/dt = (gL_b*(E_L - Vb) + g_bs*(Vs - Vb) {current['b']})/C_b : volt",
             f"dVa/dt = (gL_a*(E_L - Va) + g_as*(Vs - Va) {current['a']})/C_a : volt"]
    return "\n".join(lines + [f"dg_{name}/dt = -g_{name}/tau_{name[:4]} : siemens" for name in INPUTS])


def with_units(numbers):
    """{NAME_UNIT: number} as {NAME: quantity}; mM stays a number."""
    unit = dict(pF=pF, nS=nS, mV=mV, ms=ms, mM=1)
    return {name.rsplit("_", 1)[0]: value * unit[name.rsplit("_", 1)[1]] for name, value in numbers.items()}


def simulate(path):
    b.prefs.codegen.target = "numpy"
    b.defaultclock.dt = DT_MS * ms
    rng = np.random.default_rng(SEED)
    spike_step, spike_index = np.nonzero(rng.random((STEPS, TRAINS)) < TRAIN_HZ * DT_MS / 1000)
    network = b.Network(b.SpikeGeneratorGroup(TRAINS, spike_index, spike_step * DT_MS * ms, name="input"))
    for name, (size, cell) in POPULATIONS.items():
        group = b.NeuronGroup(size, equations(), threshold="Vs >= V_th", reset="Vs = V_reset", refractory=cell["t_ref_ms"] * ms, method="rk4",
                              namespace=with_units({**cell, **KINETICS}), name=name)
        group.Vs = group.Vb = group.Va = cell["E_L_mV"] * mV
        network.add(group, b.SpikeMonitor(group, name=name + "_spikes"),
                    b.StateMonitor(group, ["Vs", "Vb", "Va"] + ["g_" + k for k in INPUTS], record=True, name=name + "_states"))
    weights = []
    for source, target, onto, mean, share, delay in PROJECTIONS:
        shape = (network[source].N, network[target].N)
        weights.append(np.where(rng.random(shape) < share, rng.uniform(0.5, 1.5, shape) * mean, 0.0))
        synapses = b.Synapses(network[source], network[target], "w : siemens", on_pre=f"g_{onto}_post += w", delay=delay * DT_MS * ms,
                              name=f"{source}_{target}_{onto}")
        synapses.connect()
        synapses.w = weights[-1].ravel() * nS
        network.add(synapses)
    network.run(STEPS * DT_MS * ms)

    with h5py.File(path, "w") as f:
        f.attrs.update(dict(kind="three-compartment-network", format_version=1, how=HOW.format(version=b.__version__, dt=DT_MS), seed=SEED,
                            case="three layers, AMPA, GABA_A and NMDA, Dale's law (Brian2, rk4)", dt_ms=DT_MS, n_steps=STEPS, record_dt_ms=EVERY * DT_MS,
                            n_input=TRAINS, populations=" ".join(POPULATIONS), projections=len(PROJECTIONS), **KINETICS))
        f["t_ms"] = np.arange(STEPS // EVERY) * EVERY * DT_MS
        f["input_spike_step"], f["input_spike_index"] = spike_step.astype("int64"), spike_index.astype("int32")
        for k, (source, target, onto, _, _, delay) in enumerate(PROJECTIONS):
            group = f.create_group(f"projection{k}")
            group.attrs.update(dict(source=source, target=target, onto=onto, delay_steps=delay))
            group.create_dataset("weight_nS", data=weights[k], compression="gzip", shuffle=True)
        for name, (size, cell) in POPULATIONS.items():
            record(f.create_group(name), network[name], network[name + "_spikes"], network[name + "_states"], size, cell)


def record(group, neurons, spikes, states, size, cell):
    group.attrs.update(dict(n_neurons=size, **cell))
    group["output_spike_step"] = np.round(spikes.t / (DT_MS * ms)).astype("int64")
    group["output_spike_index"] = np.array(spikes.i, "int32")
    group["spike_count"] = np.array(spikes.count, "int32")
    for v in ("Vs", "Vb", "Va"):
        group.create_dataset(v + "_mV", data=np.array(getattr(states, v) / mV)[:, ::EVERY].copy(), compression="gzip", shuffle=True)
    for k in INPUTS:
        group[f"final_{k}_nS"] = np.array(getattr(neurons, "g_" + k) / nS)
    fast = max(DT_MS * (cell["gL_" + c] + sum(cell[j] for j in joined) + np.max(sum(getattr(states, "g_" + k) / nS for k in INPUTS if k[5:] == site)))
               / cell["C_" + c.replace("nS", "pF")]
               for c, site, joined in (("s_nS", "soma", ("g_bs_nS", "g_as_nS")), ("b_nS", "basal", ("g_bs_nS",)), ("a_nS", "apical", ("g_as_nS",))))
    margin = np.min(np.abs(states.Vs / mV - cell["V_th_mV"]))
    held = np.array(spikes.count) / (STEPS * DT_MS / 1000)
    print(f"{group.name}: {size} neurons, {len(spikes.t)} spikes, {held.min():.0f} to {held.max():.0f} Hz, "
          f"V_a {np.min(states.Va/mV):.1f} to {np.max(states.Va/mV):.1f} mV, dt A/C at most {fast:.2f}, |V_s - V_th| from {margin:.1e} mV")
    assert fast < 0.5, "conductances must be resolved by the step"


if __name__ == "__main__":
    simulate(sys.argv[1] if len(sys.argv) > 1 else "compartment_network.h5")
