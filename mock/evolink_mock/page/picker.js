// Choose a kind, and a model of it by search: a combobox as the ARIA practices describe it.

import { $, make } from "./dom.js";

let models, choose, kind, chosen;
let options = []; // the visible ones, each with its model
let active = -1;

/** Show the kinds and the search; `onChoose` is called with each model that is chosen. */
export function startPicker(all, onChoose) {
  [models, choose] = [all, onChoose];
  const counts = Map.groupBy(models, (model) => model.kind);
  $("kinds").replaceChildren(...[...counts].map(([name, those]) => kindButton(name, those.length)));
  const search = $("search");
  search.addEventListener("focus", open);
  search.addEventListener("click", open);
  search.addEventListener("input", () => list(search.value));
  search.addEventListener("keydown", onKey);
  search.addEventListener("blur", close);
  $("models").addEventListener("mousedown", (event) => event.preventDefault()); // the search keeps the focus
  if (models.length) pick(models[0]);
}

function kindButton(name, count) {
  const first = () => pick(models.find((model) => model.kind === name));
  const radio = make("input", { type: "radio", name: "kind", value: name, change: first });
  return make("label", {}, radio, `${name} `, make("small", { text: count }));
}

function pick(model) {
  chosen = model;
  kind = model.kind;
  for (const radio of $("kinds").querySelectorAll("input")) radio.checked = radio.value === kind;
  close();
  choose(model);
}

function open() {
  if (!$("models").hidden) return;
  $("models").hidden = false;
  $("search").setAttribute("aria-expanded", "true");
  $("search").select();
  list("");
}

function close() {
  $("models").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
  $("search").value = chosen.names[0];
}

/** List the models whose names have all words: without words those of the kind, else of all kinds, this one first. */
function list(text) {
  $("models").hidden = false;
  $("search").setAttribute("aria-expanded", "true");
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (model) => {
    const said = [...model.names, model.family, model.kind].join(" ").toLowerCase();
    return words.length ? words.every((word) => said.includes(word)) : model.kind === kind;
  };
  const found = models.filter(fits).sort((one, two) => (two.kind === kind) - (one.kind === kind));
  const groups = Map.groupBy(found, (model) => (model.kind === kind ? model.family : `${model.kind} · ${model.family}`));
  options = [];
  $("models").replaceChildren(...[...groups].map(([name, those]) => group(name, those)));
  if (!found.length) $("models").append(make("p", { class: "none", text: "No model has such a name." }));
  const best = words.length ? ({ model }) => model.names.includes(text.trim()) : ({ model }) => model === chosen;
  activate(Math.max(0, options.findIndex(best)));
}

function group(name, those) {
  const heading = make("span", { class: "family", text: name });
  return make("div", { role: "group", "aria-label": name }, heading, ...those.map(option));
}

function option(model) {
  const [name, ...older] = model.names;
  const element = make("div", {
    role: "option", id: `model-${options.length}`, class: "model", "aria-selected": String(model === chosen),
    text: name, title: older.length ? `also ${older.join(", ")}` : "", click: () => pick(model),
  });
  options.push({ element, model });
  return element;
}

function activate(place) {
  active = options.length ? (place + options.length) % options.length : -1;
  options.forEach(({ element }, each) => element.classList.toggle("active", each === active));
  if (active < 0) return $("search").removeAttribute("aria-activedescendant");
  $("search").setAttribute("aria-activedescendant", options[active].element.id);
  options[active].element.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  const shown = !$("models").hidden;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    if (shown) activate(active + steps[event.key]);
    else open();
  } else if (event.key === "Enter" && shown) {
    event.preventDefault();
    if (active >= 0) pick(options[active].model);
  } else if (event.key === "Escape" && shown) {
    event.preventDefault();
    close();
  }
}
