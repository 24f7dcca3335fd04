"use strict";
(() => {
  const one = (selector) => document.querySelector(selector), all = (selector) => [...document.querySelectorAll(selector)];
  const print = one("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  const list = one("#list"), form = one(".filter"), status = one(".status"), pager = one(".pager"), heat = one(".heat tbody"), compared = one(".compared tbody");
  if (!list) return;
  const PAGE = 200, HEAT = 40, COMPARED = 40, PRINTED_COMPARED = 6, PRINTED = Number(list.dataset.printed), PRINTED_HEAT = Number(list.dataset.heat);
  const [SLUG, AGENCY, YEAR, GROUP, VERDICT, GRADE, SCORE, COVERAGE, PUBLISHED, CRITICAL, MAJOR, MINOR, REVIEWS, VOLUME, LOSSES, RULES, SOURCE, KIND, AFTER, WHO, FILED, RANK, AMONG] = Array(23).keys();
  const COLUMNS = { agency: AGENCY, verdict: VERDICT, score: SCORE, grade: GRADE, critical: CRITICAL, major: MAJOR, minor: MINOR, reviews: REVIEWS, published: PUBLISHED, rank: RANK, volume: VOLUME };
  const OPEN = { critical: CRITICAL, major: MAJOR, minor: MINOR, review: REVIEWS };
  const words = (text, ...values) => text.replace(/##?/g, (sign) => values[sign.length - 1]);
  let lists = null, rows = [], numbers = new Map(), owned = new Map(), causes = new Map(), loaded = false;

  const quotas = (counts, limit) => {
    const shares = counts.map(() => 0);
    let left = limit;
    const open = counts.map((_, group) => group).sort((a, b) => counts[a] - counts[b] || a - b);
    open.forEach((group, place) => { shares[group] = Math.min(counts[group], Math.floor(left / (open.length - place))); left -= shares[group]; });
    return shares;
  };

  const wanted = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  const address = (state) => {
    for (const [key, value] of [...state]) if (!value) state.delete(key);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
    apply();
  };

  const fits = (state) => {
    const number = (key) => state.has(key) ? Number(state.get(key)) : null;
    const verdict = number("verdict"), theme = number("theme"), year = number("year"), kind = number("kind"), rule = number("rule"), cause = number("cause");
    const having = cause === null ? null : causes.get(cause)?.reports ?? new Set();
    const grade = state.get("grade"), open = OPEN[state.get("severity")], find = (state.get("find") ?? "").trim().toLowerCase();
    return (row) => (verdict === null || row[VERDICT] === verdict) && (kind === null || row[GROUP] === kind) && (year === null || row[YEAR] === year)
      && (!grade || (row[GRADE] || "-") === grade) && (open === undefined || row[open] > 0) && (rule === null || row[RULES].includes(rule)) && (having === null || having.has(row))
      && (theme === null || row[RULES].some((each) => lists.rules[each][1] === theme)) && (!find || `${row[AGENCY]} ${row[SOURCE]}`.toLowerCase().includes(find));
  };

  const sorted = (found, key) => {
    const column = COLUMNS[key.replace("-", "")], down = key.startsWith("-") ? -1 : 1;
    if (column === undefined) return found;
    const compare = column === AGENCY ? new Intl.Collator(document.documentElement.lang).compare : (a, b) => a < b ? -1 : a > b ? 1 : 0;
    const blank = (value) => value === null || value === "";
    return [...found].sort((a, b) => blank(a[column]) - blank(b[column]) || down * compare(a[column], b[column]));
  };

  const names = all("#list thead th").map((header) => header.textContent);
  const cell = (tr, name, text) => { const td = tr.querySelector(`.${name}`); if (td) td.textContent = text; };
  const tag = (tr, name, n) => { const span = tr.querySelector(`.${name} .tag`); span.textContent = n; span.classList.toggle("nil", !n); };
  const model = one("#row").content.querySelector("tr");
  const line = (row, printed) => {
    const tr = model.cloneNode(true);
    tr.className = lists.verdicts[row[VERDICT]][0] + (printed ? " p" : "");
    cell(tr, "n", numbers.get(row));
    const link = tr.querySelector(".who a");
    link.href = `reports/${encodeURIComponent(row[SLUG])}.html`;
    link.firstChild.textContent = row[AGENCY];
    const about = tr.querySelector(".who small");
    about.firstChild.textContent = lists.kinds[row[KIND]];
    about.childNodes[1].textContent = ` ${row[YEAR] || ""} `;
    about.lastChild.textContent = row[FILED];
    tr.querySelector(".v b").textContent = lists.verdicts[row[VERDICT]][1];
    const score = tr.querySelector(".s");
    score.firstChild.textContent = `${[row[SCORE], ...(row[AFTER] === null ? [] : [row[AFTER]])].map((points) => points === null ? "—" : points).join(" → ")} `;
    score.lastChild.textContent = words(list.dataset.coverage, row[COVERAGE]);
    cell(tr, "g", row[GRADE] || "—"); cell(tr, "k", row[RANK] ? `${row[RANK]}/${row[AMONG]}` : "—"); cell(tr, "d", row[PUBLISHED] || "—"); cell(tr, "q", row[VOLUME] ?? "—");
    tag(tr, "c", row[CRITICAL]); tag(tr, "m", row[MAJOR]); tag(tr, "o", row[MINOR]); tag(tr, "r", row[REVIEWS]);
    named(tr);
    return tr;
  };
  const named = (tr) => { [...tr.cells].forEach((td, at) => { if (/^[scmorgk]$/.test(td.className)) td.dataset.name = names[at]; }); };

  const titled = (title, count) => {
    const tr = document.createElement("tr"), th = document.createElement("th"), small = document.createElement("small");
    tr.className = "group"; th.scope = "rowgroup"; th.colSpan = names.length; small.textContent = count;
    th.append(`${title} `, small); tr.append(th);
    return tr;
  };
  const further = (state, group, count) => {
    const tr = document.createElement("tr"), td = document.createElement("td"), a = document.createElement("a"), more = new URLSearchParams(state);
    more.set("kind", group);
    tr.className = "more"; td.colSpan = names.length; a.href = `#${more}`; a.textContent = words(list.dataset.more, count);
    td.append(a); tr.append(td);
    return tr;
  };

  const show = (found, state) => {
    const bodies = [], groups = new Map();
    found.forEach((row) => { if (!groups.has(row[GROUP])) groups.set(row[GROUP], []); groups.get(row[GROUP]).push(row); });
    const flat = state.has("sort") || groups.size < 2;
    const parts = flat ? [[null, found]] : [...groups];
    const shown = quotas(parts.map((part) => part[1].length), PAGE), printed = quotas(parts.map((part) => part[1].length), PRINTED - (flat ? 0 : parts.length));
    const pages = flat ? Math.max(Math.ceil(found.length / PAGE), 1) : 1, page = Math.min(Math.max(Number(state.get("page")) || 1, 1), pages);
    parts.forEach(([group, of], at) => {
      const body = document.createElement("tbody"), start = (page - 1) * PAGE;
      if (group !== null) body.append(titled(lists.groups[group], of.length));
      of.slice(start, start + shown[at]).forEach((row, place) => body.append(line(row, place < printed[at])));
      if (group !== null && of.length > shown[at]) body.append(further(state, group, of.length));
      bodies.push(body);
    });
    [...list.tBodies].forEach((body) => body.remove());
    list.append(...bodies);
    pager.hidden = pages < 2;
    pager.querySelector("span").textContent = words(pager.dataset.page, page, pages);
    const [earlier, later] = pager.querySelectorAll("button");
    earlier.disabled = page < 2; later.disabled = page >= pages;
    if (heat) heating(parts);
    if (compared) comparing(parts);
  };

  const comparing = (parts) => {
    const agencies = parts.map(([, of]) => [...new Set(of.filter((row) => row[YEAR]).map((row) => row[WHO]))]), counts = agencies.map((of) => of.length);
    const shown = quotas(counts, COMPARED), printed = quotas(counts, PRINTED_COMPARED);
    compared.replaceChildren(...agencies.flatMap((of, at) => of.slice(0, shown[at]).map((who, place) => {
      const own = owned.get(who), latest = [...own.values()].reduce((a, b) => b[YEAR] > a[YEAR] ? b : a);
      const tr = document.createElement("tr"), th = document.createElement("th"), small = document.createElement("small");
      tr.className = place < printed[at] ? "p" : ""; th.scope = "row"; small.textContent = lists.kinds[latest[KIND]];
      th.append(`${latest[AGENCY]} `, small); tr.append(th);
      lists.compared.forEach((year) => tr.append(ofYear(own.get(year), lists.wanting.find((each) => each[0] === who && each[1] === year))));
      return tr;
    })));
  };
  const ofYear = (row, wanting) => {
    const td = document.createElement("td"), a = document.createElement("a"), b = document.createElement("b");
    if (!row) { td.textContent = wanting ? wanting[2] : "—"; return td; }
    const [id, name] = lists.verdicts[row[VERDICT]];
    td.className = id; a.href = `reports/${encodeURIComponent(row[SLUG])}.html`; b.textContent = row[GRADE] || "—";
    if (row[SCORE] === null) a.textContent = name; else a.append(b, ` ${row[SCORE]}`);
    td.append(a);
    return td;
  };

  const heating = (parts) => {
    const themes = heat.parentElement.tHead.rows[0].cells.length - 1, counts = parts.map((part) => part[1].length);
    const shown = quotas(counts, HEAT), printed = quotas(counts, PRINTED_HEAT);
    heat.replaceChildren(...parts.flatMap(([, of], at) => of.slice(0, shown[at]).map((row, place) => {
      const tr = document.createElement("tr"), th = document.createElement("th"), a = document.createElement("a"), small = document.createElement("small");
      tr.className = place < printed[at] ? "p" : ""; th.scope = "row";
      a.href = `reports/${encodeURIComponent(row[SLUG])}.html`; a.textContent = row[AGENCY]; small.textContent = row[YEAR] || "";
      th.append(a, " ", small); tr.append(th);
      for (let theme = 0; theme < themes; theme += 1) {
        const lost = row[LOSSES][theme] ?? null, td = document.createElement("td");
        td.className = `h${[0.01, 5, 10, 20].filter((least) => lost >= least).length}`; td.textContent = lost ?? "—";
        tr.append(td);
      }
      return tr;
    })));
  };

  const apply = () => {
    if (!loaded) return;
    const state = wanted(), cause = Number(state.get("cause"));
    if (cause && !causes.has(cause)) { fetchCause(cause); return; }
    form.querySelectorAll("select, input").forEach((field) => { field.value = state.get(field.name) ?? ""; });
    all("#list thead th").forEach((header) => {
      const key = header.dataset.sort, sort = state.get("sort") ?? "";
      if (key && sort.replace("-", "") === key) header.ariaSort = sort.startsWith("-") ? "descending" : "ascending"; else header.removeAttribute("aria-sort");
    });
    const rule = one(".rule"), said = cause ? causes.get(cause).said : state.has("rule") ? lists.rules[Number(state.get("rule"))]?.slice(0, 1) : null;
    rule.hidden = !said;
    rule.querySelector("b").textContent = (said ?? []).filter(Boolean).join(" · ");
    const found = sorted(rows.filter(fits(state)), state.get("sort") ?? "");
    status.textContent = found.length < rows.length ? words(status.dataset.shown, found.length, rows.length) : "";
    show(found, state);
  };

  const ready = () => {
    const counts = new Map();
    rows.forEach((row) => { if (!owned.has(row[WHO])) owned.set(row[WHO], new Map()); if (!owned.get(row[WHO]).has(row[YEAR])) owned.get(row[WHO]).set(row[YEAR], row); });
    rows.forEach((row) => { const n = (counts.get(row[GROUP]) ?? 0) + 1; counts.set(row[GROUP], n); numbers.set(row, n); });
    loaded = true; form.hidden = false; status.textContent = "";
    all("#list thead th[data-sort]").forEach((header) => {
      const key = header.dataset.sort, button = document.createElement("button");
      if (!key) return;
      button.type = "button"; button.textContent = header.textContent; header.replaceChildren(button);
      button.addEventListener("click", () => {
        const state = wanted(), sort = state.get("sort");
        state.set("sort", sort === key ? `-${key}` : sort === `-${key}` ? "" : key); state.delete("page");
        address(state);
      });
    });
    if (wanted().size) apply();
  };

  const fetched = (src) => {
    const script = document.createElement("script");
    script.src = src;
    script.onerror = () => { status.textContent = status.dataset.missing; };
    document.head.append(script);
  };
  const load = (part) => fetched(`index_data/rows-${part + 1}.js`);
  const fetchCause = (cause) => { status.textContent = status.dataset.loading; fetched(`index_causes/cause-${cause}.js`); };
  globalThis.gouji = ({ part, parts, rows: more, cause, said, places, ...rest }) => {
    if (cause) { causes.set(cause, { said, reports: new Set(places.map((place) => rows[place])) }); apply(); return; }
    if (!part) lists = rest;
    rows = rows.concat(more);
    if (part + 1 < parts) { status.textContent = status.dataset.loading; load(part + 1); } else ready();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const state = wanted();
    state.set(event.target.name, event.target.value); state.delete("page");
    address(state);
  });
  form.addEventListener("reset", (event) => { event.preventDefault(); address(new URLSearchParams()); });
  pager.addEventListener("click", (event) => {
    const at = [...pager.querySelectorAll("button")].indexOf(event.target), state = wanted();
    if (at < 0) return;
    state.set("page", (Number(state.get("page")) || 1) + (at ? 1 : -1));
    address(state);
    one("#reports").scrollIntoView();
  });
  window.addEventListener("hashchange", () => { apply(); if (location.hash.includes("=")) one("#reports").scrollIntoView(); });
  all("#list tbody tr:not(.group, .more)").forEach(named);
  load(0);
})();
