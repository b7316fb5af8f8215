"use strict";
/** Charts and small parts of a page, shared by the reports. */
const Charts = (() => {
    const root = document.documentElement;
    const $ = (id) => document.getElementById(id);
    const FONT = "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif";
    const NARROW = 230;
    const color = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();
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

    /** Dashed vertical lines. */
    const marks = (at) => (u) => clipped(u, (ctx, bbox) => {
        ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
        ctx.strokeStyle = color("soft");
        ctx.lineWidth = devicePixelRatio;
        for (const value of at) {
            const x = u.valToPos(value, "x", true);
            ctx.beginPath();
            ctx.moveTo(x, bbox.top);
            ctx.lineTo(x, bbox.top + bbox.height);
            ctx.stroke();
        }
    });

    /** Ends of the error bars of a series: [x, low, high]. */
    const ends = (u, k, error) => u.data[0].map((x, i) => [x, u.data[k + 1][i] - error[i], u.data[k + 1][i] + error[i], u.data[k + 1][i]])
        .filter(([, , , y], i) => y != null && error[i] > 0);

    const bars = (errors) => (u) => clipped(u, (ctx) => errors.forEach((error, k) => {
        if (!error) return;
        const s = u.series[k + 1];
        ctx.strokeStyle = typeof s.stroke === "function" ? s.stroke(u, k + 1) : s.stroke;
        ctx.lineWidth = 1.25 * devicePixelRatio;
        const cap = 3 * devicePixelRatio;
        for (const [x, low, high] of ends(u, k, error)) {
            const [at, from, to] = [u.valToPos(x, "x", true), u.valToPos(low, "y", true), u.valToPos(high, "y", true)];
            ctx.beginPath();
            ctx.moveTo(at, from); ctx.lineTo(at, to);
            ctx.moveTo(at - cap, from); ctx.lineTo(at + cap, from);
            ctx.moveTo(at - cap, to); ctx.lineTo(at + cap, to);
            ctx.stroke();
        }
    }));

    /** One chart that keeps the width of its box. */
    function chart(box, { columns, series, height, x, y, axes, hooks, read, sync, xScale, yScale, at = [], spikes, errors = [] }) {
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
                    draw: [...(hooks?.draw ?? []), bars(errors), marks(at)],
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
        charts.push({ box, plot, at, spikes, errors, fit, destroy: () => { observer.disconnect(); plot.destroy(); readout.remove(); } });
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

    const text = (x, y, words, more) => `<text x="${x}" y="${y}" ${more ?? ""}>${words.replace(/&/g, "&amp;").replace(/[<]/g, "&lt;")}</text>`;

    /** One chart as SVG, drawn from what uPlot keeps of it: axes, lines, points, spikes, marks. */
    function drawn({ plot: u, at, spikes, errors }) {
        const part = [];
        const left = u.bbox.left / devicePixelRatio, top = u.bbox.top / devicePixelRatio;
        const wide = u.bbox.width / devicePixelRatio, tall = u.bbox.height / devicePixelRatio;
        const px = (v) => left + u.valToPos(v, "x"), py = (v) => top + u.valToPos(v, "y");
        const id = "clip" + Math.random().toString(36).slice(2);
        const line = (x1, y1, x2, y2, stroke, more) => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}" ${more ?? ""}/>`;
        u.axes.forEach((a, k) => {
            (a._splits ?? []).forEach((v, i) => {
                const word = a._values?.[i];
                if (v == null || word == null || word === "") return;
                if (k === 0) part.push(line(px(v), top, px(v), top + tall, color("grid")), text(px(v), top + tall + 17, String(word), 'text-anchor="middle"'));
                else part.push(line(left, py(v), left + wide, py(v), color("grid")), text(left - 7, py(v) + 4, String(word), 'text-anchor="end"'));
            });
        });
        part.push(text(left + wide / 2, u.height - 4, u.axes[0].label, 'text-anchor="middle"'));
        part.push(text(0, 0, u.axes[1].label, `text-anchor="middle" transform="translate(12 ${top + tall / 2}) rotate(-90)"`));
        part.push(`<clipPath id="${id}"><rect x="${left}" y="${top}" width="${wide}" height="${tall}"/></clipPath><g clip-path="url(#${id})">`);
        u.series.slice(1).forEach((s, k) => {
            const stroke = typeof s.stroke === "function" ? s.stroke(u, k + 1) : s.stroke;
            const points = u.data[0].map((x, i) => [x, u.data[k + 1][i]]).filter(([, y]) => y != null).map(([x, y]) => [px(x).toFixed(2), py(y).toFixed(2)]);
            if (s.width > 0 && !spikes && points.length) {
                part.push(`<polyline fill="none" stroke="${stroke}" stroke-width="${s.width}" stroke-dasharray="${(s.dash ?? []).join(" ")}" points="${points.map((p) => p.join(",")).join(" ")}"/>`);
            }
            if (errors[k]) ends(u, k, errors[k]).forEach(([x, low, high]) => part.push(line(px(x), py(low), px(x), py(high), stroke)));
            if (s.points?.show === true || (typeof s.points?.show === "function" && s.points.show(u, k + 1))) {
                const fill = typeof s.points.fill === "function" ? s.points.fill(u, k + 1) : s.points.fill;
                points.forEach(([x, y]) => part.push(`<circle cx="${x}" cy="${y}" r="${(s.points.size ?? 5) / 2}" fill="${fill ?? stroke}"/>`));
            }
        });
        if (spikes) spikes.times.forEach((t, k) => part.push(line(px(t), py(spikes.row[k]) - 2, px(t), py(spikes.row[k]) + 2, spikes.ink(spikes.row[k]))));
        at.forEach((v) => part.push(line(px(v), top, px(v), top + tall, color("soft"), 'stroke-dasharray="4 3"')));
        return part.join("") + "</g>";
    }

    /** A figure as SVG: its legend, then its charts one below the other. */
    function svg(figure) {
        const inside = charts.filter((c) => figure.contains(c.box));
        const width = Math.max(...inside.map((c) => c.plot.width), NARROW) + 16;
        const rows = [];
        let x = 8, y = 20;
        figure.querySelectorAll(".legend .key").forEach((k) => {
            const style = getComputedStyle(k);
            const [stroke, kind, thick] = ["--key", "--key-style", "--key-width"].map((n) => style.getPropertyValue(n).trim());
            const length = 38 + 7 * k.textContent.length;
            if (x > 8 && x + length > width) { x = 8; y += 18; }
            rows.push(`<line x1="${x}" y1="${y - 4}" x2="${x + 20}" y2="${y - 4}" stroke="${stroke}" stroke-width="${parseFloat(thick) || 2}" stroke-dasharray="${kind === "dashed" ? "6 4" : kind === "dotted" ? "2 3" : ""}"/>`, text(x + 25, y, k.textContent));
            x += length;
        });
        y += 14;
        for (const c of inside) {
            const title = c.box.parentNode.querySelector("h4")?.textContent;
            if (title) { rows.push(text(8, y + 12, title, 'font-weight="600"')); y += 18; }
            rows.push(`<g transform="translate(8 ${y})">${drawn(c)}</g>`);
            y += c.plot.height + 8;
        }
        return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" font-family="system-ui, sans-serif" font-size="12" fill="${color("ink")}"><rect width="100%" height="100%" fill="${color("panel")}"/>${rows.join("")}</svg>`;
    }

    function save(name, href) {
        const a = document.createElement("a");
        a.href = href;
        a.download = name;
        a.click();
    }

    function savePng(name, source) {
        const image = new Image();
        image.onload = () => {
            const canvas = document.createElement("canvas");
            canvas.width = 2 * image.width;
            canvas.height = 2 * image.height;
            canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
            save(name, canvas.toDataURL("image/png"));
        };
        image.src = svgUrl(source);
    }

    const svgUrl = (source) => "data:image/svg+xml;charset=utf-8," + encodeURIComponent(source);

    /** The cells of a table, row by row. */
    const cells = (table) => [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")));

    const csv = (table) => cells(table).map((row) => row.map((cell) => (/[",]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell)).join(",")).join("\n") + "\n";

    const TEX = { "\\": "\\textbackslash{}", "%": "\\%", "&": "\\&", "#": "\\#", "_": "\\_", "$": "\\$", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "±": "$\\pm$", "−": "$-$", "–": "--", "<": "$<$", ">": "$>$" };
    const tex = (text) => text.replace(/[\\%&#_$\{\}~^±−–<>]/g, (c) => TEX[c]);

    /** A tabular of the package booktabs. */
    function latex(table) {
        const [head, ...rows] = cells(table).map((row) => row.map(tex).join(" & ") + " \\\\");
        const columns = "l".repeat(table.rows[0].cells.length);
        return ["\\begin{tabular}{" + columns + "}", "\\toprule", head, "\\midrule", ...rows, "\\bottomrule", "\\end{tabular}", ""].join("\n");
    }

    const textUrl = (kind, text) => "data:" + kind + ";charset=utf-8," + encodeURIComponent(text);

    /** Buttons under every figure and table that save it as it is shown now. */
    function saving() {
        document.querySelectorAll("table.results").forEach((table, n) => {
            const name = "apical-table-" + (n + 1);
            const bar = document.createElement("p");
            bar.className = "save screen";
            bar.textContent = "Save table as ";
            table.closest(".scroll").after(bar);
            element(bar, "button", "", "CSV").addEventListener("click", () => save(name + ".csv", textUrl("text/csv", csv(table))));
            element(bar, "button", "", "LaTeX").addEventListener("click", () => save(name + ".tex", textUrl("application/x-tex", latex(table))));
        });
        document.querySelectorAll("figure").forEach((figure, n) => {
            const name = "apical-figure-" + (n + 1);
            const bar = element(figure, "p", "save screen", "Save figure as ");
            const button = (kind, then) => { element(bar, "button", "", kind).addEventListener("click", then); };
            button("SVG", () => save(name + ".svg", svgUrl(svg(figure))));
            button("PNG", () => savePng(name + ".png", svg(figure)));
        });
    }

    function choose(select, options, selected, then) {
        options.forEach((text, i) => { element(select, "option", "", text).value = i; });
        select.value = selected;
        select.addEventListener("change", () => { then(+select.value); });
    }

    /** Draws the page now, and again where colors or paper change. */
    function show(render) {
        const again = () => { charts.splice(0).forEach((c) => c.destroy()); render(); };
        again();
        saving();
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
        addEventListener("beforeprint", () => { root.dataset.scheme = "light"; root.classList.add("printing"); again(); });
        addEventListener("afterprint", () => { delete root.dataset.scheme; root.classList.remove("printing"); again(); });
        return again;
    }

    return { $, color, element, key, range, axis, chart, panel, ticks, choose, show, svg };
})();
