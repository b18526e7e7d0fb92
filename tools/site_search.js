// Stands before the theme's search worker, and asks it in a way that forgives: words that a sentence needs and a search
// does not, a dash before an option, and, where nothing is found, letters that are wrong.
{
  const [QUERY, RESULT] = [2, 3];
  const [listen, answer] = [self.addEventListener, self.postMessage];
  const [SHORT, LONG] = [4, 8];
  let ask;
  let asked = "";
  let next = [];

  self.addEventListener = (type, handler) => {
    ask = handler;
    listen.call(self, type, ({ data }) => {
      if (data.type !== QUERY) return ask({ data });
      asked = data.data;
      next = [plain(asked), forgiving(asked)];
      return retry();
    });
  };

  self.postMessage = (message) => {
    if (message.type !== RESULT) return answer.call(self, message);
    if (message.data.items.length === 0 && next.length > 0) return retry();
    message.data.items.sort((a, b) => isNamed(b) - isNamed(a));
    return answer.call(self, message);
  };

  function retry() {
    return ask({ data: { type: QUERY, data: next.shift() } });
  }

  // A short word is the beginning of many: "to" would find every token.
  function plain(query) {
    if (query.includes('"')) return query;
    const words = wordsOf(query);
    const telling = words.filter((word) => self.lunr.stopWordFilter(word.toLowerCase()));
    return (telling.length > 0 ? telling : words).join(" ");
  }

  function forgiving(query) {
    return wordsOf(query)
      .filter((word) => word.length >= SHORT)
      .map((word) => `${word.toLowerCase()}~${word.length < LONG ? 1 : 2}`)
      .join(" ");
  }

  function wordsOf(query) {
    return query.split(/[\s"*^~]+/).map((word) => word.replace(/^[-+]+|[,.;:!?]+$/g, "")).filter(Boolean);
  }

  // A page whose name was typed comes first, also where longer names begin with it.
  function isNamed(pages) {
    const page = pages.find(({ location }) => !location.includes("#"));
    return Boolean(page) && spelled(page.title.replace(/<[^>]+>/g, "")) === spelled(asked);
  }

  function spelled(name) {
    return wordsOf(name.toLowerCase().replace(/[-_]/g, " ")).join(" ");
  }
}
