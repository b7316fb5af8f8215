(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const { $, color, number, element, key, range, axis, clipped, chart, panel, ticks } = Charts;
    const KINDS = ["rate", "spiking"];
    const NAMES = { ideal: "ideal controller", rate: "rates", spiking: "spikes" };
    const UNITS = ["unit0", "unit1", "unit2"];
    const unit = (k) => color(UNITS[k % UNITS.length]);
    const fresh = (id) => { $(id).replaceChildren(); return $(id); };
    const whole = (u, low, high) => [Math.floor(low), Math.ceil(high)];

    /** A dashed line at a time. */
    const mark = (time) => (u) => clipped(u, (ctx, bbox) => {
        const x = u.valToPos(time, "x", true);
        ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
        ctx.strokeStyle = color("soft");
        ctx.lineWidth = devicePixelRatio;
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
    });

    function tuning() {
        const { x, hz } = data.tuning;
        const legend = fresh("tuning-legend");
        key(legend, "prefers positive numbers", color("positive"));
        key(legend, "prefers negative numbers", color("negative"));
        const ink = (k) => color(k < hz.length / 2 ? "positive" : "negative");
        chart($("tuning-chart"), {
            columns: [x, ...hz],
            series: hz.map((_, k) => ({ stroke: ink(k), width: 1.25, points: { show: false } })),
            height: 300, x: (u, low, high) => [low, high], y: () => [0, range(hz, 0.05)[1]],
            axes: [axis("represented number (radius 1)", 23), axis("firing rate (Hz)", 38)],
            read: (u, i) => "at " + number(x[i], 2) + ":  " + number(hz.reduce((s, h) => s + h[i], 0) / hz.length, 0) + " Hz on average",
        });
    }

    function steps() {
        const legend = fresh("step-legend");
        key(legend, "ideal controller behind the same synapses", color("ideal") + "77", "solid", 6);
        key(legend, "spiking population", color("spiking"), "solid", 1.75);
        const parent = fresh("step-panels");
        const y = range(data.steps.flatMap((s) => [s.ideal, s.decoded]), 0.05);
        for (const s of data.steps) {
            const box = panel(parent, "control over time, " + s.neurons + " neurons", 250, (h) => { h.textContent = s.neurons + " neurons"; });
            chart(box, {
                columns: [s.t, s.ideal, s.decoded],
                series: [{ stroke: color("ideal") + "77", width: 6, points: { show: false } }, { stroke: color("spiking"), width: 1.75, points: { show: false } }],
                height: 250, x: (u, low, high) => [low === s.t[0] ? 0 : low, high], y: () => y, sync: "step",
                axes: [axis("time (ms)", 23), axis("control u (radius 1)", 38)],
                hooks: { draw: [mark(s.on)] },
                read: (u, i) => number(s.t[i], 0) + " ms:  ideal " + number(s.ideal[i], 3) + "  decoded " + number(s.decoded[i], 3),
            });
        }
    }

    /** Bounds that were promised, as bars: [neurons, percent]. */
    const bars = (bounds) => (u) => clipped(u, (ctx, bbox) => {
        ctx.strokeStyle = color("ink");
        ctx.fillStyle = color("ink");
        ctx.lineWidth = 2.5 * devicePixelRatio;
        ctx.font = 12 * devicePixelRatio + "px system-ui, sans-serif";
        ctx.textAlign = "right";
        ctx.textBaseline = "bottom";
        for (const [neurons, percent, name] of bounds) {
            const x = u.valToPos(neurons, "x", true);
            const y = u.valToPos(percent, "y", true);
            const left = Math.max(bbox.left, x - 24 * devicePixelRatio);
            const right = Math.min(bbox.left + bbox.width, x + 24 * devicePixelRatio);
            ctx.beginPath();
            ctx.moveTo(left, y);
            ctx.lineTo(right, y);
            ctx.stroke();
            ctx.fillText(name, right, y - 4 * devicePixelRatio);
        }
    });

    function logarithmic(id, legendId, quantity, fit, bounds, label, unitName) {
        const a = data.accuracy;
        const legend = fresh(legendId);
        KINDS.forEach((k) => key(legend, NAMES[k], color(k), "solid", 3));
        key(legend, bounds.length > 1 ? "bounds for spikes" : "bound for spikes", color("ink"), "solid", 2.5);
        const lists = KINDS.map((k) => a[k][quantity]);
        const all = [...lists.flat(), ...bounds.map((b) => b[1])].filter((v) => v > 0);
        const y = [10 ** Math.floor(Math.log10(Math.min(...all))), 10 ** Math.ceil(Math.log10(Math.max(...all)))];
        const series = [
            ...KINDS.map((k) => ({ stroke: color(k), width: fit ? 0 : 1.5, points: { show: true, size: 9, fill: color(k), stroke: "transparent" } })),
            ...(fit ? KINDS.map((k) => ({ stroke: color(k), width: 1.5, points: { show: false } })) : []),
        ];
        chart($(id), {
            columns: [a.n, ...lists, ...(fit ? KINDS.map((k) => a[k].fit) : [])],
            series, height: 300, xScale: { distr: 3 }, yScale: { distr: 3 },
            x: () => [a.n[0] / 1.35, a.n[a.n.length - 1] * 1.35], y: () => y,
            axes: [
                axis("neurons per dimension", 23, { splits: () => a.n, values: (u, at) => at.map(String), filter: (u, at) => at }),
                axis(label, 44, { filter: (u, at) => at.map((v) => (Math.abs(Math.log10(v) % 1) < 1e-9 ? v : null)) }),
            ],
            hooks: { draw: [bars(bounds)] },
            read: (u, i) => a.n[i] + " neurons:  " + KINDS.map((k) => NAMES[k] + " " + number(a[k][quantity][i], 3) + " " + unitName).join("   "),
        });
    }

    function raster() {
        const r = data.raster;
        const legend = fresh("raster-legend");
        key(legend, "represented integral", color("integral"), "solid", 2);
        key(legend, "represented error", color("error"), "solid", 2);
        chart($("represented-chart"), {
            columns: [r.t, r.integral, r.error],
            series: ["integral", "error"].map((c) => ({ stroke: color(c), width: 2, points: { show: false } })),
            height: 180, x: (u, low, high) => [low === r.t[0] ? 0 : low, high], y: () => range([r.integral, r.error, [0]], 0.08), sync: "raster",
            axes: [axis("time (ms)", 23), axis("number (radius)", 38)],
            hooks: { draw: [mark(r.on)] },
            read: (u, i) => number(r.t[i], 0) + " ms:  integral " + number(r.integral[i], 2) + "  error " + number(r.error[i], 2),
        });
        const parent = fresh("raster-panels");
        const end = r.t[r.t.length - 1];
        for (const [name, text, ink] of [["integrators", "integrator neurons", "integral"], ["errors", "error neurons", "error"]]) {
            const s = r[name];
            const shade = color(ink);
            const height = 58 + s.neurons * 6;
            const box = panel(parent, "spikes of " + text + " over time", height, (h) => { h.textContent = text; });
            if (s.t.length === 0) {
                element(box, "p", "empty", "No spikes.");
                continue;
            }
            chart(box, {
                columns: [s.t, s.row],
                series: [{ stroke: shade, paths: () => null, points: { show: false } }],
                height, sync: "raster", y: () => [-1, s.neurons],
                x: (u, low, high) => (low === s.t[0] && high === s.t[s.t.length - 1] ? [0, end] : [low, high]),
                axes: [axis("time (ms)", 23), axis("neuron (sorted)", 36, { grid: { show: false } })],
                hooks: { draw: [(u) => ticks(u, s.neurons, s.t, s.row, () => shade), mark(r.on)] },
                read: (u) => number(u.posToVal(u.cursor.left, "x"), 0) + " ms",
            });
        }
    }

    function loops() {
        const legend = fresh("loop-legend");
        const outputs = data.loops[0].target.length;
        for (let o = 0; o < outputs; o++) key(legend, "output unit " + o, unit(o), "solid", 2);
        key(legend, "target", color("soft"), "dashed");
        for (const [id, name, label] of [["output-panels", "output", "output r"], ["control-panels", "control", "control u"], ["error-panels", "error", "error r* − r"]]) {
            const parent = fresh(id);
            const y = range(data.loops.flatMap((l) => [...l[name], ...(name === "output" ? [l.target] : [])]), 0.05);
            for (const l of data.loops) {
                const box = panel(parent, label + " over time, " + NAMES[l.id], 220, (h) => { h.textContent = NAMES[l.id]; });
                const targets = (u) => clipped(u, (ctx, bbox) => {
                    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
                    ctx.lineWidth = 1.5 * devicePixelRatio;
                    l.target.forEach((level, o) => {
                        ctx.strokeStyle = unit(o);
                        ctx.beginPath();
                        ctx.moveTo(bbox.left, u.valToPos(level, "y", true));
                        ctx.lineTo(bbox.left + bbox.width, u.valToPos(level, "y", true));
                        ctx.stroke();
                    });
                });
                chart(box, {
                    columns: [l.t, ...l[name]],
                    series: l[name].map((_, o) => ({ stroke: unit(o), width: 1.5, points: { show: false } })),
                    height: 220, x: (u, low, high) => (low === l.t[0] ? whole(u, low, high) : [low, high]), y: () => y, sync: "loop",
                    axes: [axis("time (s)", 23), axis(label, 38)],
                    hooks: { draw: name === "output" ? [targets] : [] },
                    read: (u, i) => number(l.t[i], 2) + " s:  " + l[name].map((v) => number(v[i], 2)).join("  "),
                });
            }
        }
    }

    Charts.show(() => {
        tuning();
        steps();
        logarithmic("error-chart", "error-legend", "error", true, [[200, 5, "5 %"], [1600, 1, "1 %"]], "rms error (% of radius)", "%");
        logarithmic("drift-chart", "drift-legend", "drift", false, [[400, 2, "2 %/s"]], "drift (% of radius per second)", "%/s");
        raster();
        loops();
    });
})();
