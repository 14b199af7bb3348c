import fetchCookie from "fetch-cookie";
import { type HTMLElement, parse } from "node-html-parser";
import { submission } from "./plain-forms";
import { stack } from "./stack";

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** A page as a browser without scripts shows it, after redirects. */
export type PlainPage = {
  url: URL;
  status: number;
  headers: Headers;
  document: HTMLElement;
  /** The status of every response, e.g. 303, then 200. */
  statuses: number[];
  heading: string;
  text: string;
};

type RequestOptions = {
  method: "GET" | "POST";
  body?: URLSearchParams;
  from?: PlainPage;
  headers?: Record<string, string>;
};

/** A browser without scripts, built on HTTP alone. It keeps cookies, follows redirects, and sends `Referer`, `Origin` and `Sec-Fetch-Site` as browsers do. */
export function aPlainBrowser({ language = "en" } = {}) {
  const fetchWithCookies = fetchCookie(fetch);

  async function request(url: URL, { method, body, from, headers }: RequestOptions): Promise<Response> {
    return fetchWithCookies(url, {
      method,
      body,
      redirect: "manual",
      headers: {
        "accept-language": language,
        accept: "text/html,*/*;q=0.8",
        ...sourceHeaders(url, method, from),
        ...headers,
      },
    });
  }

  async function visit(url: URL, options: RequestOptions): Promise<PlainPage> {
    const statuses: number[] = [];
    let answer = await request(url, options);
    let at = url;
    while (REDIRECTS.includes(answer.status)) {
      statuses.push(answer.status);
      if (statuses.length > MAX_REDIRECTS) throw new Error(`too many redirects from ${url}`);
      at = new URL(answer.headers.get("location") ?? "", at);
      answer = await request(at, { method: "GET", from: options.from });
    }
    return aPage(at, answer, [...statuses, answer.status]);
  }

  return {
    open: (address: string, headers?: Record<string, string>) =>
      visit(new URL(address, stack().appUrl), { method: "GET", headers }),
    /** Follows a link on a page. */
    follow: (page: PlainPage, selector: string) =>
      visit(new URL(attribute(page, selector, "href"), page.url), { method: "GET", from: page }),
    /** Fills in a form and submits it, with `button` if given. */
    send: (page: PlainPage, selector: string, fields: Record<string, string> = {}, button?: string) => {
      const { action, body } = submission(getElement(page, selector), { typed: fields, button });
      return visit(new URL(action, page.url), { method: "POST", body, from: page });
    },
  };
}

/** Returns the headers that tell where a request comes from, under the page's referrer policy. */
function sourceHeaders(url: URL, method: string, from?: PlainPage): Record<string, string> {
  if (!from) return { "sec-fetch-site": "none" };
  const sameOrigin = from.url.origin === url.origin;
  const hidesReferrer =
    from.document.querySelector('meta[name="referrer"]')?.getAttribute("content") === "no-referrer";
  const referer = new URL(from.url);
  referer.hash = "";
  return {
    "sec-fetch-site": sameOrigin ? "same-origin" : "cross-site",
    ...(!hidesReferrer && { referer: referer.href }),
    ...(method === "POST" && { origin: hidesReferrer ? "null" : from.url.origin }),
  };
}

async function aPage(url: URL, answer: Response, statuses: number[]): Promise<PlainPage> {
  const document = parse(await answer.text());
  const main = document.querySelector("main") ?? document;
  return {
    url,
    status: answer.status,
    headers: answer.headers,
    document,
    statuses,
    heading: readable(document.querySelector("h1")),
    text: readable(main),
  };
}

/** Returns the only element that matches a selector. Throws if there is none or more than one. */
export function getElement(page: PlainPage, selector: string): HTMLElement {
  const [found, ...more] = page.document.querySelectorAll(selector);
  if (!found || more.length > 0)
    throw new Error(`${more.length + (found ? 1 : 0)} × ${selector} at ${page.url}`);
  return found;
}

function attribute(page: PlainPage, selector: string, name: string): string {
  return getElement(page, selector).getAttribute(name) ?? "";
}

function readable(element: HTMLElement | null): string {
  return (element?.structuredText ?? "").replace(/\s+/g, " ").trim();
}
