"use strict";
/** Charts and small parts of a page, shared by the reports. */
const Charts = (() => {
    const root = document.documentElement;
    const $ = (id) => document.getElementById(id);
    const FONT = "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif";
    const NARROW = 230;
    const color = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();
    const number = (x, digits) => (x == null ? "–" : x.toFixed(digits).replace("-", "−"));
    const charts = [];

    function element(parent, tag, className, text) {
        const e = document.createElement(tag);
        if (className) e.className = className;
        if (text !== undefined) e.textContent = text;
        parent.append(e);
        return e;
    }

    function key(parent, text, stroke, style, width) {
        const e = element(parent, "span", "key", text);
        e.style.setProperty("--key", stroke);
        if (style) e.style.setProperty("--key-style", style);
        if (width) e.style.setProperty("--key-width", width + "px");
    }

    /** Smallest range around the values, with a margin. */
    function range(lists, margin) {
        let low = Infinity;
        let high = -Infinity;
        for (const list of lists) {
            for (const x of list) {
                if (x == null) continue;
                if (x < low) low = x;
                if (x > high) high = x;
            }
        }
        if (low > high) return [0, 1];
        const pad = (high - low || 1) * margin;
        return [low - pad, high + pad];
    }

    function axis(label, size, options) {
        const line = { stroke: color("grid"), width: 1 };
        return {
            font: FONT, labelFont: FONT, label, labelSize: 18, labelGap: 0, size, stroke: color("soft"), grid: line,
            ticks: { ...line, size: 4 }, gap: 4,
            values: (u, ticks) => ticks.map((x) => (x == null ? "" : String(+x.toPrecision(12)).replace("-", "−"))),
            ...options,
        };
    }

    /** Draws in canvas pixels, clipped to the plot. */
    function clipped(u, draw) {
        const { ctx, bbox } = u;
        ctx.save();
        ctx.beginPath();
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
        ctx.clip();
        draw(ctx, bbox);
        ctx.restore();
    }

    /** A dashed line at time 0 with a word above it. */
    function onset(u, text) {
        const x = u.valToPos(0, "x", true);
        const { ctx, bbox } = u;
        if (x < bbox.left - 1 || x > bbox.left + bbox.width) return;
        ctx.save();
        ctx.strokeStyle = color("soft");
        ctx.fillStyle = color("soft");
        ctx.lineWidth = devicePixelRatio;
        ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top - 4 * devicePixelRatio);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        ctx.font = FONT.replace("12px", 12 * devicePixelRatio + "px");
        ctx.textAlign = "left";
        ctx.textBaseline = "alphabetic";
        ctx.fillText(text, x + 4 * devicePixelRatio, bbox.top - 5 * devicePixelRatio);
        ctx.restore();
    }

    function shadeBefore(u, time) {
        const x = u.valToPos(time, "x", true);
        clipped(u, (ctx, bbox) => {
            ctx.fillStyle = color("shade");
            ctx.fillRect(bbox.left, bbox.top, x - bbox.left, bbox.height);
        });
    }

    /** One chart that keeps the width of its box. */
    function chart(box, { columns, series, height, x, y, axes, hooks, read, sync, xScale, yScale }) {
        const readout = element(box, "div", "readout");
        const plot = new uPlot(
            {
                width: Math.max(box.clientWidth, NARROW), height, series: [{}, ...series], axes,
                padding: [sync ? 20 : 10, 16, 0, 0], legend: { show: false },
                scales: { x: { time: false, range: x, ...xScale }, y: { range: y, ...yScale } },
                cursor: {
                    y: false, points: { size: 6 },
                    drag: { x: true, y: false }, ...(sync ? { sync: { key: sync, setSeries: false } } : {}),
                },
                hooks: {
                    ...hooks,
                    setCursor: [(u) => {
                        const i = u.cursor.idx;
                        readout.textContent = i == null || u.cursor.left < 0 || !read ? "" : read(u, i);
                    }],
                },
            },
            columns, box);
        const observer = new ResizeObserver(() => fit());
        const fit = () => {
            const width = Math.max(box.clientWidth, NARROW);
            if (width !== plot.width) plot.setSize({ width, height });
        };
        observer.observe(box);
        charts.push({ plot, fit, destroy: () => { observer.disconnect(); plot.destroy(); readout.remove(); } });
    }

    /** A titled box for a chart; what it shows is said for those who do not see it. */
    function panel(parent, label, height, fillTitle) {
        const p = element(parent, "div", "panel");
        fillTitle(element(p, "h4"));
        const box = element(p, "div", "chart");
        box.setAttribute("role", "img");
        box.setAttribute("aria-label", label);
        box.style.minHeight = height + "px";
        return box;
    }

    /** Spikes as ticks, a neuron a row; ink says the color of a row. */
    function ticks(u, rows, times, row, ink) {
        clipped(u, (ctx, bbox) => {
            const tall = (bbox.height / (rows + 1)) * 0.8;
            const wide = Math.max(1, Math.min(1.4 * devicePixelRatio, bbox.width / (u.scales.x.max - u.scales.x.min)));
            for (let k = 0; k < times.length; k++) {
                ctx.fillStyle = ink(row[k]);
                ctx.fillRect(u.valToPos(times[k], "x", true) - wide / 2, u.valToPos(row[k], "y", true) - tall / 2, wide, tall);
            }
        });
    }

    function choose(select, options, selected, then) {
        options.forEach(([value, text]) => { element(select, "option", "", text).value = value; });
        select.value = selected;
        select.addEventListener("change", () => { then(+select.value); });
    }

    /** Draws the page now, and again where colors or paper change. */
    function show(render) {
        const again = () => { charts.splice(0).forEach((c) => c.destroy()); render(); };
        again();
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
        addEventListener("beforeprint", () => { root.dataset.scheme = "light"; root.classList.add("printing"); again(); });
        addEventListener("afterprint", () => { delete root.dataset.scheme; root.classList.remove("printing"); again(); });
        return again;
    }

    return { $, color, number, element, key, range, axis, clipped, onset, shadeBefore, chart, panel, ticks, choose, show };
})();
