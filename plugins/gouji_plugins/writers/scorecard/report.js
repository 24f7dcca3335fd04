"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  all(".tools[hidden], .filter[hidden]").forEach((each) => { each.hidden = false; });
  const items = all(".item"), page = document.documentElement;

  const filter = document.querySelector(".filter");
  const note = document.querySelector(".filtered");
  const levels = filter ? all("[data-level]", filter) : [], find = filter?.querySelector("input");
  const level = (item) => item.closest(".fail, .across") ? item.classList[1] : "review";
  const narrow = () => {
    const words = find.value.trim().toLowerCase();
    const wanted = levels.filter((each) => each.ariaPressed === "true").map((each) => each.dataset.level);
    let shown = 0;
    items.forEach((item) => {
      item.hidden = !((!wanted.length || wanted.includes(level(item))) && item.textContent.toLowerCase().includes(words));
      shown += item.hidden ? 0 : 1;
    });
    all(".group").forEach((group) => { group.hidden = !group.querySelector(".item:not([hidden])"); });
    all(".roll [data-of]").forEach((row) => { row.hidden = document.getElementById(`n${row.dataset.of}`).closest(".item").hidden; });
    all(".roll .part").forEach((part) => { part.hidden = !part.querySelector("[data-of]:not([hidden])"); });
    const said = { "#": shown, "##": items.length };
    note.textContent = filter.dataset.said.replace(/##?/g, (sign) => said[sign]);
    note.hidden = shown === items.length;
    filter.querySelector("[role=status]").textContent = note.hidden ? "" : note.textContent;
  };
  const choose = (state) => {
    const wanted = state.get("level")?.split(" ") ?? [];
    levels.forEach((each) => { each.ariaPressed = String(wanted.includes(each.dataset.level)); });
    find.value = state.get("find") ?? "";
    narrow();
  };
  const keep = () => {
    const chosen = levels.filter((each) => each.ariaPressed === "true").map((each) => each.dataset.level).join(" "), state = new URLSearchParams();
    if (chosen) state.set("level", chosen);
    if (find.value) state.set("find", find.value);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
    narrow();
  };
  if (filter) {
    levels.forEach((each) => each.addEventListener("click", () => { each.ariaPressed = String(each.ariaPressed !== "true"); keep(); }));
    find.addEventListener("input", keep);
    filter.addEventListener("submit", (event) => event.preventDefault());
  }

  const reveal = () => {
    if (filter && location.hash.includes("=")) { choose(new URLSearchParams(location.hash.slice(1))); return; }
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (filter && target.closest("[hidden]")) choose(new URLSearchParams());
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const step = (by) => {
    const shown = items.filter((item) => !item.hidden);
    const at = shown.indexOf(document.activeElement.closest(".item"));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
    if (!next) return;
    shown.forEach((item) => { item.open = item === next; });
    next.querySelector("summary").focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
  all("[data-fold]").forEach((button) => button.addEventListener("click", () => {
    const open = !items.every((item) => item.open);
    items.forEach((item) => { item.open = open; });
  }));
  const copied = document.querySelector("main").dataset.copied;
  all(".here").forEach((link) => link.addEventListener("click", () => {
    navigator.clipboard?.writeText(link.href).then(() => { link.textContent = copied; }, () => {});
  }));

  all("[data-print]").forEach((button) => button.addEventListener("click", () => {
    const annexed = page.classList.contains("annexed");
    page.classList.toggle("annexed", annexed || button.dataset.print === "annexed");
    window.print();
    page.classList.toggle("annexed", annexed);
  }));
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all("details:not(.about, .photo)").filter((fold) => !fold.open);
    closed.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((fold) => { fold.open = false; }));
})();
