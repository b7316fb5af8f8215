"""A small network learns exclusive or, as rates (F1) and as graded compartments (F2), with three couplings of its apical dendrites; a figure of what came out.

    python3 experiments/python/example.py            # writes example.png in the working directory; needs NumPy, h5py, matplotlib
"""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

sys.path.insert(0, str(Path(__file__).resolve().parent))
import apical

EXPERIMENT = {
    "data": {"generate": "xor", "samples": 400, "test": 100, "scaling": {"kind": "given", "mean": [0.5], "deviation": [0.25]}},
    "input": {"baselineHz": 250, "gainHz": 100},
    "layers": [{"name": "hidden", "units": 16, "transfer": "tanh"}, {"name": "classes", "transfer": "rectified"}],
    "neurons": {
        "remap": "basal",  # apical synapses stay as they are, so that the coupling changes what feedback does at the soma
        "cell": {
            "restMv": -70,
            "coupling": "dendrite-to-soma",
            "soma": {"capacitancePicoF": 200, "leakNanoS": 4},
            "basal": {"capacitancePicoF": 10, "leakNanoS": 10},
            "apical": {"capacitancePicoF": 10, "leakNanoS": 10},
            "basalCouplingNanoS": 4,
            "apicalCouplingNanoS": 2,
        },
    },
    "timing": {"tauUMs": 400},
    "learning": {"optimiser": {"rate": 0.01}, "epochs": 12, "batch": 16},
    "formulations": ["F1", "F2"],
}

figure, (learning, potentials) = plt.subplots(1, 2, figsize=(10, 4))
for coupling, style in ((0.2, ":"), (1, "--"), (4, "-")):
    run = apical.run(EXPERIMENT, neurons__cell__apicalCouplingNanoS=coupling, resume=True)
    label = f"$g_{{as}}$ = {coupling:g} nS"
    learning.plot(*run.curve("test_accuracy", "F2"), style, color="tab:blue", label=label)
    hidden = run.recording().report("F2_hidden")
    potentials.plot(hidden.time, hidden.soma[:, 0], style, color="tab:blue", label=label + ", soma")
    potentials.plot(hidden.time, hidden.apical[:, 0], style, color="tab:red", label=label + ", apical")
    print(f"{coupling:5g} nS: test accuracy {run.value('test_accuracy', 'F2'):.2f}, first update {run.value('update_cosine_to_F1', 'F2'):.3f} along F1's, in {run.directory}")

learning.set(xlabel="epoch", ylabel="test accuracy (F2)", ylim=(0, 1.05))
potentials.set(xlabel="time from the target (ms)", ylabel="potential of the first hidden unit (mV)")
for axes in (learning, potentials):
    axes.legend(fontsize=7)
    axes.spines[["top", "right"]].set_visible(False)
figure.tight_layout()
figure.savefig("example.png", dpi=150)
print("example.png")
