/** Addresses that only lead to another one, which stands in a parameter. */
const WRAPPERS: { host: RegExp; path: RegExp; parameters: string[] }[] = [
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, path: /^\/url$/, parameters: ["q", "url"] },
  { host: /\.safelinks\.protection\.outlook\.(?:com|us)$/, path: /^\//, parameters: ["url"] },
  { host: /^lm?\.(?:facebook|instagram)\.com$/, path: /^\//, parameters: ["u"] },
  { host: /^(?:www\.)?(?:linkedin\.com)$/, path: /^\/(?:redir\/redirect|safety\/go)/, parameters: ["url"] },
  { host: /^slack-redir\.net$/, path: /^\/link$/, parameters: ["url"] },
  { host: /^(?:www\.)?youtube\.com$/, path: /^\/redirect$/, parameters: ["q"] },
  { host: /^href\.li$/, path: /^\/$/, parameters: [] },
];
const MAX_WRAPPINGS = 3;

/** Returns the address that a redirect of a mail or word processor leads to. Other addresses are returned unchanged. */
export function unwrapRedirect(address: string): string {
  let found = address;
  for (let wrappings = 0; wrappings < MAX_WRAPPINGS; wrappings += 1) {
    const inside = unwrapOnce(found);
    if (inside === null) break;
    found = inside;
  }
  return found;
}

function unwrapOnce(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const wrapper = WRAPPERS.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname));
  if (!wrapper) return proofpointTarget(url);
  if (wrapper.parameters.length === 0) return asWebAddress(decoded(url.search.slice(1)));
  return asWebAddress(wrapper.parameters.map((name) => url.searchParams.get(name)).find(Boolean) ?? "");
}

/** Proofpoint, version 3: `https://urldefense.com/v3/__https://example.org__;!!…`. */
function proofpointTarget(url: URL): string | null {
  if (!/^urldefense(?:\.proofpoint)?\.com$/.test(url.hostname)) return null;
  return asWebAddress(/^\/v3\/__(https?:\/\/?.+?)__;/.exec(url.pathname + url.search)?.[1] ?? "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function asWebAddress(text: string): string | null {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
}
