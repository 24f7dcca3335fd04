"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  all(".tools[hidden], .filter[hidden]").forEach((each) => { each.hidden = false; });
  const items = all(".item"), page = document.documentElement;

  const filter = document.querySelector(".filter");
  const note = document.querySelector(".filtered");
  const levels = filter ? all("[data-level]", filter) : [];
  const narrow = () => {
    const words = filter.querySelector("input").value.trim().toLowerCase();
    const wanted = levels.filter((each) => each.ariaPressed === "true").map((each) => each.dataset.level);
    let shown = 0;
    items.forEach((item) => {
      item.hidden = !((!wanted.length || wanted.some((level) => item.classList.contains(level))) && item.textContent.toLowerCase().includes(words));
      shown += item.hidden ? 0 : 1;
    });
    all(".group").forEach((group) => { group.hidden = !group.querySelector(".item:not([hidden])"); });
    all(".roll [data-of]").forEach((row) => { row.hidden = document.getElementById(row.dataset.of).hidden; });
    all(".roll .part").forEach((part) => { part.hidden = !part.querySelector("[data-of]:not([hidden])"); });
    const said = { "#": shown, "##": items.length };
    note.textContent = filter.dataset.said.replace(/##?/g, (sign) => said[sign]);
    note.hidden = shown === items.length;
    filter.querySelector("[role=status]").textContent = note.hidden ? "" : note.textContent;
  };
  if (filter) {
    levels.forEach((each) => each.addEventListener("click", () => { each.ariaPressed = String(each.ariaPressed !== "true"); narrow(); }));
    filter.addEventListener("input", narrow);
    filter.addEventListener("submit", (event) => event.preventDefault());
  }

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden && filter) { levels.forEach((each) => { each.ariaPressed = "false"; }); filter.querySelector("input").value = ""; narrow(); }
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
  all(".here").forEach((link) => link.addEventListener("click", () => { navigator.clipboard?.writeText(link.href).catch(() => {}); }));

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
