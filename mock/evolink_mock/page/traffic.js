// The requests that reached the mock, and the callbacks that it sent.

import { $, make } from "./dom.js";
import { clock } from "./words.js";

let last = 0; // number of the newest request that is shown

export const lastShown = () => last;

export function showExchanges(exchanges) {
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
  const target = exchange.query ? `${exchange.path}?${exchange.query}` : exchange.path;
  const ignored = exchange.ignored.map((text) => make("p", { class: "ignored", text }));
  const summary = make(
    "summary", {},
    make("time", { text: clock(exchange.at) }),
    make("span", { text: exchange.method }),
    make("span", { class: "path", text: shortened(target), title: target }),
    code,
    ...notes(exchange),
  );
  const poll = exchange.method === "GET" && exchange.status === 200 && /\/tasks\//.test(exchange.path);
  return make(
    "details", { class: poll ? "line poll" : "line" }, summary,
    part("Request", exchange.headers, exchange.request, ...ignored),
    part("Answer", exchange.answer_headers, exchange.response || exchange.type, ...advice(exchange)),
  );
}

/** Shorten the IDs in a path to their ends, by which they differ. */
const shortened = (path) => path.replace(/[\w-]{25,}/g, (id) => `…${id.slice(-8)}`);

const advice = (exchange) => (exchange.advice ? [make("p", { class: "advice", text: exchange.advice })] : []);

/** Say in a line who sent a request, what it asked of the mock, and whether it was read as it stands. */
function notes({ headers, prefer, ignored }) {
  const said = [ignored.length && "partly ignored", prefer, headers["user-agent"]].filter(Boolean);
  return said.length ? [make("span", { class: "note", text: said.join(" · "), title: said.join("\n") })] : [];
}

function part(title, headers, body, ...remarks) {
  const rows = Object.entries(headers).flatMap(([name, value]) => [make("dt", { text: name }), make("dd", { text: value })]);
  return make("div", { class: "part" }, make("h3", { text: title }), make("dl", {}, ...rows), ...(body ? [make("pre", { text: body })] : []), ...remarks);
}

export function showDeliveries(deliveries) {
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
