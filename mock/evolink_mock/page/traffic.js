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
