// The page of the mock: a form for each model of the contract, and a live view of tasks, requests and callbacks.
// Everything that depends on a model comes from /_mock/contract.json.

const PAUSE = 600; // milliseconds between two reads of the state
const AWAY = 3000; // the same while the page is hidden or the server does not answer
const METHODS = ["get", "post", "put", "patch", "delete"];
const LONG_TEXT = 500; // characters from which a text field gets a larger box

const $ = (id) => document.getElementById(id);

/** Create an element: attributes that are functions become listeners, `text` becomes its text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = value;
    else if (typeof value === "function") element.addEventListener(name, value);
    else if (typeof value === "boolean") element[name] = value;
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const getJson = async (path) => (await fetch(path)).json();

// ── The contract ─────────────────────────────────────────────────────────────────────────────────────────────────

let contract;

function resolve(node) {
  while (node.$ref) {
    const { $ref, ...beside } = node;
    node = { ...$ref.slice(2).split("/").reduce((found, key) => found[key.replaceAll("~1", "/")], contract), ...beside };
  }
  return node;
}

/** Return every model of every operation: its names, its fields, and where to send a request. */
function readModels() {
  const found = [];
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation?.requestBody) continue;
      const body = resolve(resolve(operation.requestBody).content["application/json"]?.schema ?? {});
      for (const variant of body.oneOf ?? [body]) {
        const schema = resolve(variant);
        if (!schema.properties?.model) continue; // an upload, or a query of many tasks
        const fields = Object.entries(schema.properties).map(([name, field]) => [name, resolve(field)]);
        const names = resolve(schema.properties.model).enum;
        const kind = operation.tags[0].replace(/s$/, "");
        found.push({ path, method, kind, operation: operation.operationId, names, fields, required: schema.required ?? [] });
      }
    }
  }
  return found;
}

// ── The form ─────────────────────────────────────────────────────────────────────────────────────────────────────

let models, choices, chosen;

function showModels() {
  $("models").replaceChildren(
    ...models.map((model) =>
      make("button", { type: "button", role: "tab", text: model.names[0], click: () => choose(model) }),
    ),
  );
  fillSelect($("kind"), ["", ...new Set(models.map((model) => model.kind))], "all kinds");
  for (const input of [$("search"), $("kind")]) input.addEventListener("input", filterModels);
}

/** Show the models of the chosen kind whose names have all words of the search. */
function filterModels() {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ kind, names }) =>
    ["", kind].includes($("kind").value) && words.every((word) => names.some((name) => name.toLowerCase().includes(word)));
  [...$("models").children].forEach((tab, place) => { tab.hidden = !fits(models[place]); });
}

function choose(model) {
  const kept = chosen ? readForm() : {};
  chosen = model;
  [...$("models").children].forEach((tab, place) => tab.setAttribute("aria-selected", models[place] === model));
  $("models").querySelector("[aria-selected=true]").scrollIntoView({ block: "nearest" });
  $("fields").replaceChildren(...model.fields.filter(isShown).map(([name, field]) => fieldset(name, field, kept[name])));
  fillSelect($("format"), ["", ...(choices.formats[model.kind] ?? [])], "as asked");
  fillSelect($("code"), ["", ...choices.codes[model.operation].filter((code) => code !== 200)], "normal");
  refuse();
}

/** A model needs a field for its name only if it has several names. */
const isShown = ([name, field]) => name !== "model" || field.enum.length > 1;

function fieldset(name, field, kept) {
  const must = chosen.required.includes(name) ? " *" : "";
  const hint = make("span", { class: "hint", text: limit(field) });
  if (field.enum) {
    const legend = make("legend", { title: field.description ?? "" }, make("b", { text: name + must }));
    return make("fieldset", { class: "field", "data-name": name }, legend, chips(name, field, kept));
  }
  const input = control(name, field);
  input.value = Array.isArray(kept) ? kept.join("\n") : (kept ?? "");
  const count = () => {
    if (field.maxLength) hint.textContent = input.value ? `${[...input.value].length} / ${field.maxLength}` : limit(field);
  };
  input.addEventListener("input", count);
  count();
  const label = make("label", {}, hint, make("b", { text: name + must, title: field.description ?? "" }), input);
  return make("div", { class: "field", "data-name": name }, label);
}

function limit(field) {
  if (field.maxItems) return `up to ${field.maxItems}, one a line`;
  if (field.maxLength) return `up to ${field.maxLength}`;
  if (field.minimum !== undefined && field.maximum !== undefined) return `${field.minimum} to ${field.maximum}`;
  return "";
}

function control(name, field) {
  const about = { name, title: field.description ?? "", "data-type": field.type };
  if (field.type === "array") return make("textarea", { ...about, class: "list", rows: "1", spellcheck: "false" });
  if (field.type === "boolean") return make("input", { ...about, type: "checkbox" });
  if (field.type === "integer" || field.type === "number") {
    const step = field.type === "integer" ? "1" : "any";
    return make("input", { ...about, type: "number", min: field.minimum, max: field.maximum, step });
  }
  if (field.format === "uri") return make("input", { ...about, type: "text", inputmode: "url", spellcheck: "false" });
  const long = (field.maxLength ?? 0) >= LONG_TEXT;
  return make("textarea", { ...about, class: long ? "long" : "", rows: long ? "3" : "1" });
}

function chips(name, field, kept) {
  const first = field.enum.includes(kept) ? kept : field.default;
  const options = field.enum.map((value) => {
    const radio = make("input", {
      type: "radio", name, value: JSON.stringify(value), checked: value === first,
      "data-initial": value === field.default ? "yes" : "",
    });
    radio.addEventListener("click", () => toggle(radio, field.default === undefined));
    return make("label", {}, radio, ...ratio(value), String(value));
  });
  return make("div", { class: "chips" }, ...options);
}

/** A second click clears a value that has no default. */
function toggle(radio, optional) {
  const again = radio.dataset.on === "yes";
  for (const other of radio.closest(".chips").querySelectorAll("input")) other.dataset.on = "";
  if (again && optional) radio.checked = false;
  else radio.dataset.on = "yes";
}

/** Draw the shape of a size such as 16:9 or 1024x1536. */
function ratio(value) {
  const match = /^(\d+)[:x](\d+)$/.exec(String(value));
  if (!match) return [];
  const [across, down] = match.slice(1).map(Number);
  const box = make("i", { class: "ratio" });
  const unit = 15 / Math.max(across, down);
  box.style.width = `${Math.max(4, across * unit)}px`;
  box.style.height = `${Math.max(4, down * unit)}px`;
  return [box];
}

/** Return the request as filled in, without defaults and empty fields. */
function readForm() {
  const request = { model: chosen.names[0] };
  for (const input of $("fields").querySelectorAll("[name]")) {
    if (input.type === "radio") {
      if (input.checked && (!input.dataset.initial || input.name === "model")) request[input.name] = JSON.parse(input.value);
    } else if (input.type === "checkbox") {
      if (input.checked) request[input.name] = true;
    } else if (input.value.trim()) {
      request[input.name] = readValue(input);
    }
  }
  return request;
}

function readValue(input) {
  if (input.dataset.type === "array") return input.value.split("\n").map((line) => line.trim()).filter(Boolean);
  if (input.type === "number") return Number(input.value);
  return input.value;
}

const preference = () =>
  ["story", "code", "fault", "format"].filter((name) => $(name).value).map((name) => `${name}=${$(name).value}`).join(", ");

async function send(event) {
  event.preventDefault();
  refuse();
  const headers = { "content-type": "application/json", authorization: `Bearer ${$("key").value}` };
  if (preference()) headers.prefer = preference();
  try {
    const request = { method: chosen.method.toUpperCase(), headers, body: JSON.stringify(readForm()) };
    const answer = await fetch(chosen.path, request);
    const body = await answer.text();
    if (!answer.ok) refuse(answer.status, body);
  } catch {
    refuse("", "The connection was closed before an answer arrived.");
  }
  refresh();
}

function refuse(status = "", body = "") {
  let message = body, param = "";
  try {
    ({ message, param = "" } = JSON.parse(body).error);
  } catch { /* not an error of the service: shown as it is */ }
  $("refusal").hidden = !body;
  $("refusal").textContent = `${status} ${message}`.trim();
  if (body) $("refusal").scrollIntoView({ block: "nearest" });
  const wrong = param.split(/[.[]/)[0];
  for (const field of $("fields").children) field.classList.toggle("wrong", wrong !== "" && field.dataset.name === wrong);
}

function fillSelect(select, values, none) {
  const kept = select.value;
  select.replaceChildren(...values.map((value) => make("option", { value, text: value === "" ? none : value })));
  select.value = values.map(String).includes(kept) ? kept : String(values[0]);
}

// ── What happens ─────────────────────────────────────────────────────────────────────────────────────────────────

let last = 0, latest = 0;
const cards = new Map();

const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
const amount = (credits) => credits.toLocaleString("en", { maximumFractionDigits: 2 });

function showState(state) {
  const moment = new Date(state.now * 1000);
  $("now").textContent = `${moment.toLocaleDateString([], { month: "short", day: "numeric" })}, ${clock(state.now)}`;
  showKeys(state.keys);
  showTasks(state.tasks);
  showExchanges(state.exchanges);
  showDeliveries(state.deliveries);
}

function showKeys(keys) {
  $("keys").replaceChildren(
    ...keys.map((key) => {
      const left = key.unlimited ? "unlimited" : `${amount(key.remaining)} left`;
      const held = key.reserved ? `, ${amount(key.reserved)} held` : "";
      const rest = make("span", { text: `${held}, ${amount(key.used)} spent` });
      return make("span", { class: "key", title: "Credits of this key" }, `${key.key} · `, make("b", { text: left }), rest);
    }),
  );
  const names = keys.map((key) => key.key);
  if (names.join("\n") !== [...$("key").options].map((option) => option.value).join("\n")) {
    fillSelect($("key"), names);
    $("exports").textContent = `export EVOLINK_BASE_URL=${location.origin}\nexport EVOLINK_API_KEY=${names[0] ?? ""}`;
  }
}

function showTasks(tasks) {
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
}

function newCard(task) {
  const { model, prompt, size, aspect_ratio, quality, duration, n } = task.request;
  const named = task.model === model ? model : `${model} → ${task.model}`;
  const facts = [named, size ?? aspect_ratio, quality, duration && `${duration} s`, n && `×${n}`].filter(Boolean);
  return make(
    "article", { class: "task" },
    make("div", { class: "stage" }),
    make("progress", { max: "100", "aria-label": "Progress" }),
    make(
      "div", { class: "about" },
      make("p", { class: "prompt", text: prompt ?? "", title: prompt ?? "" }),
      make("div", { class: "facts" }, make("span", { class: "status" }), make("span", { class: "cost" })),
      make("div", { class: "facts" }, ...facts.map((text) => make("span", { text: String(text) }))),
      make("div", { class: "id", text: task.id, title: task.id }),
    ),
  );
}

function updateCard(card, task) {
  const { element } = card;
  const stamp = JSON.stringify([task.status, task.progress, task.files.length]);
  if (card.stamp === stamp) return;
  card.stamp = stamp;
  element.className = `task ${task.status}`;
  element.querySelector("progress").value = task.progress;
  const over = ["completed", "failed", "cancelled"].includes(task.status);
  element.querySelector(".status").textContent = over ? task.status : `${task.status} ${task.progress} %`;
  element.querySelector(".cost").textContent = cost(task, over);
  const stage = element.querySelector(".stage");
  stage.classList.toggle("many", task.files.length > 1);
  const results = task.files.map((file, place) => result(task, file, place));
  stage.replaceChildren(...(results.length ? results : [make("p", { text: stateOf(task) })]));
}

function cost(task, over) {
  if (!over) return `${amount(task.credits)} credits held`;
  return task.status === "completed" ? `${amount(task.credits)} credits` : "refunded";
}

/** Return a player, or a link to a result: its thumbnail, or the file's name for a kind of result that has none. */
function result(task, file, place) {
  const src = task.thumbnails[place];
  const name = file.split("/").pop();
  if (task.kind === "video") return make("video", { src: file, poster: src, controls: true, preload: "none", title: name });
  if (task.kind === "audio") return make("audio", { src: file, controls: true, preload: "none", title: name });
  const alt = `Result ${place + 1} of “${task.request.prompt ?? ""}”`;
  const shown = src ? make("img", { src, alt, loading: "lazy" }) : name;
  return make("a", { href: file, target: "_blank", title: "Open the file" }, shown);
}

function stateOf(task) {
  if (task.failure) return task.failure.replaceAll("_", " ");
  return { pending: "waiting", processing: "generating …", completed: "waiting for links" }[task.status] ?? task.status;
}

function showExchanges(exchanges) {
  const list = $("exchanges");
  if (!list.children.length) list.append(make("p", { class: "none", text: "None so far." }));
  if (!exchanges.length) return;
  list.querySelector(".none")?.remove();
  list.prepend(...exchanges.map(exchangeLine));
  while (list.children.length > 100) list.lastChild.remove();
  last = exchanges[0].number;
}

function exchangeLine(exchange) {
  const lost = exchange.fault ? "lost" : `c${String(exchange.status)[0]}`;
  const code = make("span", { class: `code ${lost}`, text: exchange.fault || exchange.status });
  const summary = make(
    "summary", {},
    make("time", { text: clock(exchange.at) }),
    make("span", { text: exchange.method }),
    make("span", { class: "path", text: exchange.path, title: exchange.path }),
    make("span", { class: "note", text: exchange.prefer }),
    code,
  );
  const bodies = [exchange.request, exchange.response || exchange.type].filter(Boolean);
  const poll = exchange.method === "GET" && exchange.status === 200 && /\/tasks\//.test(exchange.path);
  const shown = make("div", { class: "bodies" }, ...bodies.map((text) => make("pre", { text })));
  return make("details", { class: poll ? "line poll" : "line" }, summary, shown);
}

function showDeliveries(deliveries) {
  const lines = deliveries.map((each) =>
    make(
      "div", { class: "line flat" },
      make("time", { text: clock(each.at) }),
      make("span", { text: `#${each.attempt}`, title: "Attempt" }),
      make("span", { class: "path", text: `${each.url} ← ${each.task}`, title: each.url }),
      make("span", { class: each.taken ? "code" : "code lost", text: each.status ?? each.problem }),
    ),
  );
  $("deliveries").replaceChildren(...(lines.length ? lines : [make("p", { class: "none", text: "None so far." })]));
}

/** Read the state and show it; an answer that a later call has overtaken is dropped. */
async function refresh() {
  const turn = ++latest;
  try {
    const state = await getJson(`/_mock/state?after=${last}`);
    if (turn === latest) showState(state);
    $("away").hidden = true;
  } catch {
    $("away").hidden = false;
  }
}

async function watch() {
  await refresh();
  setTimeout(watch, document.hidden || !$("away").hidden ? AWAY : PAUSE);
}

async function advance(event) {
  const seconds = Number(event.target.dataset.advance);
  if (!seconds) return;
  await fetch("/_mock/clock", { method: "POST", body: JSON.stringify({ advance: seconds }) });
  refresh();
}

async function begin() {
  [contract, choices] = await Promise.all([getJson("/_mock/contract.json"), getJson("/_mock")]);
  models = readModels();
  fillSelect($("story"), ["", ...choices.stories], "completes");
  fillSelect($("fault"), ["", ...Object.keys(choices.faults)], "none");
  showModels();
  if (models.length) choose(models.find((model) => model.kind === "image") ?? models[0]);
  $("form").addEventListener("submit", send);
  $("clock").addEventListener("click", advance);
  $("polls").addEventListener("change", () => $("traffic").classList.toggle("silent", !$("polls").checked));
  watch();
}

begin();
