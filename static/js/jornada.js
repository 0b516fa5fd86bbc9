// The mode of the day. Everything it shows is text put as text; nothing from a badge becomes markup.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const { dataset } = document.body;
  const RETRY = 60 * 1000; // never asked more often: the battery
  let list = null;
  let busy = false;
  let arriving = false;

  const el = (tag, { text, className, ...rest } = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), rest);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    node.append(...children);
    return node;
  };
  const hour = (when = new Date()) => new Intl.DateTimeFormat("es-MX", { timeZone: "America/Mexico_City", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(when);
  const token = () => document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrf=([^;]+)/)?.[1] || document.querySelector("[name=csrfmiddlewaretoken]").value;
  const hash = async (text) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))].map((b) => b.toString(16).padStart(2, "0")).join("");

  function notice(text, tone = "info") {
    const item = el("li", { className: `field-notice field-${tone}` }, el("span", { text }));
    const close = el("button", { className: "btn btn-link", type: "button", text: "Entendido" });
    close.addEventListener("click", () => item.remove());
    item.append(close);
    id("avisos").prepend(item);
    while (id("avisos").children.length > 5) id("avisos").lastElementChild.remove();
  }

  // ------------------------------------------------------------------ the server

  class NoNetwork extends Error {}

  async function ask(url, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), options.wait || 6000);
    try {
      const headers = { "X-CSRFToken": token(), Accept: "application/json", ...options.headers };
      const answer = await fetch(url, { ...options, headers, signal: stop.signal, cache: "no-store", credentials: "same-origin" });
      if (answer.redirected || answer.status === 401 || answer.status === 403) throw new Error("sesion");
      if (answer.status >= 500) throw new NoNetwork();
      return { status: answer.status, data: await answer.json() };
    } catch (error) {
      if (error.message === "sesion") throw error;
      throw new NoNetwork();
    } finally {
      clearTimeout(timer);
    }
  }

  const SESSION = "Tu sesión terminó. Entra de nuevo: lo que está por enviar sigue en este equipo.";
  const online = (yes) => {
    id("red").textContent = yes ? "Con conexión" : "Sin conexión";
    id("red").classList.toggle("field-off", !yes);
  };

  // ------------------------------------------------------------------ the list of the day

  async function loadList() {
    try {
      const { status, data } = await ask(dataset.list, { wait: 15000 });
      if (status === 200) {
        list = data;
        await almacen.save("lista", list);
      }
      online(true);
    } catch (error) {
      if (error.message === "sesion") notice(SESSION, "warn");
      else online(false);
      list = (await almacen.read("lista"))?.value || null;
    }
    showList();
  }

  function showList() {
    id("pie").textContent = list ? `Lista del ${list.dia} a las ${hour(new Date(list.emitida))} h: ${list.personas.length} ${list.personas.length === 1 ? "gafete" : "gafetes"}. Se borra al cerrar sesión o a las 24 horas.` : "Sin lista del día: conéctate una vez para trabajar sin red.";
    const select = id("actividad");
    const chosen = sessionStorage.getItem("jornada:actividad");
    select.replaceChildren(...(list?.actividades || []).map((a) => el("option", { value: a.pk, text: `${a.desde} ${a.titulo}, ${a.sede}` })));
    const related = id("de-actividad");
    const kept = related?.value;
    related?.replaceChildren(el("option", { value: "", text: "Ninguna" }), ...(list?.actividades || []).map((a) => el("option", { value: a.pk, text: `${a.desde} ${a.titulo}` })));
    if (related && [...related.options].some((o) => o.value === kept)) related.value = kept;
    const current = list?.actividades.find((a) => new Date(a.fin) > new Date());
    if (chosen && [...select.options].some((o) => o.value === chosen)) select.value = chosen;
    else if (current) select.value = current.pk;
    showPeople();
    id("lista-guardia").replaceChildren(...(list?.guardia || []).map((p) => el("li", {}, el("p", { className: "mb-0" }, el("b", { text: p.nombre }), ` ${p.rol}`), el("a", { className: "field-link", href: `mailto:${p.correo}`, text: p.correo }))));
    if (!id("lista-guardia").children.length) id("lista-guardia").append(el("li", { className: "empty-sm", text: "Sin datos: conéctate una vez para traerlos." }));
  }

  // ------------------------------------------------------------------ a badge

  const clean = (text) => text.trim().replace(/[?#].*$/, "").replace(/\/+$/, "").split("/").pop();

  async function lookUp(code) {
    const body = new URLSearchParams({ codigo: code });
    try {
      const { status, data } = await ask(dataset.code, { method: "POST", body });
      online(true);
      return status === 200 ? { ...data, live: true } : { missing: data.mensaje || "No encontramos este código." };
    } catch (error) {
      if (error.message === "sesion") return { missing: SESSION };
      online(false);
      if (!list) return { missing: "Sin conexión y sin lista del día en este equipo." };
      const mark = await hash(code);
      const found = list.personas.find((p) => p.h === mark);
      return found ? { ...found, live: false } : { missing: "No está en la lista de este equipo. Sin conexión no se puede saber más." };
    }
  }

  function face(person) {
    if (!person.foto) return el("p", { className: "field-initials", text: person.iniciales, ariaHidden: "true" });
    const picture = el("img", { className: "field-photo", src: person.foto, alt: `Fotografía de ${person.nombre}` });
    picture.addEventListener("error", () => picture.replaceWith(face({ ...person, foto: "" })));
    return picture;
  }

  function card(person, code) {
    if (person.missing) return el("div", { className: "field-card field-bad" }, el("p", { className: "field-word", text: "No se encontró" }), el("p", { text: person.missing }));
    const good = person.situacion === "vigente";
    const words = el("div", {}, el("p", { className: "field-name", text: person.nombre }), el("p", { text: [person.organizacion, person.tipo].filter(Boolean).join(" · ") }), el("p", { className: "small", text: `Vigente hasta el ${person.hasta}` }));
    const body = el("div", { className: `field-card field-${good ? "good" : "bad"}` }, el("p", { className: "field-word", text: person.palabra }), el("div", { className: "field-who" }, face(person), words));
    if (!person.live) body.append(el("p", { className: "small", text: `Sin conexión: según la lista de las ${hour(new Date(list.emitida))} h.` }));
    if (arriving && good) body.append(...arrival(person, code));
    return body;
  }

  function arrival(person, code) {
    const activity = id("actividad").value;
    const here = list?.personas.find((p) => p.h === person.h)?.actividades?.[activity];
    const unsent = Number(localStorage.getItem("jornada:por-enviar")) && here?.estado === "asistio";
    const going = unsent ? here : person.actividades?.[activity];
    if (!activity) return [el("p", { className: "field-stop", text: "Elige una actividad de hoy." })];
    if (!going) return [el("p", { className: "field-stop", text: "No tiene lugar en esta actividad." })];
    if (going.estado === "asistio") return [el("p", { className: "field-stop", text: `Ya entró a las ${going.hora}, lo registró ${going.por}.` })];
    const confirm = el("button", { className: "btn btn-primary field-confirm", type: "button", text: "Confirmar llegada" });
    confirm.addEventListener("click", async () => {
      confirm.disabled = true;
      id("leido").value = ""; // at once: the next badge may be read while this one is kept
      id("respuesta").replaceChildren(el("div", { className: "field-card field-good" }, el("p", { className: "field-word", text: "Llegada registrada" }), el("p", { text: person.nombre })));
      id("leido").focus();
      await enqueue({ clase: "llegada", actividad: activity, codigo: code, cuando: new Date().toISOString(), sin_conexion: !person.live });
      await noted(await hash(code), activity);
    });
    return [confirm];
  }

  // The same badge read again without network says that it is in already.
  async function noted(mark, activity) {
    const person = list?.personas.find((p) => p.h === mark);
    if (!person) return;
    person.actividades[activity] = { estado: "asistio", hora: `${hour()} h`, por: "este equipo" };
    await almacen.save("lista", list, Date.parse(list.emitida));
  }

  id("forma-codigo").addEventListener("submit", async (event) => {
    event.preventDefault();
    const code = clean(id("leido").value);
    if (!code) return id("leido").focus();
    id("respuesta").replaceChildren(el("p", { className: "muted", text: "Buscando…" }));
    const person = await lookUp(code);
    const result = card(person, code);
    id("respuesta").replaceChildren(result);
    (result.querySelector("button") || id("respuesta")).focus();
  });
  id("actividad").addEventListener("change", (event) => {
    sessionStorage.setItem("jornada:actividad", event.target.value);
    id("respuesta").replaceChildren();
  });

  // ------------------------------------------------------------------ the camera, where there is one

  let stream = null;
  function stopCamera() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    id("video").hidden = true;
    id("camara").querySelector("span").textContent = "Usar la cámara";
  }
  async function watch(detector) {
    while (stream) {
      const [found] = await detector.detect(id("video")).catch(() => []);
      if (found) {
        id("leido").value = found.rawValue;
        stopCamera();
        return id("forma-codigo").requestSubmit();
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  if ("BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia) {
    id("camara").hidden = false;
    id("camara").addEventListener("click", async () => {
      if (stream) return stopCamera();
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      } catch {
        return notice("No se pudo usar la cámara: escribe el código.", "warn");
      }
      id("camara").querySelector("span").textContent = "Apagar la cámara";
      id("video").hidden = false;
      id("video").srcObject = stream;
      await id("video").play();
      watch(new BarcodeDetector({ formats: ["qr_code"] }));
    });
  }

  // ------------------------------------------------------------------ the queue

  async function showQueue() {
    const waiting = (await almacen.names("cola:")).length;
    id("cola").textContent = waiting ? `${waiting} por enviar` : "Nada por enviar";
    id("cola").classList.toggle("field-off", waiting > 0);
    localStorage.setItem("jornada:por-enviar", waiting);
    return waiting;
  }

  async function enqueue(item) {
    const clave = crypto.randomUUID();
    await almacen.save(`cola:${clave}`, { clave, ...item });
    await showQueue();
    send();
  }

  async function nextBatch() {
    const batch = [];
    for (const name of await almacen.names("cola:")) {
      const kept = await almacen.read(name);
      if (!kept) {
        notice("Se borró un registro de hace más de 24 horas que no se pudo enviar.", "warn");
        continue;
      }
      if (kept.value.foto && batch.length) continue; // pictures travel alone
      batch.push(kept.value);
      if (kept.value.foto || batch.length === 20) break;
    }
    return batch;
  }

  async function send() {
    if (busy) return;
    busy = true;
    try {
      for (let batch = await nextBatch(); batch.length; batch = await nextBatch()) {
        const { status, data } = await ask(dataset.queue, {
          method: "POST",
          wait: 60000,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ sello: list?.sello || "", envios: batch }),
        });
        if (status !== 200) break;
        online(true);
        let refused = false;
        for (const answer of data.resultados) {
          refused ||= answer.resultado === "rechazado";
          await almacen.remove(`cola:${answer.clave}`);
          if (answer.resultado === "rechazado") notice(`No se registró: ${answer.mensaje}`, "bad");
          else notice(answer.mensaje, answer.resultado === "ya" ? "warn" : "good");
        }
        if (refused) await loadList(); // what was noted here was not so
      }
    } catch (error) {
      if (error.message === "sesion") notice(SESSION, "warn");
      else online(false);
    } finally {
      busy = false;
      await showQueue();
    }
  }

  // ------------------------------------------------------------------ incidents

  async function picture(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, 1600 / Math.max(bitmap.width, bitmap.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
  }

  id("forma-incidencia")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const wrong = id("incidencia-error");
    const missing = [[form.lugar, "Escribe el lugar."], [form.nota, "Escribe qué pasó."]].find(([box]) => !box.value.trim());
    wrong.hidden = !missing;
    if (missing) {
      wrong.textContent = missing[1];
      return missing[0].focus();
    }
    const item = { clase: "incidencia", tipo: form.tipo.value, actividad: form.actividad.value, lugar: form.lugar.value, nota: form.nota.value, cuando: new Date().toISOString() };
    try {
      if (id("foto").files[0]) item.foto = await picture(id("foto").files[0]);
    } catch {
      wrong.hidden = false;
      wrong.textContent = "No pudimos leer la fotografía. Toma otra o quítala.";
      return;
    }
    await enqueue(item);
    form.reset();
    location.hash = "menu";
  });

  // ------------------------------------------------------------------ people

  function showPeople() {
    const everybody = id("todas").checked;
    const chosen = (list?.personas || []).filter((p) => p.solicitud && (everybody ? Object.keys(p.actividades).length : p.mia));
    const titles = new Map((list?.actividades || []).map((a) => [String(a.pk), a]));
    id("lista-personas").replaceChildren(...chosen.map((p) => person(p, titles)));
    if (!chosen.length) id("lista-personas").append(el("li", { className: "empty-sm", text: everybody ? "Nadie tiene actividad hoy." : "Nadie a tu cargo hoy: son las de tus actividades y las solicitudes que revisas." }));
  }

  function person(p, titles) {
    const does = Object.entries(p.actividades).map(([pk, a]) => ({ a, activity: titles.get(pk) })).filter((x) => x.activity);
    const plan = el("ul", { className: "small" }, ...does.map(({ a, activity }) => el("li", { text: `${activity.desde} ${activity.titulo}, ${activity.sede}${a.estado === "asistio" ? ` · llegó a las ${a.hora}` : ""}` })));
    const item = el("li", {}, el("p", { className: "mb-0" }, el("b", { text: p.nombre }), ` ${p.organizacion}`), plan);
    if (!dataset.contact) return item;
    const button = el("button", { className: "btn btn-sm", type: "button", text: "Ver teléfono" });
    button.setAttribute("aria-label", `Ver teléfono de ${p.nombre}`);
    button.addEventListener("click", () => contact(p, button));
    item.append(button);
    return item;
  }

  async function contact(p, button) {
    try {
      const { data } = await ask(dataset.contact.replace("/0/", `/${p.solicitud}/`), { method: "POST" });
      const links = data.llamar ? [el("a", { className: "btn", href: data.llamar, text: `Llamar al ${data.telefono}` }), el("a", { className: "btn", href: data.whatsapp, rel: "noreferrer", target: "_blank", text: "WhatsApp" })] : [el("span", { className: "muted", text: "No dejó teléfono." })];
      button.replaceWith(el("span", { className: "field-row" }, ...links));
    } catch (error) {
      notice(error.message === "sesion" ? SESSION : "Los teléfonos sólo se ven con conexión.", "warn");
    }
  }
  id("todas").addEventListener("change", showPeople);

  // ------------------------------------------------------------------ which part is shown

  function show() {
    const at = location.hash.slice(1) || "menu";
    arriving = at === "llegada";
    const part = arriving || at === "verificar" ? "codigo" : at;
    for (const section of document.querySelectorAll(".field-part")) section.hidden = section.id !== part;
    const known = [...document.querySelectorAll("section.field-part")].some((s) => s.id === part);
    id("menu").hidden = known;
    id("volver").hidden = !known;
    id("elegir").hidden = !arriving;
    id("codigo-titulo").textContent = arriving ? "Registrar llegada" : "Verificar gafete";
    id("respuesta").replaceChildren();
    stopCamera();
    if (known) document.querySelector(`#${part} h2`).focus();
  }
  window.addEventListener("hashchange", show);

  // ------------------------------------------------------------------ clock, contrast, leaving

  const clock = new Intl.DateTimeFormat("es-MX", { timeZone: "America/Mexico_City", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  setInterval(() => { id("reloj").textContent = clock.format(new Date()); }, 1000);
  id("contraste").addEventListener("click", (event) => {
    const strong = document.body.classList.toggle("field-strong");
    event.target.setAttribute("aria-pressed", strong);
  });
  document.querySelector("[data-sign-out]").addEventListener("submit", async (event) => {
    event.preventDefault();
    const waiting = await showQueue();
    if (waiting && !window.confirm(`Tienes ${waiting} por enviar: si cierras sesión, se borran. ¿Cerrar sesión?`)) return;
    await almacen.wipe();
    event.target.submit();
  });

  // ------------------------------------------------------------------ beginning

  async function begin() {
    const last = localStorage.getItem("jornada:persona");
    if (last && last !== dataset.person) await almacen.wipe(); // what another person left here
    localStorage.setItem("jornada:persona", dataset.person);
    show();
    await loadList();
    await showQueue();
    send();
  }
  window.addEventListener("online", () => { loadList().then(send); });
  window.addEventListener("offline", () => online(false));
  setInterval(async () => { if (navigator.onLine && (await showQueue())) send(); }, RETRY);
  setInterval(() => { if (navigator.onLine && document.visibilityState === "visible") loadList(); }, 5 * RETRY);
  navigator.serviceWorker?.register(dataset.sw, { scope: dataset.scope }).catch(() => notice("Este equipo no puede abrir el modo jornada sin conexión.", "warn"));
  begin();
})();
