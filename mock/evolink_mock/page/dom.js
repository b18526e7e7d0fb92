// Small helpers with which all parts of the page make elements and ask the mock.

export const $ = (id) => document.getElementById(id);

/** Create an element: attributes that are functions become listeners, `text` becomes its text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = value;
    else if (typeof value === "function") element.addEventListener(name, value);
    else if (typeof value === "boolean") element[name] = value;
    else if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Fill a list of options; the chosen value stays if it is still there. */
export function fillSelect(select, values, none, words = values) {
  const kept = select.value;
  const text = (place) => (values[place] === "" ? none : words[place]);
  select.replaceChildren(...values.map((value, place) => make("option", { value, text: text(place) })));
  select.value = values.map(String).includes(kept) ? kept : String(values[0]);
}

/** The headers of a request with the chosen key, for which its handle stands: the page never sees keys. */
export const withKey = () => ({ authorization: `Mock-Key ${$("key").value}` });

/** The headers of a request whose body is JSON: without them the mock changes nothing. */
export const JSON_BODY = { "content-type": "application/json" };

/** A path of the mock as a URL: a proxy may serve the mock below a path of its own, which the page has as its base. */
export const at = (path) => path.replace(/^\//, "");

export const getJson = async (path) => (await fetch(at(path))).json();

let made = 0;

/** Return an ID that no other element has. */
export const newId = () => `id-${++made}`;
