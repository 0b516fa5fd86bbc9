// The public portal works without this file: it only shows sooner what the server will say.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  one("[data-focus]")?.focus();

  // A second press would send the same page again; the server would answer the same.
  for (const form of all("form")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent && event.submitter?.hasAttribute("data-once")) event.preventDefault();
      form.dataset.sent = "1";
      setTimeout(() => delete form.dataset.sent, 8000);
    });
  }

  // The folio is on its way: the page looks again by itself.
  if (one("[data-espera]")) setTimeout(() => location.reload(), 10000);

  // The name as it will be printed, while it is typed.
  const badge = one("[data-gafete]");
  const names = ["nombre_latino", "nombres", "apellidos"].map((name) => one(`[name=${name}]`));
  if (badge && names[1] && names[2]) {
    const show = () => {
      const latin = names[0]?.value.trim();
      const text = latin || [names[1], names[2]].map((box) => box.value.trim()).filter(Boolean).join(" ");
      one("[data-gafete-nombre]", badge).textContent = text;
      badge.hidden = !text;
    };
    for (const box of names) box?.addEventListener("input", show);
    show();
  }

  // The picture that was chosen, before it is sent: drawn small, so that it stays within the policy.
  const draw = async (box) => {
    one(".portal-preview", box.parentElement)?.remove();
    const file = box.files[0];
    if (!file?.type.startsWith("image/") || !window.createImageBitmap) return;
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const canvas = document.createElement("canvas");
      canvas.width = 240;
      canvas.height = Math.round((240 * bitmap.height) / bitmap.width);
      canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      canvas.className = "portal-preview";
      canvas.setAttribute("aria-hidden", "true");
      box.after(canvas);
    } catch {
      // Not a picture this browser opens: the server will say.
    }
  };
  for (const box of all("input[type=file][data-vista]")) box.addEventListener("change", () => draw(box));
})();
