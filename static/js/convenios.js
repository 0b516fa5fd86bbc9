// The board of instruments: a card dropped on a stage opens the form of that step, or says why not.
// With the keyboard: focus a card (its title or menu) and press Alt with an arrow.
"use strict";
(() => {
  const board = document.querySelector("[data-kanban]");
  if (!board) return;
  const columns = [...board.querySelectorAll("[data-stage]")];
  let dragged = null;

  const move = (card, stage) => {
    location.href = card.dataset.move.replace("ETAPA", stage);
  };

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-move]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  board.addEventListener("dragend", () => {
    dragged = null;
    for (const column of columns) column.classList.remove("drop-here");
  });
  for (const column of columns) {
    column.addEventListener("dragover", (event) => {
      if (!dragged || column.contains(dragged)) return;
      event.preventDefault();
      column.classList.add("drop-here");
    });
    column.addEventListener("dragleave", (event) => {
      if (!column.contains(event.relatedTarget)) column.classList.remove("drop-here");
    });
    column.addEventListener("drop", (event) => {
      event.preventDefault();
      if (dragged) move(dragged, column.dataset.stage);
    });
  }

  board.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-move]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!card || !step || !event.altKey) return;
    const next = columns[columns.findIndex((column) => column.contains(card)) + step];
    if (!next) return;
    event.preventDefault();
    move(card, next.dataset.stage);
  });
})();
