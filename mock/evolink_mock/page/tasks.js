// A card for each task: its progress, what it costs, and its results.

import { $, at, make } from "./dom.js";
import { amount } from "./words.js";

const ENDED = ["completed", "failed", "cancelled"];
const cards = new Map();

export function showTasks(tasks) {
  $("empty").hidden = tasks.length > 0;
  const known = new Set(tasks.map((task) => task.id));
  for (const [id, card] of cards) {
    if (known.has(id)) continue;
    card.element.remove();
    cards.delete(id);
  }
  tasks.toReversed().forEach((task) => {
    if (!cards.has(task.id)) {
      cards.set(task.id, { element: newCard(task) });
      $("tasks").prepend(cards.get(task.id).element);
    }
    updateCard(cards.get(task.id), task);
  });
  offer(tasks.filter((task) => task.status === "completed"));
}

let offered = "";

/** Offer tasks to the fields for earlier tasks. */
function offer(tasks) {
  const ids = tasks.map((task) => task.id).join();
  if (ids === offered) return;
  offered = ids;
  $("ended").replaceChildren(...tasks.map((task) => make("option", { value: task.id, label: `${titleOf(task)} (${task.model})` })));
}

function newCard(task) {
  const { model, size, aspect_ratio, resolution, quality, duration, n } = task.request;
  const named = task.model === model ? model : `${model} → ${task.model}`;
  const facts = [named, size ?? aspect_ratio, resolution, quality, duration && `${duration} s`, n && `×${n}`].filter(Boolean);
  return make(
    "article", { class: "task", "aria-label": `Task: ${titleOf(task)}` },
    make("div", { class: "stage" }),
    make("progress", { max: "100", "aria-label": "Progress" }),
    make(
      "div", { class: "about" },
      make("p", { class: "prompt", text: titleOf(task), title: titleOf(task) }),
      make("div", { class: "facts" }, make("span", { class: "status" }), make("span", { class: "cost" })),
      make("div", { class: "facts" }, ...facts.map((text) => make("span", { text: String(text) }))),
      make("div", { class: "id", text: task.id, title: task.id }),
    ),
  );
}

/** Models without a prompt are known by their own name. */
const titleOf = (task) => task.request.prompt ?? task.model;

function updateCard(card, task) {
  const { element } = card;
  const stamp = JSON.stringify([task.status, task.progress, task.results.length]);
  if (card.stamp === stamp) return;
  card.stamp = stamp;
  element.className = `task ${task.status}`;
  element.querySelector("progress").value = task.progress;
  const over = ENDED.includes(task.status);
  element.querySelector(".status").textContent = over ? task.status : `${task.status} ${task.progress} %`;
  element.querySelector(".cost").textContent = cost(task, over);
  const stage = element.querySelector(".stage");
  stage.classList.toggle("many", task.results.length > 1);
  stage.style.setProperty("--across", Math.ceil(Math.sqrt(task.results.length)));
  const results = task.results.map((each, place) => result(each, `Result ${place + 1} of “${titleOf(task)}”`));
  stage.replaceChildren(...(results.length ? results : [make("p", { text: stateOf(task) })]));
}

function cost(task, over) {
  if (!over) return `${amount(task.credits)} credits held`;
  return task.status === "completed" ? `${amount(task.credits)} credits` : "refunded";
}

/** Return a player, or a link to a result: its thumbnail, or the file's name for a kind of result that has none. */
function result({ url, kind, thumbnail }, alt) {
  const player = { src: at(url), controls: true, preload: "none", "aria-label": alt };
  if (kind === "video") return make("video", { ...player, poster: thumbnail && at(thumbnail) });
  if (kind === "audio") return make("audio", player);
  const shown = thumbnail ? make("img", { src: at(thumbnail), alt, loading: "lazy" }) : url.split("/").pop();
  return make("a", { href: at(url), target: "_blank", title: "Open the file" }, shown);
}

function stateOf(task) {
  if (task.failure) return task.failure.replaceAll("_", " ");
  return { pending: "waiting", processing: "generating …", completed: "waiting for links" }[task.status] ?? task.status;
}
