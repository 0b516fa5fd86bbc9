// The review of an application with the keyboard, and the grounds proposed with each motive.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const papers = [...document.querySelectorAll("[data-paper]")];
  const typing = (el) => el.matches("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

  const texts = one("#textos-rechazo");
  if (texts) {
    const grounds = JSON.parse(texts.textContent);
    document.addEventListener("change", (event) => {
      if (!event.target.matches("select[name$='motivo_rechazo']")) return;
      const box = one("textarea[name$='fundamento']", event.target.form);
      if (!box) return;
      const untouched = !box.value.trim() || Object.values(grounds).includes(box.value);
      if (untouched) box.value = grounds[event.target.value] || "";
    });
  }

  if (!one(".review")) return;

  const named = location.hash && papers.find((paper) => `#${paper.id}` === location.hash);
  let at = Math.max(0, papers.indexOf(named || papers.find((paper) => paper.matches(".paper-por_revisar"))));

  function show(index, scroll = true) {
    if (!papers.length) return;
    at = Math.min(Math.max(index, 0), papers.length - 1);
    for (const paper of papers) paper.classList.toggle("paper-current", paper === papers[at]);
    if (!scroll) return;
    papers[at].focus({ preventScroll: true });
    papers[at].scrollIntoView({ block: "nearest" });
  }

  function open(name) {
    const details = one(`[data-decision='${name}']`);
    if (!details) return;
    details.open = true;
    one("textarea, select, input:not([type=hidden])", details)?.focus();
  }

  const keys = {
    j: () => show(at + 1),
    k: () => show(at - 1),
    a: () => one("[data-accept]", papers[at])?.click(),
    d: () => {
      const details = papers[at] && one("[data-return]", papers[at]);
      if (!details) return;
      details.open = true;
      one("input[type=radio]", details)?.focus();
    },
    p: () => {
      const form = one("[data-decide='aprobar']");
      const missing = form && [...form.elements].find((el) => el.matches("input[type=text]") && !el.value.trim());
      if (missing) missing.focus();
      else form?.requestSubmit();
    },
    c: () => open("prevenir"),
    x: () => open("rechazar"),
    n: () => one("[data-review='next']")?.click(),
    t: () => one("[data-review='take']")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (one("dialog[open]") || !("letters" in document.body.dataset)) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);

  document.addEventListener("focusin", (event) => {
    const paper = event.target.closest("[data-paper]");
    if (paper) show(papers.indexOf(paper), false);
  });
  show(at, false);

  // The decision stays within the window, also before the page has been scrolled.
  const side = one(".review-side");
  const fit = () => {
    const top = one(".review").getBoundingClientRect().top;
    side.style.setProperty("--from", `${Math.max(72, Math.round(top))}px`);
  };
  fit();
  window.addEventListener("scroll", fit, { passive: true });
  window.addEventListener("resize", fit);
  // Open, it is as tall as its form and stays no longer at the foot: it is brought to view.
  for (const details of document.querySelectorAll("[data-decision]")) {
    details.addEventListener("toggle", () => {
      if (details.open) details.scrollIntoView({ block: "nearest" });
    });
  }
})();
