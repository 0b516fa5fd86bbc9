// Vínculo. Progressive: every page works without this file, except panels, which carry a link.
// No inline handlers and no eval: the content security policy forbids both.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, handler, options) => document.addEventListener(type, handler, options);
  const announce = (text) => {
    const region = one("#anuncios");
    if (region && text) region.textContent = text;
  };
  const remember = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
  };
  const typing = (el) => el.matches("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

  // ------------------------------------------------------------------ menus and dialogs

  const dialogOpener = new Map();
  function openDialog(dialog, opener) {
    if (!dialog || dialog.open) return;
    dialogOpener.set(dialog, opener || document.activeElement);
    dialog.showModal();
  }

  on("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      event.preventDefault();
      const menu = opener.closest("details.menu");
      if (menu) menu.open = false;
      openDialog(one(`#${opener.dataset.open}`), menu ? one("summary", menu) : opener);
    }
    for (const menu of all("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (event.target.matches("dialog")) event.target.close(); // the backdrop
    if (event.target.closest("a[href='#navegacion']") && location.hash === "#navegacion") {
      event.preventDefault();
      location.hash = "contenido";
    }
    if (event.target.closest("[data-print]")) window.print();
    const copier = event.target.closest("[data-copy]");
    if (copier) copy(one(`#${copier.dataset.copy}`), copier);
    if (event.target.closest("[data-sidebar-toggle]")) toggleSidebar(event.target.closest("button"));
  });

  for (const dialog of all("dialog")) {
    dialog.addEventListener("close", () => dialogOpener.get(dialog)?.focus());
  }

  // Without permission for the clipboard the text stays selected, one key away.
  async function copy(field, button) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copiado";
      announce("Se copió el enlace.");
    } catch {
      announce("Cópialo con Ctrl+C: ya está seleccionado.");
    }
  }

  function toggleSidebar(button) {
    const root = document.documentElement;
    const narrow = root.dataset.sidebar !== "narrow";
    if (narrow) root.dataset.sidebar = "narrow";
    else delete root.dataset.sidebar;
    button.setAttribute("aria-pressed", narrow);
    remember("barra", narrow ? "corta" : "");
  }

  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]") || one("details.menu[open]");
    if (menu) {
      menu.open = false;
      one("summary", menu).focus();
    } else if (location.hash === "#navegacion") {
      location.hash = "";
    }
  });

  on("keydown", (event) => {
    const menu = event.target.closest("details.menu[open]");
    if (!menu || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const items = all("a[href], button", one(".menu-list", menu));
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = items.indexOf(document.activeElement) + step;
    items[(next + items.length) % items.length]?.focus();
  });

  // ------------------------------------------------------------------ palette (Ctrl+K)

  const palette = one("#paleta");
  if (palette) {
    const input = one("#paleta-q");
    const results = one("#paleta-resultados");
    const note = one("#paleta-nota");
    let timer = 0;
    let request = null;
    const options = () => all("[role=option]", results);

    const select = (option) => {
      for (const other of options()) other.setAttribute("aria-selected", other === option);
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };

    const search = async () => {
      request?.abort();
      request = new AbortController();
      const query = new URLSearchParams({ q: input.value });
      try {
        const response = await fetch(`${input.dataset.url}?${query}`, {
          headers: { "HX-Request": "true" },
          signal: request.signal,
        });
        if (response.status === 401) location.reload();
        if (!response.ok) return;
        const fragment = new DOMParser().parseFromString(await response.text(), "text/html");
        const notes = all(".palette-note", fragment); // a listbox holds options and nothing else
        note.textContent = notes.map((el) => el.remove() || el.textContent).join(" ");
        note.hidden = !notes.length;
        results.replaceChildren(...fragment.body.children);
        const found = options();
        input.setAttribute("aria-expanded", found.length > 0);
        select(found[0]);
        announce(found.length ? `${found.length} resultados` : "Sin resultados");
      } catch (error) {
        if (error.name !== "AbortError") announce("No pudimos buscar. Intenta de nuevo.");
      }
    };

    const go = (option) => {
      if (option.dataset.url) location.assign(option.dataset.url);
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 90);
    });
    input.addEventListener("keydown", (event) => {
      const found = options();
      const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (found.length) select(found[(at + step + found.length) % found.length]);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        go(found[at]);
      }
    });
    results.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) go(option);
    });
    palette.addEventListener("close", () => request?.abort());
    on("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openDialog(palette);
      }
    });
    new MutationObserver(() => {
      if (palette.open) {
        input.select();
        search();
      }
    }).observe(palette, { attributeFilter: ["open"] });
  }

  // ------------------------------------------------------------------ shortcuts

  let waitingForSection = false;

  const rows = () => all(".list-table tbody tr");
  const currentRow = () => document.activeElement.closest(".list-table tbody tr");

  function moveRow(step) {
    const list = rows();
    const at = list.indexOf(currentRow());
    const row = list[at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1)];
    if (row) one("th a", row)?.focus();
  }

  function goToSection(letter) {
    const plain = (text) => text.trim().normalize("NFD").toLowerCase();
    const links = all(".side-nav a");
    const link = links.find((a) => a.dataset.go === letter) || links.find((a) => plain(a.textContent)[0] === letter);
    link?.click();
  }

  const letters = {
    "?": () => openDialog(one("#atajos")),
    r: () => {
      const quick = one(".register a[href*='/interacciones/crear/']");
      if (quick) {
        location.assign(quick.getAttribute("href"));
        return;
      }
      const menu = all("details.menu").find((d) => d.matches(".register, .bottom-bar .menu") && d.offsetParent);
      if (menu) {
        menu.open = true;
        one(".menu-list a", menu)?.focus();
      }
    },
    j: () => moveRow(1),
    k: () => moveRow(-1),
    x: () => currentRow() && one(".pick input", currentRow())?.click(),
    e: () => {
      const row = currentRow();
      const link = row && one("th a", row);
      if (link) location.assign(`${link.getAttribute("href")}editar/`);
      else one("[data-edit]")?.click();
    },
    "/": () => one("[data-list-search]")?.focus(),
    g: () => {
      waitingForSection = true;
      setTimeout(() => (waitingForSection = false), 1500);
    },
  };

  on("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = event.target.closest("form[method=post]");
      if (form) form.requestSubmit(one("[type=submit]", form));
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (one("dialog[open]") || !("letters" in document.body.dataset)) return;
    const key = event.key.toLowerCase();
    if (waitingForSection && key.length === 1) {
      waitingForSection = false;
      goToSection(key);
    } else if (letters[key]) {
      letters[key]();
    } else {
      return;
    }
    event.preventDefault();
  });

  // Enter in a search box that says where to go next takes the first answer and goes there.
  on("keydown", (event) => {
    const box = event.target.closest("[data-picker-enter]");
    if (!box || event.key !== "Enter" || event.ctrlKey) return;
    event.preventDefault();
    const first = one("input:not(:checked)", box.closest(".picker").querySelector(".picker-options"));
    if (first && box.value.trim()) {
      first.checked = true;
      box.value = "";
      document.getElementById(box.dataset.pickerEnter)?.focus();
    } else if (!box.value.trim()) {
      document.getElementById(box.dataset.pickerEnter)?.focus();
    }
  });

  // A touch chooses as Enter does: the box is left empty for the next one.
  on("change", (event) => {
    const box = event.target.closest(".picker")?.querySelector("[data-picker-enter]");
    if (box && event.target.checked) box.value = "";
  });

  // ------------------------------------------------------------------ lists

  let searchTimer = 0;
  on("input", (event) => {
    if (!event.target.matches("[data-list-search]")) return;
    clearTimeout(searchTimer);
    const form = event.target.form;
    searchTimer = setTimeout(() => loadList(new URLSearchParams(new FormData(form))), 200);
  });
  on("submit", (event) => {
    const form = event.target;
    if (form.matches("form:has([data-list-search])") && window.htmx) {
      event.preventDefault();
      clearTimeout(searchTimer);
      loadList(new URLSearchParams(new FormData(form)));
    } else if (form.matches("[data-filter-form]")) {
      for (const field of form.elements) if (!field.value) field.disabled = true; // short addresses
    }
  });

  function loadList(query) {
    if (!window.htmx || !one("#tabla")) return;
    for (const [name, value] of [...query]) if (!value) query.delete(name, value);
    const url = `${location.pathname}?${query}`;
    window.htmx.ajax("GET", url, { target: "#tabla", swap: "outerHTML", source: "#tabla" });
  }

  on("click", (event) => {
    const button = event.target.closest("[data-filters]");
    const close = event.target.closest("[data-filters-close]");
    const panel = one("#filtros");
    if (!button || !window.htmx || !panel) return close;
    event.preventDefault();
    if (panel.childElementCount) {
      panel.replaceChildren();
      button.setAttribute("aria-expanded", "false");
      return undefined;
    }
    const query = new URLSearchParams(location.search);
    query.set("filtros", "1");
    query.delete("pagina");
    button.setAttribute("aria-expanded", "true");
    window.htmx
      .ajax("GET", `${location.pathname}?${query}`, { target: "#filtros", swap: "innerHTML" })
      .then(() => one("#filtros input:not([type=hidden]), #filtros select, #filtros summary")?.focus());
    return undefined;
  });

  on("htmx:afterSettle", (event) => {
    if (event.target.id !== "tabla") return;
    announce(event.target.dataset.count);
    const box = one("[data-list-search]");
    if (box && box !== document.activeElement) box.value = new URLSearchParams(location.search).get("q") || "";
    for (const link of all("[data-export]")) link.search = exportQuery(link);
  });

  // Downloads must carry the filters of what is on screen, also after a partial update.
  function exportQuery(link) {
    const query = new URLSearchParams(location.search);
    for (const name of ["por", "pagina", "filtros"]) query.delete(name);
    query.set("formato", new URLSearchParams(link.search).get("formato"));
    return `?${query}`;
  }

  function fitTables() {
    for (const table of all(".list-table")) {
      const box = table.parentElement;
      box.classList.remove("wide-table");
      box.classList.toggle("wide-table", table.offsetWidth > box.clientWidth + 1);
    }
  }
  fitTables();
  window.addEventListener("resize", fitTables);
  on("htmx:afterSettle", fitTables);

  // ------------------------------------------------------------------ selection

  const boxes = (form) => all("tbody .pick input", form);
  let lastBox = null;

  function refreshSelection(form) {
    const list = boxes(form);
    const picked = list.filter((box) => box.checked).length;
    const counter = one("[data-picked]", form);
    if (counter) counter.textContent = picked;
    const master = one("[data-pick-all]", form);
    if (master) {
      master.checked = picked > 0 && picked === list.length;
      master.indeterminate = picked > 0 && picked < list.length;
    }
    const every = one(".pick-every", form);
    if (every) {
      every.hidden = picked !== list.length;
      if (every.hidden) one("input", every).checked = false;
    }
    announce(picked ? `${picked} en la selección` : "Sin selección");
  }

  on("click", (event) => {
    const box = event.target;
    if (!box.matches(".pick input") || !box.form) return;
    const list = boxes(box.form);
    if (box.matches("[data-pick-all]")) {
      for (const other of list) other.checked = box.checked;
    } else if (event.shiftKey && lastBox?.isConnected) {
      const [from, to] = [list.indexOf(lastBox), list.indexOf(box)].sort((a, b) => a - b);
      for (const other of list.slice(Math.max(from, 0), to + 1)) other.checked = box.checked;
    }
    lastBox = box;
    refreshSelection(box.form);
  });
  on("reset", (event) => setTimeout(() => one(".pick", event.target) && refreshSelection(event.target)));
  on("submit", (event) => {
    const form = event.target;
    const every = one("[data-pick-every]", form);
    if (!every?.checked) return;
    for (const box of boxes(form)) box.disabled = true;
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name === "pagina" || name === "por" || name === "filtros") continue;
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.append(field);
    }
  });

  // ------------------------------------------------------------------ forms: once, and never lost

  on("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "1";
    if (form.dataset.draft) sessionStorage.setItem("enviado", draftKey(form));
    const button = event.submitter;
    if (button && !form.hasAttribute("target")) {
      button.setAttribute("aria-disabled", "true");
      announce("Guardando…");
    }
  });
  window.addEventListener("pageshow", () => {
    for (const form of all("form[data-sending]")) {
      delete form.dataset.sending;
      for (const button of all("[aria-disabled]", form)) button.removeAttribute("aria-disabled");
    }
  });

  const person = document.body.dataset.person;
  const draftKey = (form) => `borrador:${person}:${form.dataset.draft}`;
  const draftable = (form) =>
    [...form.elements].filter((el) => el.name && !["csrfmiddlewaretoken", "clave_envio", "version"].includes(el.name) && !["password", "file", "submit", "button"].includes(el.type));
  const readDraft = (form) =>
    draftable(form).map((el) => [el.name, el.type === "checkbox" || el.type === "radio" ? `${el.value}:${el.checked}` : el.multiple ? [...el.selectedOptions].map((o) => o.value) : el.value]);

  function writeDraft(form, saved) {
    const pending = saved.slice();
    for (const el of draftable(form)) {
      const at = pending.findIndex(([name]) => name === el.name);
      if (at < 0) continue;
      const [[, value]] = pending.splice(at, 1);
      if (el.type === "checkbox" || el.type === "radio") el.checked = value === `${el.value}:true`;
      else if (el.multiple) for (const option of el.options) option.selected = value.includes(option.value);
      else el.value = value;
    }
  }

  function offerDraft(form) {
    const stored = JSON.parse(localStorage.getItem(draftKey(form)) || "null");
    const pristine = JSON.stringify(readDraft(form));
    if (!stored || JSON.stringify(stored.values) === pristine || one(".error-summary", form)) return;
    const notice = document.createElement("div");
    notice.className = "message mt-0";
    notice.setAttribute("role", "status");
    const text = document.createElement("div");
    const hour = new Date(stored.at).toLocaleTimeString("es-MX", { hour: "2-digit", minute: "2-digit", hour12: false });
    text.textContent = `Tienes un borrador sin guardar de las ${hour} h.`;
    const button = (label, action) => {
      const el = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: label });
      el.addEventListener("click", () => {
        action();
        notice.remove();
        one("input:not([type=hidden]), select, textarea", form)?.focus();
      });
      return el;
    };
    notice.append(
      text,
      button("Recuperar", () => writeDraft(form, stored.values)),
      button("Descartar", () => localStorage.removeItem(draftKey(form))),
    );
    form.prepend(notice);
  }

  for (const form of all("form[data-draft]")) {
    if (!person) continue;
    let timer = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        localStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), values: readDraft(form) }));
      }, 400);
    });
  }
  // A draft is done with when the page after sending is another page of the same person.
  window.addEventListener("load", () => {
    const sent = sessionStorage.getItem("enviado");
    const here = all("form[data-draft]").map(draftKey);
    if (sent && person && !here.includes(sent)) localStorage.removeItem(sent);
    if (person) sessionStorage.removeItem("enviado");
    for (const form of all("form[data-draft]")) if (person) offerDraft(form);
  });
  on("submit", (event) => {
    if (!event.target.matches("[data-sign-out]")) return;
    const waiting = Number(localStorage.getItem("jornada:por-enviar"));
    const warning = `Tienes ${waiting} por enviar en el modo jornada: si cierras sesión, se borran. ¿Cerrar sesión?`;
    if (waiting && !window.confirm(warning)) return event.preventDefault();
    for (const key of Object.keys(localStorage)) if (key.startsWith("borrador:")) localStorage.removeItem(key);
  });

  // ------------------------------------------------------------------ errors: focus goes where they are

  one("[data-focus]")?.focus();
  on("htmx:afterSwap", (event) => one("[data-focus]", event.target)?.focus());
  on("htmx:configRequest", (event) => {
    const token = one("[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
  on("htmx:responseError", (event) => {
    const target = event.detail.target;
    const status = event.detail.xhr.status;
    const text = status === 403 ? "No tienes permiso para ver esto." : "No pudimos cargar esta parte.";
    announce(text);
    if (target?.matches(".loading")) target.textContent = text;
  });
  on("htmx:sendError", () => announce("Sin conexión. Lo que escribiste está guardado en este equipo."));
})();
