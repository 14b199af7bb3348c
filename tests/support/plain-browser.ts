import fetchCookie from "fetch-cookie";
import { type HTMLElement, parse } from "node-html-parser";
import { submission } from "./plain-forms";
import { stack } from "./stack";

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** What a browser without scripts shows: the page that it ended at, and the answers that led there. */
export type PlainPage = {
  url: URL;
  status: number;
  headers: Headers;
  document: HTMLElement;
  /** The statuses on the way: 303, then 200. */
  statuses: number[];
  heading: string;
  text: string;
};

type Sent = {
  method: "GET" | "POST";
  body?: URLSearchParams;
  from?: PlainPage;
  headers?: Record<string, string>;
};

/** Somebody's browser that runs no scripts, made of HTTP alone. It keeps cookies, follows redirects, and says where it comes from as a browser does. */
export function aPlainBrowser({ language = "en" } = {}) {
  const fetchWithCookies = fetchCookie(fetch);

  async function request(url: URL, { method, body, from, headers }: Sent): Promise<Response> {
    return fetchWithCookies(url, {
      method,
      body,
      redirect: "manual",
      headers: {
        "accept-language": language,
        accept: "text/html,*/*;q=0.8",
        ...provenance(url, method, from),
        ...headers,
      },
    });
  }

  async function visit(url: URL, sent: Sent): Promise<PlainPage> {
    const statuses: number[] = [];
    let answer = await request(url, sent);
    let at = url;
    while (REDIRECTS.includes(answer.status)) {
      statuses.push(answer.status);
      if (statuses.length > MAX_REDIRECTS) throw new Error(`${url} leads in circles`);
      at = new URL(answer.headers.get("location") ?? "", at);
      answer = await request(at, { method: "GET", from: sent.from });
    }
    return aPage(at, answer, [...statuses, answer.status]);
  }

  return {
    open: (address: string, headers?: Record<string, string>) =>
      visit(new URL(address, stack().appUrl), { method: "GET", headers }),
    /** Follows a link of a page. */
    follow: (page: PlainPage, selector: string) =>
      visit(new URL(attribute(page, selector, "href"), page.url), { method: "GET", from: page }),
    /** Fills a form of a page in, and presses its button, or the one named. */
    send: (page: PlainPage, selector: string, typed: Record<string, string> = {}, button?: string) => {
      const { action, fields } = submission(getElement(page, selector), { typed, button });
      return visit(new URL(action, page.url), { method: "POST", body: fields, from: page });
    },
  };
}

/** Where a request comes from, as a browser tells it under the page's own policy. */
function provenance(url: URL, method: string, from?: PlainPage): Record<string, string> {
  if (!from) return { "sec-fetch-site": "none" };
  const sameOrigin = from.url.origin === url.origin;
  const secret =
    from.document.querySelector('meta[name="referrer"]')?.getAttribute("content") === "no-referrer";
  const referer = new URL(from.url);
  referer.hash = "";
  return {
    "sec-fetch-site": sameOrigin ? "same-origin" : "cross-site",
    ...(!secret && { referer: referer.href }),
    ...(method === "POST" && { origin: secret ? "null" : from.url.origin }),
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

/** The one element that a selector means. */
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
