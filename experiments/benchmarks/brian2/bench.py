"""bench-784 and bench-4k in Brian2, C++ standalone, beside which NetworkSpeed is measured.

    python3 experiments/benchmarks/brian2/bench.py 784|4k [threads [runs|asked]]

Needs Brian2 (Debian: python3-brian), NumPy, SciPy and a C++ compiler. Prints seconds per biological second, build and start-up excluded;
asked: once built prints ready, then runs and prints for each line it reads.
The exact propagators are formed here with SciPy: Brian2's own exact method solves five coupled equations symbolically, which takes minutes.
"""
import os
import shutil
import sys
import tempfile

import numpy as np
from brian2 import (Network, NeuronGroup, PoissonGroup, SpikeMonitor, Synapses, defaultclock, device, Hz, ms, prefs, second,
                    seed, set_device)
from scipy.linalg import expm

NETWORKS = {  # sizes, mean and standard deviation of the weights of each layer (pA)
    '784': ([784, 256, 256, 10], [4.4, 12.5, 12.0], [12.0, 40.0, 40.0]),
    '4k': ([3136, 1024, 1024, 40], [1.05, 3.1, 4.2], [8.0, 25.0, 25.0]),
}
name = sys.argv[1]
threads = int(sys.argv[2]) if len(sys.argv) > 2 else 0
asked = sys.argv[3:] == ['asked']
runs = int(sys.argv[3]) if len(sys.argv) > 3 and not asked else 5
count_spikes = 'COUNT' in os.environ
sizes, mean, deviation = NETWORKS[name]
out = os.path.join(tempfile.gettempdir(), f'brian2-bench-{name}-{threads}')
shutil.rmtree(out, ignore_errors=True)
set_device('cpp_standalone', directory=out, build_on_run=False)
prefs.devices.cpp_standalone.openmp_threads = threads
prefs.codegen.cpp.extra_compile_args_gcc = ['-w', '-O3', '-march=native', '-ffast-math']
defaultclock.dt = 0.1 * ms
seed(1)
rng = np.random.default_rng(1)


def propagator(held):
    """exp(A dt) in (V_s, V_b, V_a, I_b, I_a): mV relative to E_L, pA; conductances nS, capacitances pF, times ms."""
    a = np.array([[-35 / 200, 15 / 200, 10 / 200, 0, 0],
                  [15 / 100, -20 / 100, 0, 1 / 100, 0],
                  [10 / 100, 0, -15 / 100, 0, 1 / 100],
                  [0, 0, 0, -1 / 5, 0],
                  [0, 0, 0, 0, -1 / 5]])
    if held:
        a[0] = 0
    return expm(0.1 * a)


free, held = propagator(False), propagator(True)
constants = {f'p{i}{j}': free[i, j] for i in range(5) for j in range(5)}
constants.update({f'h{i}{j}': held[i, j] for i in range(5) for j in range(5)})
VARIABLES = '\n'.join(f'{v} : 1' for v in ('Vs', 'Vb', 'Va', 'Ib', 'Ia'))
STEP = '''
f = int(not_refractory)
s = p00*Vs + p01*Vb + p02*Va + p03*Ib + p04*Ia
b = p10*Vs + p11*Vb + p12*Va + p13*Ib + p14*Ia
a = p20*Vs + p21*Vb + p22*Va + p23*Ib + p24*Ia
hb = h10*Vs + h11*Vb + h13*Ib
ha = h20*Vs + h22*Va + h24*Ia
Vs = f*s + (1 - f)*Vs
Vb = f*b + (1 - f)*hb
Va = f*a + (1 - f)*ha
Ib = p33*Ib
Ia = p44*Ia
'''
network = Network()
below = PoissonGroup(sizes[0], 20 * Hz)
top = PoissonGroup(10, 20 * Hz)
network.add(below, top)
monitors = []
for layer, n in enumerate(sizes[1:]):
    neurons = NeuronGroup(n, VARIABLES, threshold='Vs >= 15', reset='Vs = 5', refractory=2 * ms, namespace=constants)
    neurons.run_regularly(STEP, when='groups', order=1)
    basal = Synapses(below, neurons, 'w : 1', on_pre='Ib_post += w', delay=0.1 * ms)
    basal.connect()
    basal.w = mean[layer] + deviation[layer] * rng.standard_normal(sizes[layer] * n)
    apical = Synapses(top, neurons, 'w : 1', on_pre='Ia_post += w', delay=0.1 * ms)
    apical.connect()
    apical.w = 20 * rng.standard_normal(10 * n)
    network.add(neurons, basal, apical)
    if count_spikes:
        monitors.append(SpikeMonitor(neurons, record=False))
        network.add(monitors[-1])
    below = neurons
network.run(1 * second)
device.build(directory=out, compile=True, run=False, debug=False)
if asked:
    print('ready', flush=True)
    for _ in sys.stdin:
        device.run(out, with_output=False, run_args=[])
        print(device._last_run_time, flush=True)
    sys.exit()
seconds = []
for _ in range(runs):
    device.run(out, with_output=False, run_args=[])
    seconds.append(device._last_run_time)
print(f'bench-{name}, {threads or 1} threads: median {np.median(seconds):.4f} s of {sorted(round(s, 4) for s in seconds)}')
for monitor, n in zip(monitors, sizes[1:]):
    print(f'  {np.sum(np.array(monitor.count)) / n:.1f} Hz')
