// Fields for links. Files that are dropped, pasted or chosen are uploaded to the mock, and their links are used.

import { at, make } from "./dom.js";

const KINDS = {
  image: /\.(png|jpe?g|webp|gif|bmp|avif)$/i,
  video: /\.(mp4|mov|webm|m4v)$/i,
  audio: /\.(mp3|wav|ogg|opus|m4a|aac|flac)$/i,
};

const uploaded = new Map(); // link -> what was uploaded, so that its name and preview stay when the model changes
const running = new Set();
let service = { path: null, headers: () => ({}) };

/** Set where files are uploaded, and a function that returns the headers for it. */
export function uploadsTo(path, headers) {
  service = { path, headers };
}

/** Wait until no file is being uploaded. */
export async function uploadsDone() {
  while (running.size) await Promise.allSettled(running);
}

/** Upload a file, and return its link. A folder of its own keeps files of the same name apart. */
async function upload(file, signal) {
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("upload_path", `page-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}`);
  const answer = await fetch(at(service.path), { method: "POST", headers: service.headers(), body: form, signal });
  const body = await answer.json().catch(() => ({}));
  const link = body.data?.file_url;
  if (!link) throw new Error(body.msg ?? body.error?.message ?? `status ${answer.status}`);
  uploaded.set(link, { name: file.name, type: file.type });
  return link;
}

export function filesWidget(field, value, id) {
  const list = make("ul", { class: "file-list" });
  const input = make("input", {
    type: "text", id, inputmode: "url", spellcheck: "false", autocomplete: "off",
    placeholder: service.path ? "Paste a link, or drop a file" : "Paste a link",
  });
  const problem = make("p", { class: "problem", role: "alert", hidden: true });
  const links = new Map(); // item -> link
  const say = (text) => { problem.textContent = text; problem.hidden = !text; };

  const remover = (item, name, then) => make("button", {
    type: "button", class: "remove", text: "×", title: "Remove", "aria-label": `Remove ${name}`,
    click: () => { links.delete(item); item.remove(); input.focus(); then?.(); },
  });
  const show = (item, link) => {
    links.set(item, link);
    item.removeAttribute("aria-busy");
    const name = make("span", { class: "file-name", text: nameOf(link), title: link });
    item.replaceChildren(preview(link), name, remover(item, nameOf(link)));
  };
  const place = () => {
    if (field.single) { links.clear(); list.replaceChildren(); }
    const item = make("li", { class: "file" });
    list.append(item);
    return item;
  };
  const addLinks = (text) => {
    for (const link of text.split(/\s+/).filter(Boolean)) show(place(), link);
    input.value = "";
  };
  const addFiles = (files) => {
    say("");
    for (const file of field.single ? [...files].slice(0, 1) : files) track(addFile(file));
  };
  const addFile = async (file) => {
    const item = place();
    const stop = new AbortController();
    item.setAttribute("aria-busy", "true");
    item.append(
      make("span", { class: "file-name", text: `Uploading ${file.name} …` }), remover(item, file.name, () => stop.abort()),
    );
    try {
      const link = await upload(file, stop.signal);
      if (item.isConnected) show(item, link);
    } catch (error) {
      item.remove();
      if (!stop.signal.aborted) say(`${file.name} was not uploaded: ${error.message}`);
    }
  };

  input.addEventListener("change", () => addLinks(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !input.value.trim()) return;
    event.preventDefault();
    addLinks(input.value);
  });
  const box = make("div", { class: "drop" }, list, make("div", { class: "add" }, input), problem);
  box.addEventListener("paste", (event) => take(event, event.clipboardData, addFiles, addLinks));
  if (service.path) box.querySelector(".add").append(chooser(field, addFiles));
  droppable(box, addFiles, addLinks);
  for (const link of [value].flat().filter((each) => typeof each === "string" && each)) {
    if (!field.single || !list.children.length) show(place(), link);
  }
  const read = () => {
    const found = [...[...list.children].map((item) => links.get(item)), ...input.value.split(/\s+/)].filter(Boolean);
    if (!found.length) return undefined;
    return field.single ? found.at(-1) : found;
  };
  return { element: box, read };
}

function track(work) {
  running.add(work);
  work.finally(() => running.delete(work));
}

function chooser(field, addFiles) {
  const picker = make("input", {
    type: "file", class: "unseen", multiple: !field.single, accept: field.accept || undefined, "aria-label": `Choose files for ${field.name}`,
    change: () => { addFiles([...picker.files]); picker.value = ""; },
  });
  return make("label", { class: "pick" }, picker, field.single ? "Choose a file" : "Choose files");
}

function droppable(box, addFiles, addLinks) {
  const over = (event, on) => { event.preventDefault(); box.classList.toggle("over", on); };
  box.addEventListener("dragover", (event) => over(event, true));
  box.addEventListener("dragleave", (event) => over(event, false));
  box.addEventListener("drop", (event) => {
    over(event, false);
    take(event, event.dataTransfer, addFiles, (text) => addLinks(text), "text/uri-list");
  });
}

/** Take the files, or else the links, that were pasted or dropped; a single link that is pasted is left to the input. */
function take(event, data, addFiles, addLinks, type = "text/plain") {
  const text = data.getData(type).split("\n").filter((line) => !line.startsWith("#")).join("\n").trim();
  if (data.files.length && service.path) addFiles([...data.files]);
  else if (text && (type !== "text/plain" || /\s/.test(text))) addLinks(text);
  else return;
  event.preventDefault();
}

function nameOf(link) {
  const last = link.split(/[?#]/)[0].split("/").pop() || link;
  try {
    return uploaded.get(link)?.name ?? decodeURIComponent(last).slice(0, 200);
  } catch {
    return last.slice(0, 200); // a percent sign that encodes nothing
  }
}

/** Return a thumbnail or a player of a file of the mock; nothing is loaded from elsewhere. */
function preview(link) {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.origin !== location.origin) return make("span", { class: "mark", text: "link", "aria-hidden": "true" });
  const type = uploaded.get(link)?.type ?? "";
  const kind = Object.keys(KINDS).find((each) => type.startsWith(`${each}/`) || KINDS[each].test(url.pathname));
  const name = nameOf(link);
  if (kind === "image") return make("img", { src: link, alt: name });
  if (kind) return make(kind, { src: link, controls: true, preload: "metadata", title: name });
  return make("span", { class: "mark", text: "file", "aria-hidden": "true" });
}
