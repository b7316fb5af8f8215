"""Rates of a reduced network, from the NIR file that ``experiments/apical export --as nir`` writes; a reader of its own, after the specification.

    python3 nir_rates.py NETWORK.nir INPUTS.npy RATES.npz [--brian2] [--ms 500]

INPUTS holds r of the input units, (samples, units) or (units). RATES gets, for each layer, r after so long without feedback, (samples, units), by the
name of its node. Integrated by NumPy, or with --brian2 by Brian2, one network a sample. Needs NumPy and h5py.
"""

import argparse

import h5py
import numpy as np

PARAMETERS = {
    "Input": ("shape",),
    "Output": ("shape",),
    "Affine": ("weight", "bias"),
    "Linear": ("weight",),
    "LI": ("tau", "r", "v_leak"),
    "Delay": ("delay",),
}


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def read(file):
    """Nodes by name, each a dict of its type, parameters and metadata, and the edges; refuses what is no such graph."""
    with h5py.File(file, "r") as hdf:
        text(hdf["version"][()])
        graph = hdf["node"]
        if text(graph["type"][()]) != "NIRGraph":
            raise ValueError(f"{file}: expected a NIRGraph")
        nodes = {}
        for name, group in graph["nodes"].items():
            kind = text(group["type"][()])
            if kind not in PARAMETERS:
                raise ValueError(f"{file}: {name}: expected one of {', '.join(PARAMETERS)}, found {kind}")
            metadata = {key: item[()] for key, item in group["metadata"].items()} if "metadata" in group else {}
            nodes[name] = {"type": kind, "metadata": metadata, **{key: group[key][()] for key in PARAMETERS[kind]}}
        edges = [(text(a), text(b)) for a, b in graph["edges"][()]]
    sizes = {name: ends(node) for name, node in nodes.items()}
    for a, b in edges:
        if sizes[a][1] != sizes[b][0]:
            raise ValueError(f"{file}: edge {a} to {b}: expected equal sizes, found {sizes[a][1]} and {sizes[b][0]}")
    return nodes, edges


def ends(node):
    """Size of what a node takes and of what it gives."""
    kind = node["type"]
    if kind in ("Input", "Output"):
        return (int(node["shape"][0]),) * 2
    if kind in ("Affine", "Linear"):
        return node["weight"].shape[::-1]
    if kind == "LI":
        if not node["tau"].shape == node["r"].shape == node["v_leak"].shape:
            raise ValueError("LI: expected tau, r and v_leak of one shape")
        return (len(node["tau"]),) * 2
    return (len(node["delay"]),) * 2


def transfer(node):
    """What becomes of v before it is sent on: phi, by its name in metadata; as an expression of v."""
    metadata = node["metadata"]
    name = text(metadata.get("transfer", "linear"))
    return {
        "linear": "v",
        "tanh": "tanh(v)",
        "sigmoid": "1 / (1 + exp(-v))",
        "rectified": f"clip(v, {float(metadata.get('floor', 0))!r}, inf)",
    }[name]


def projections(nodes, edges):
    """(from, to, weight, bias, delay in s) of every path from one population to another."""
    found = []
    before = {b: a for a, b in edges if nodes[b]["type"] != "LI"}
    for a, b in edges:
        if nodes[b]["type"] == "LI":
            weight, bias, delay, at = nodes[a]["weight"], nodes[a].get("bias", 0.0), 0.0, before[a]
            if nodes[at]["type"] == "Delay":
                delay, at = float(nodes[at]["delay"][0]), before[at]
            found.append((at, b, weight, bias, delay))
    return found


def numpy_rates(nodes, edges, inputs, ms, dt=1e-4):
    """Forward Euler, all samples at once."""
    paths = projections(nodes, edges)
    layers = {name: node for name, node in nodes.items() if node["type"] == "LI"}
    v = {name: np.zeros((len(inputs), len(node["tau"]))) for name, node in layers.items()}
    phi = {name: eval("lambda v: " + transfer(node), {"tanh": np.tanh, "exp": np.exp, "clip": np.clip, "inf": np.inf}) for name, node in layers.items()}
    past = {name: [] for name in layers}
    for step in range(round(1e-3 * ms / dt)):
        for name in layers:
            past[name].append(phi[name](v[name]))
        current = {name: 0.0 for name in layers}
        for source, target, weight, bias, delay in paths:
            at = max(0, step - round(delay / dt))
            rate = inputs if source == "input" else past[source][at]
            current[target] = current[target] + rate @ weight.T + bias
        for name, node in layers.items():
            v[name] = v[name] + dt / node["tau"] * (node["v_leak"] - v[name] + node["r"] * current[name])
    return {name: phi[name](v[name]) for name in layers}


def brian2_rates(nodes, edges, inputs, ms):
    """The same network in Brian2, summed variables through synapses; without delays, which the steady state of a chain does not know."""
    import brian2 as b2

    b2.prefs.codegen.target = "numpy"
    paths = projections(nodes, edges)
    rates = {name: [] for name, node in nodes.items() if node["type"] == "LI"}
    for sample in inputs:
        groups = {"input": b2.NeuronGroup(len(sample), "rate : 1", name="inputs")}
        groups["input"].rate = sample
        into = {name: 0 for name in rates}
        for _, target, *_ in paths:
            into[target] += 1
        for name in rates:
            node, count = nodes[name], into[name]
            terms = "".join(f"I{k} : 1\n" for k in range(count))
            equations = f"dv/dt = (v_leak - v + R * (drive + {' + '.join(f'I{k}' for k in range(count))})) / tau : 1\nrate = {transfer(node)} : 1\n" + terms
            equations += "drive : 1\ntau : second\nR : 1\nv_leak : 1\n"
            group = groups[name] = b2.NeuronGroup(len(node["tau"]), equations, method="euler", namespace={"inf": np.inf}, dt=0.1 * b2.ms)
            group.tau, group.R, group.v_leak = node["tau"] * b2.second, node["r"], node["v_leak"]
        synapses, seen = [], {name: 0 for name in rates}
        for source, target, weight, bias, _ in paths:
            model = f"w : 1\nI{seen[target]}_post = w * rate_pre : 1 (summed)"
            synapse = b2.Synapses(groups[source], groups[target], model, dt=0.1 * b2.ms)
            to, of = np.nonzero(np.ones_like(weight))
            synapse.connect(i=of, j=to)
            synapse.w = weight[to, of]
            groups[target].drive = np.asarray(groups[target].drive) + bias
            synapses.append(synapse)
            seen[target] += 1
        b2.Network(*groups.values(), *synapses).run(ms * b2.ms)
        for name in rates:
            rates[name].append(np.asarray(groups[name].rate))
    return {name: np.array(rate) for name, rate in rates.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network")
    parser.add_argument("inputs")
    parser.add_argument("rates")
    parser.add_argument("--brian2", action="store_true")
    parser.add_argument("--ms", type=float, default=500)
    asked = parser.parse_args()
    graph = read(asked.network)
    run = brian2_rates if asked.brian2 else numpy_rates
    np.savez(asked.rates, **run(*graph, np.atleast_2d(np.load(asked.inputs)), asked.ms))
