type Cookie = { value: string; path: string };

/** The cookies of one browser, by name, each sent to its own path only. */
export function aCookieJar() {
  const cookies = new Map<string, Cookie>();
  return {
    keep(url: URL, answer: Response) {
      for (const line of answer.headers.getSetCookie()) {
        const [pair = "", ...attributes] = line.split("; ");
        const [name = "", ...value] = pair.split("=");
        const path = attributes.find((one) => /^path=/i.test(one))?.slice("path=".length) ?? url.pathname;
        if (attributes.some((one) => /^max-age=0$/i.test(one))) cookies.delete(name);
        else cookies.set(name, { value: value.join("="), path });
      }
    },
    for(url: URL): Record<string, string> {
      const sent = [...cookies].filter(([, { path }]) => isWithin(url.pathname, path));
      if (sent.length === 0) return {};
      return { cookie: sent.map(([name, { value }]) => `${name}=${value}`).join("; ") };
    },
  };
}

function isWithin(pathname: string, path: string): boolean {
  return path === "/" || pathname === path || pathname.startsWith(path.replace(/\/?$/, "/"));
}
