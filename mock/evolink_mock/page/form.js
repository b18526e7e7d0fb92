// The form of the chosen model: filled in, sent, and told what the mock refuses.

import { $, JSON_BODY, at, fillSelect, getJson, make, withKey } from "./dom.js";
import { fieldset, showProblems } from "./fields.js";
import { uploadsDone, uploadsTo } from "./files.js";
import { startPicker } from "./picker.js";

let choices, chosen, sent;
let form = { read: () => ({}) };
let kept = {}; // values by parameter, for the next model that has it

/** Show the form; `onSent` is called after each request. */
export function startForm(catalogue, preferences, onSent) {
  [choices, sent] = [preferences, onSent];
  uploadsTo(catalogue.upload, withKey);
  fillSelect($("story"), ["", ...choices.stories], "completes");
  fillSelect($("fault"), ["", ...Object.keys(choices.faults)], "none");
  $("form").addEventListener("submit", send);
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  startPicker(catalogue.models, choose);
}

async function choose(model) {
  keep();
  chosen = model;
  fillSelect($("format"), ["", ...(choices.formats[model.makes] ?? [])], "as asked");
  fillSelect($("code"), ["", ...choices.codes[model.operation].filter((code) => code !== 200)], "normal");
  form = { read: () => ({}) };
  $("fields").replaceChildren();
  const shape = await getJson(`/_mock/form.json?model=${encodeURIComponent(model.names[0])}`).catch(() => null);
  if (chosen !== model) return; // another was chosen meanwhile
  if (!shape) return refuse("The mock does not answer.");
  form = { model, ...fieldset(shape.fields, { ...kept, model: model.names[0] }) };
  $("fields").replaceChildren(...form.elements);
  $("rules").hidden = !shape.rules.length;
  $("rules").querySelector("ul").replaceChildren(...shape.rules.map((text) => make("li", { text })));
  refuse();
}

/** Keep what is filled in; a field that was emptied is empty in the next form too. */
function keep() {
  const values = form.read();
  for (const element of $("fields").children) delete kept[element.dataset.name];
  kept = { ...kept, ...values };
  delete kept.model;
}

const preference = () =>
  ["story", "code", "fault", "format"].filter((name) => $(name).value).map((name) => `${name}=${$(name).value}`).join(", ");

async function send(event) {
  event.preventDefault();
  const button = $("form").querySelector(".primary");
  if (button.disabled || !form.model) return;
  button.disabled = true;
  refuse();
  await uploadsDone();
  button.disabled = false; // now already: an answer may never come
  try {
    await create(form.model, { model: form.model.names[0], ...form.read() });
  } catch {
    refuse("The connection was closed before an answer arrived.");
  }
  sent();
}

async function create(model, request) {
  const headers = { ...JSON_BODY, ...withKey() };
  if (preference()) headers.prefer = preference();
  const answer = await fetch(at(model.path), { method: "POST", headers, body: JSON.stringify(request) });
  const body = await answer.text();
  if (answer.ok) return say(JSON.parse(body).id);
  refuse(`${answer.status}: ${messageOf(body)}`);
  if (answer.status === 400) await showViolations(request, answer.status);
}

/** Show each broken rule at its field; what belongs to none stays above the button. */
async function showViolations(request, status) {
  const answer = await fetch(at("/_mock/violations.json"), { method: "POST", headers: JSON_BODY, body: JSON.stringify(request) });
  if (!answer.ok) return;
  const violations = await answer.json();
  const lost = showProblems($("fields"), violations);
  if (!violations.length) return;
  const marked = $("fields").querySelectorAll(".field.wrong").length;
  const said = lost.map((each) => `${each.field} ${each.message}`.trim());
  if (marked) said.push(marked === 1 ? "1 field is marked above" : `${marked} fields are marked above`);
  refuse(`${status}: ${said.join("; ")}`);
}

function messageOf(body) {
  try {
    return JSON.parse(body).error.message;
  } catch {
    return body; // not an error of the service: shown as it is
  }
}

function say(task) {
  $("sent").hidden = !task;
  $("sent").replaceChildren("Created ", make("a", { href: "#work", text: task ?? "" }));
}

function refuse(text = "") {
  $("refusal").hidden = !text;
  $("refusal").textContent = text;
  say();
  if (!text) showProblems($("fields"), []);
}
