// The fields of a form. A widget is an element and a function that reads its value: undefined if nothing is given.

import { filesWidget } from "./files.js";
import { make, newId } from "./dom.js";

const MANY = 16; // values from which a choice is a list and no buttons
const LONG_LINE = 62; // characters of limits that are shown whole

const WIDGETS = { choice, files: filesWidget, group, json, lines, map, number, rows, switch: onOff, task, text };

/** Return the fields of an object with a function that reads it. */
export function fieldset(fields, values) {
  const shown = fields.map((field) => [field, makeField(field, values?.[field.name])]);
  const read = () => Object.fromEntries(given(shown.map(([field, { read }]) => [field.name, read()])));
  return { elements: shown.map(([, { element }]) => element), read };
}

const given = (entries) => entries.filter(([, value]) => value !== undefined);

function makeField(field, value) {
  const ids = { control: newId(), name: newId(), limits: newId(), problem: newId() };
  const widget = WIDGETS[field.widget](field, value, ids.control);
  const [single] = widget.element.id === ids.control ? [widget.element] : widget.element.querySelectorAll(`#${ids.control}`);
  const name = make(single ? "label" : "span", { id: ids.name, class: "name", for: single && ids.control });
  name.append(make("b", { text: field.name }));
  if (field.required) name.append(make("span", { class: "must", text: "required" }));
  const head = make("div", { class: "title" }, name, ...(widget.hint ? [widget.hint] : []));
  const problem = make("p", { class: "problem", id: ids.problem, hidden: true });
  const described = { "aria-describedby": `${ids.limits} ${ids.problem}` };
  for (const [key, text] of Object.entries(described)) (single ?? widget.element).setAttribute(key, text);
  if (single && field.required) single.setAttribute("aria-required", "true");
  const whole = { class: "field", "data-widget": field.widget, "data-name": field.name };
  if (!single) Object.assign(whole, { role: "group", "aria-labelledby": ids.name });
  return { element: make("div", whole, head, widget.element, limits(field, ids.limits), problem), read: widget.read };
}

/** Return what a field is and its limits, in the model's own words; many words are folded into one line. */
function limits(field, id) {
  const text = [field.about.replace(/\.$/, ""), ...field.limits].filter(Boolean).join(" · ");
  if (text.length <= LONG_LINE) return make("p", { class: "limits", id, text });
  return make("details", { class: "limits" }, make("summary", { id, text }));
}

/** Show what is wrong at the fields that violations name; return those that name no field here. */
export function showProblems(root, violations) {
  const fields = new Map([...root.querySelectorAll(".field")].map((field) => [pathOf(field), field]));
  for (const field of fields.values()) setProblem(field, "");
  const lost = [];
  for (const violation of violations) {
    const field = fields.get(nearest(fields, violation.field));
    if (field) setProblem(field, [problemOf(field).textContent, violation.message].filter(Boolean).join("; "));
    else lost.push(violation);
  }
  root.querySelector(".field.wrong :is(input, textarea, select)")?.focus();
  return lost;
}

const problemOf = (field) => field.querySelector(":scope > .problem");

function setProblem(field, text) {
  field.classList.toggle("wrong", text !== "");
  problemOf(field).textContent = text;
  problemOf(field).hidden = !text;
  field.querySelector(":scope > .title > label")?.control?.setAttribute("aria-invalid", String(text !== ""));
}

/** Return the longest beginning of a path that has a field: `image_urls[3]` is shown at `image_urls`. */
function nearest(fields, path) {
  while (path && !fields.has(path)) path = path.slice(0, Math.max(path.lastIndexOf("."), path.lastIndexOf("["), 0));
  return path;
}

/** Return the place of a field's value in the request, such as `model_params.areas[0].width`. */
function pathOf(element) {
  const outer = element.parentElement.closest(".field, .row");
  const before = outer ? pathOf(outer) : "";
  if (element.matches(".row")) return `${before}[${[...element.parentElement.children].indexOf(element)}]`;
  return before ? `${before}.${element.dataset.name}` : element.dataset.name;
}

// ── Widgets ──────────────────────────────────────────────────────────────────────────────────────────────────────

const texts = (value) => (typeof value === "string" ? value : "");
const isDefault = (field, value) => field.default !== null && value === field.default;

function text(field, value, id) {
  const input = make("textarea", { id, name: field.name, rows: field.long ? "3" : "1", class: field.long ? "long" : "" });
  input.value = texts(value);
  const hint = make("span", { class: "hint" });
  const count = () => {
    const length = [...input.value].length;
    hint.textContent = field.longest && length ? `${length.toLocaleString("en")} / ${field.longest.toLocaleString("en")}` : "";
    hint.classList.toggle("over", field.longest !== null && length > field.longest);
  };
  input.addEventListener("input", count);
  count();
  if (field.default !== null) input.placeholder = String(field.default);
  return { element: input, hint, read: () => (input.value.trim() ? input.value : undefined) };
}

/** The ID of an earlier task, chosen among those that have ended. */
function task(field, value, id) {
  const input = make("input", { type: "text", id, name: field.name, list: "ended", spellcheck: "false", autocomplete: "off", placeholder: "task-unified-…" });
  input.value = texts(value);
  return { element: input, read: () => input.value.trim() || undefined };
}

/** A number is typed; a slider beside it moves within the bounds. What is no number is sent as it is, to be refused. */
function number(field, value, id) {
  const about = { type: "text", inputmode: "decimal", id, name: field.name, spellcheck: "false", autocomplete: "off" };
  const input = make("input", { ...about, placeholder: field.default === null ? "" : String(field.default) });
  input.value = ["number", "string"].includes(typeof value) ? String(value) : "";
  const read = () => asNumber(input.value);
  if (!field.range) return { element: input, read };
  const { least, most, step } = field.range;
  const slider = make("input", { type: "range", min: least, max: most, step, "aria-label": `${field.name}, slider` });
  const follow = () => {
    slider.value = Number(input.value.trim() || (field.default ?? least)) || 0;
    slider.classList.toggle("unset", !input.value.trim());
  };
  slider.addEventListener("input", () => { input.value = slider.value; follow(); });
  input.addEventListener("input", follow);
  follow();
  return { element: make("div", { class: "ranged" }, input, slider), read };
}

function asNumber(typed) {
  const text = typed.trim();
  if (!text) return undefined;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

function onOff(field, value, id) {
  const checked = typeof value === "boolean" ? value : field.default;
  const input = make("input", { type: "checkbox", role: "switch", id, name: field.name, checked });
  const read = () => (field.required || !isDefault(field, input.checked) ? input.checked : undefined);
  return { element: input, read };
}

function choice(field, value, id) {
  if (field.values.length > MANY && !field.open) return select(field, value, id);
  const first = field.values.includes(value) ? value : field.default;
  const group = newId();
  const chips = field.values.map((each) => chip(field, each, first, group));
  const radios = make("div", { class: "chips" }, ...chips);
  const other = make("input", { type: "text", class: "other", placeholder: "or another, such as 1024x1536", "aria-label": `another ${field.name}` });
  if (field.open && !field.values.includes(value)) other.value = texts(value);
  const read = () => {
    const on = radios.querySelector("input:checked");
    const found = other.value.trim() || (on ? JSON.parse(on.value) : undefined);
    return field.required || !isDefault(field, found) ? found : undefined;
  };
  return { element: make("div", {}, radios, ...(field.open ? [other] : [])), read };
}

function chip(field, value, first, group) {
  const radio = make("input", { type: "radio", name: group, value: JSON.stringify(value), checked: value === first, "data-on": value === first ? "yes" : "" });
  radio.addEventListener("click", () => toggle(radio, field.default === null));
  radio.addEventListener("keydown", ({ key }) => {
    if (field.default === null && ["Delete", "Backspace"].includes(key)) clear(radio);
  });
  return make("label", {}, radio, ...ratio(value), { true: "on", false: "off" }[value] ?? String(value));
}

/** A second click clears a value that has no default, as the Delete key does. */
function toggle(radio, optional) {
  const again = radio.dataset.on === "yes";
  clear(radio);
  if (again && optional) return;
  radio.checked = true;
  radio.dataset.on = "yes";
}

function clear(radio) {
  for (const each of radio.closest(".chips").querySelectorAll("input")) [each.checked, each.dataset.on] = [false, ""];
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

function select(field, value, id) {
  const options = field.values.map((each) => make("option", { value: JSON.stringify(each), text: String(each) }));
  const none = field.default === null ? "–" : `${field.default} (default)`;
  const element = make("select", { id, name: field.name }, make("option", { value: "", text: none }), ...options);
  element.value = field.values.includes(value) ? JSON.stringify(value) : "";
  const read = () => (element.value ? JSON.parse(element.value) : field.required ? (field.default ?? undefined) : undefined);
  return { element, read };
}

/** Several values, one a line. */
function lines(field, value, id) {
  const input = make("textarea", { id, name: field.name, class: "list", rows: "1", spellcheck: "false", placeholder: "one a line" });
  input.value = Array.isArray(value) ? value.join("\n") : "";
  const read = () => {
    const typed = input.value.split("\n").map((line) => line.trim()).filter(Boolean);
    return typed.length ? typed.map((line) => (field.numbers ? asNumber(line) : line)) : undefined;
  };
  return { element: input, read };
}

/** What has no form of its own is written as JSON; other text is sent as text. */
function json(field, value, id) {
  const input = make("textarea", { id, name: field.name, class: "list", rows: "1", spellcheck: "false", placeholder: "JSON" });
  input.value = value === undefined ? "" : JSON.stringify(value);
  const read = () => {
    try {
      return input.value.trim() ? JSON.parse(input.value) : undefined;
    } catch {
      return input.value;
    }
  };
  return { element: input, read };
}

function group(field, value) {
  const inner = fieldset(field.fields, value);
  const read = () => {
    const found = inner.read();
    return field.required || Object.keys(found).length ? found : undefined;
  };
  return { element: make("div", { class: "inner" }, ...inner.elements), read };
}

/** Several objects: a row of fields for each. */
function rows(field, value) {
  const list = make("div", { class: "rows" });
  const readers = new Map();
  const add = (given) => {
    const inner = fieldset(field.fields, given);
    const row = make("div", { class: "row" });
    const remove = make("button", {
      type: "button", class: "remove", title: "Remove", "aria-label": `Remove from ${field.name}`, text: "×",
      click: () => { readers.delete(row); row.remove(); more.focus(); },
    });
    row.append(make("div", { class: "inner" }, ...inner.elements), remove);
    readers.set(row, inner.read);
    list.append(row);
    return row;
  };
  const more = make("button", {
    type: "button", class: "more", text: `Add to ${field.name}`,
    click: () => add().querySelector("input, textarea, select")?.focus(),
  });
  if (Array.isArray(value)) value.forEach(add);
  const read = () => {
    const found = [...list.children].map((row) => readers.get(row)());
    return found.length ? found : undefined;
  };
  return { element: make("div", {}, list, more), read };
}

/** An object whose names are free: a row for each name and its value. */
function map(field, value) {
  const [name, file] = field.fields.map((each) => each.name);
  const entries = value && typeof value === "object" ? Object.entries(value) : [];
  const inner = rows(field, entries.map(([key, each]) => ({ [name]: key, [file]: each })));
  const read = () => {
    const found = inner.read();
    return found && Object.fromEntries(found.map((row) => [row[name] ?? "", row[file] ?? ""]));
  };
  return { element: inner.element, read };
}
