// What stands below a result of the search: the sentences that speak of it, not the page's menus.
const plain = (_, formula) => (/[\\{^]/.test(formula) ? "…" : formula);
Search.makeSearchSummary = (text, words, anchor) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const place = page.getElementById(decodeURIComponent(anchor.slice(1)))?.closest("section");
  const within = place ?? page.querySelector("article");
  const speaks = ({ textContent }) => [...words].some((word) => textContent.toLowerCase().includes(word));
  const lines = [...within.querySelectorAll("p, li:not(:has(p)), td")].filter((one) => one.textContent.length > 40);
  const line = lines.find(speaks) ?? lines[0];
  if (!line) return null;
  const heading = line.closest("section")?.querySelector("h2, h3")?.firstChild.textContent ?? "";
  const sentences = line.textContent.replace(/\\\((.*?)\\\)/g, plain).split(/(?<=[.?!:])\s+/);
  const first = Math.max(sentences.findIndex((one) => speaks({ textContent: one })), 0);
  const shown = document.createElement("p");
  shown.className = "context";
  shown.append(Object.assign(document.createElement("strong"), { textContent: heading }));
  shown.append(heading && " — ", sentences.slice(first, first + 2).join(" "));
  return shown;
};
