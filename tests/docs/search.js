// Asks the search of the built site, by its own worker: node search.js WORKER INDEX WORD... prints the pages of each word.
const fs = require("node:fs");

const [worker, index, ...words] = process.argv.slice(2);
const { config, docs } = JSON.parse(fs.readFileSync(index));
const [SETUP, QUERY] = [0, 2];
const handlers = [];
const waiting = [];
globalThis.self = globalThis;
globalThis.addEventListener = (_, handler) => handlers.push(handler);
globalThis.postMessage = (message) => waiting.shift()(message);
globalThis.importScripts = () => {};
(0, eval)(fs.readFileSync(worker, "utf8"));

function ask(type, data) {
  return new Promise((resolve) => {
    waiting.push(resolve);
    for (const handler of handlers) handler({ data: { type, data } });
  });
}

async function main() {
  await ask(SETUP, { config, docs, options: { suggest: true } });
  const found = {};
  for (const word of words) {
    const { data } = await ask(QUERY, word);
    found[word] = data.items.map(([first]) => first.location);
  }
  console.log(JSON.stringify(found));
}

main();
