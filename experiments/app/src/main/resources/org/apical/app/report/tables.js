"use strict";
/** Tables that sort by a column, show the rows that a word is in, and put two rows of one name beside each other. */
(() => {
    const { element, choose } = Charts;
    /** Rows from which on a table can be filtered. */
    const MANY = 8;

    const rowsOf = (table) => [...table.tBodies[0].rows];
    const text = (cell) => cell.textContent.trim();
    /** The first number of a cell; nothing if it has none. */
    const number = (cell) => {
        const found = text(cell).replaceAll("−", "-").match(/^[^\d-]*(-?\d[\d.]*(?:e-?\d+)?)/);
        return found ? parseFloat(found[1]) : NaN;
    };

    function sort(table, column, direction) {
        const rows = rowsOf(table);
        // a column of which no cell begins with a number holds words, whatever numbers are among them
        const words = !rows.some((row) => /^[−-]?\d/.test(text(row.cells[column])));
        const order = (a, b) => {
            const [x, y] = [a, b].map((row) => row.cells[column]);
            if (words) return direction * text(x).localeCompare(text(y));
            const [p, q] = [number(x), number(y)];
            // what has no number stands last, whatever the direction
            return isNaN(p) || isNaN(q) ? isNaN(p) - isNaN(q) : direction * (p - q);
        };
        table.tBodies[0].append(...rows.sort(order));
    }

    function sortable(table) {
        const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
        if (rowsOf(table).length < 3 || table.tHead.rows.length > 1) return;
        const original = rowsOf(table);
        heads.forEach((head, column) => {
            const label = head.textContent;
            head.textContent = "";
            const button = element(head, "button", "sort", label);
            button.addEventListener("click", () => {
                const next = { none: "descending", descending: "ascending", ascending: "none" }[head.getAttribute("aria-sort") ?? "none"];
                heads.forEach((other) => other.removeAttribute("aria-sort"));
                if (next === "none") table.tBodies[0].append(...original);
                else {
                    head.setAttribute("aria-sort", next);
                    sort(table, column, next === "ascending" ? 1 : -1);
                }
            });
        });
    }

    function filter(table) {
        if (rowsOf(table).length < MANY) return;
        const bar = document.createElement("p");
        bar.className = "controls screen";
        table.closest(".scroll").before(bar);
        const label = element(bar, "label", "", "Rows with ");
        const input = element(label, "input");
        input.type = "search";
        input.addEventListener("input", () => {
            const word = input.value.trim().toLowerCase();
            rowsOf(table).forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(word); });
        });
    }

    /** Two rows of all tables that have both names, one below the other. */
    function beside(place) {
        const tables = [...document.querySelectorAll("table.results")].filter((t) => t.tHead.rows.length === 1);
        const names = JSON.parse(place.dataset.rows);
        const chosen = [0, 1];
        const bar = element(place, "p", "controls screen");
        const scroll = element(place, "div", "scroll");
        const shown = element(scroll, "table", "fitted beside");
        const row = (table, name) => rowsOf(table).find((r) => text(r.cells[0]) === name);
        function fill() {
            const pair = chosen.map((k) => names[k]);
            shown.replaceChildren();
            const head = element(element(shown, "thead"), "tr");
            ["", ...pair].forEach((word) => element(head, "th", "words", word));
            const body = element(shown, "tbody");
            for (const table of tables) {
                const rows = pair.map((name) => row(table, name));
                if (rows.some((r) => !r)) continue;
                const section = element(element(body, "tr"), "th", "group", table.closest("section").querySelector("h2").textContent);
                section.colSpan = 3;
                [...table.tHead.rows[0].cells].slice(1).forEach((cell, k) => {
                    const line = element(body, "tr");
                    element(line, "th", "", text(cell));
                    rows.forEach((r) => element(line, "td", "words", text(r.cells[k + 1])));
                });
            }
        }
        ["left", "right"].forEach((side, k) => {
            const label = element(bar, "label", "", (k === 0 ? "Beside each other: " : "and "));
            choose(element(label, "select"), names, chosen[k], (to) => { chosen[k] = to; fill(); });
        });
        fill();
    }

    document.querySelectorAll("table.results").forEach((table) => { sortable(table); filter(table); });
    document.querySelectorAll("[data-rows]").forEach(beside);
})();
