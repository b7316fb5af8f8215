"""A microcircuit of MicrocircuitSpeed in Brian2, C++ standalone, beside which it is measured: the same neurons, synapse for synapse.

    python3 experiments/benchmarks/brian2/microcircuit.py DIRECTORY

DIRECTORY holds what MicrocircuitSpeed writes: network.json, and source.i32, target.i32, delay.i32 (steps), weight.f64 (pA), start.f64 (mV above E_L), little-endian.
Once built, runs the network for each line it reads and prints seconds (build and start-up excluded), then the rate of each population (Hz), counted after a time without counting.
The exact propagator is the one of the description, exp(A dt), formed here with SciPy.
"""
import json
import os
import sys

import numpy as np
from brian2 import (Network, NeuronGroup, PoissonInput, SpikeMonitor, Synapses, defaultclock, device, Hz, ms, prefs, set_device)
from scipy.linalg import expm

here = sys.argv[1]
with open(os.path.join(here, 'network.json')) as file:
    circuit = json.load(file)
out = os.path.join(here, 'build')
set_device('cpp_standalone', directory=out, build_on_run=False)
prefs.devices.cpp_standalone.openmp_threads = 0
prefs.codegen.cpp.extra_compile_args_gcc = ['-w', '-O3', '-march=native', '-ffast-math']
dt = circuit['dtMs']
defaultclock.dt = dt * ms


def read(name, kind):
    return np.fromfile(os.path.join(here, name), dtype=kind)


def propagator(conductances, capacitances, sites, held):
    """exp(A dt) in the potentials (mV relative to E_L), then the currents (pA), one into each site; conductances nS, capacitances pF, times ms."""
    n, m = len(capacitances), len(sites)
    a = np.zeros((n + m, n + m))
    a[:n, :n] = -np.array(conductances) / np.array(capacitances)[:, None]
    for k, site in enumerate(sites):
        a[site, n + k] = 1 / capacitances[site]
        a[n + k, n + k] = -1 / circuit['synapseMs']
    if held:
        a[0] = 0
    return expm(a * dt)


sites = circuit['sites']
n = len(circuit['capacitancesPicoF'])
free = propagator(circuit['conductancesNanoS'], circuit['capacitancesPicoF'], sites, False)
held = propagator(circuit['conductancesNanoS'], circuit['capacitancesPicoF'], sites, True)
names = [f'V{i}' for i in range(n)] + [f'I{k}' for k in range(len(sites))]
constants = {}
step = ['f = int(not_refractory)']


def row(letter, matrix, i):
    """Row i of a propagator without its zeros."""
    terms = []
    for j, name in enumerate(names):
        if matrix[i, j] != 0:
            constants[f'{letter}{i}{j}'] = matrix[i, j]
            terms.append(f'{letter}{i}{j}*{name}')
    return ' + '.join(terms)


for i in range(n):
    step.append(f'x{i} = {row("p", free, i)}')
    if i > 0:
        step.append(f'y{i} = {row("h", held, i)}')
step.append('V0 = f*x0 + (1 - f)*V0')
step += [f'V{i} = f*x{i} + (1 - f)*y{i}' for i in range(1, n)]
last = len(sites) - 1
step += [f'I{k} = {row("p", free, n + k)}' + (' + constant' if k == last else '') for k in range(len(sites))]

first = circuit['first']
neurons = NeuronGroup(first[-1], '\n'.join(f'{name} : 1' for name in names) + '\nconstant : 1',
                      threshold=f'V0 >= {circuit["thresholdMv"]}', reset='V0 = 0', refractory=circuit['refractoryMs'] * ms,
                      namespace=constants)
neurons.run_regularly('\n'.join(step), when='groups', order=1)
start = read('start.f64', '<f8')
for i in range(n):
    setattr(neurons, f'V{i}', start)
constant = np.repeat(circuit['constantPicoA'], np.diff(first))
neurons.constant = constant
synapses = Synapses(neurons, neurons, 'w : 1', on_pre='I0_post += w')
synapses.connect(i=read('source.i32', '<i4'), j=read('target.i32', '<i4'))
synapses.w = read('weight.f64', '<f8')
synapses.delay = read('delay.i32', '<i4') * dt * ms
network = Network(neurons, synapses)
for p, sources in enumerate(circuit['externalSources']):
    part = neurons[first[p]:first[p + 1]]
    network.add(part, PoissonInput(part, f'I{last}', N=int(round(sources)), rate=circuit['externalHz'] * Hz,
                                   weight=circuit['externalPicoA']))
monitor = SpikeMonitor(neurons, record=False)
network.add(monitor)
monitor.active = False
network.run(circuit['settlingMs'] * ms)
monitor.active = True
network.run(circuit['countedMs'] * ms)
device.build(directory=out, compile=True, run=False, debug=False)
print('ready', flush=True)
for _ in sys.stdin:
    device.run(out, with_output=False, run_args=[])
    count = np.array(monitor.count)
    rates = [count[a:b].mean() / (circuit['countedMs'] / 1000) for a, b in zip(first, first[1:])]
    print(device._last_run_time, *(f'{rate:.6f}' for rate in rates), flush=True)
