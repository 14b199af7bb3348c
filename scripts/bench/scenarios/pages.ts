import { get } from "node:http";
import { articlePath, type Bench, campaignPath, countPath, only } from "../bench";
import { CONNECTIONS, inTurns, type Measurement, once, rowOf } from "../measurement";
import { openRate } from "./open-rate";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

type Page = { scenario: string; path: string; encoding?: "gzip" | "br" };

const closed = { mode: "closed" as const, connections: CONNECTIONS };

export const measureArticle = (bench: Bench) =>
  measurePage(bench, { scenario: "article", path: articlePath, encoding: "gzip" });
export const measureArticleInBrotli = (bench: Bench) =>
  measurePage(bench, { scenario: "article-br", path: articlePath, encoding: "br" });
export const measureCampaign = (bench: Bench) =>
  measurePage(bench, { scenario: "campaign", path: campaignPath, encoding: "gzip" });
export const measureCount = (bench: Bench) => measurePage(bench, { scenario: "count", path: countPath });
export const measureFeed = (bench: Bench) =>
  measurePage(bench, { scenario: "feed", path: "/en/feed.xml", encoding: "gzip" });

/** The picture that messengers show for a campaign. */
export async function measureCard(bench: Bench): Promise<Measurement[]> {
  const page = await (await fetch(bench.url + campaignPath)).text();
  const card = /property="og:image" content="([^"]+)"/.exec(page)?.[1];
  if (!card) throw new Error("The campaign's page names no social card.");
  return measurePage(bench, { scenario: "card", path: new URL(card).pathname });
}

/** A share link, which redirects to its page. Each visitor is counted. */
export async function measureRedirect(bench: Bench): Promise<Measurement[]> {
  const created = await fetch(`${bench.url}/api/v1/links`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ campaign: "stand-with-refugees", locale: "en" }),
  });
  const { code } = await created.json();
  return measurePage(bench, { scenario: "redirect", path: `/s/${code}` });
}

/** Measures a page beside the same bytes from a plain server of Node and from nginx. */
async function measurePage(bench: Bench, { scenario, path, encoding }: Page): Promise<Measurement[]> {
  const headers = { "user-agent": BROWSER, ...(encoding && { "accept-encoding": encoding }) };
  const parts = only({ kind: "get", path, headers });
  await bench.load({ port: bench.port, parts, pace: closed, seconds: 1 });
  const rows = bench.options.open ? [] : await besideCeilings(bench, { scenario, path, parts, headers });
  const perSecond = openRate(bench, rows[0]?.perSecond);
  const pace = { mode: "open" as const, perSecond, connections: CONNECTIONS * 4 };
  const open = await once(bench, { port: bench.port, parts, pace, seconds: bench.options.seconds });
  return [...rows, rowOf(open, { scenario, load: `open loop, ${perSecond}/s` })];
}

type Beside = {
  scenario: string;
  path: string;
  parts: ReturnType<typeof only>;
  headers: Record<string, string>;
};

async function besideCeilings(
  bench: Bench,
  { scenario, path, parts, headers }: Beside,
): Promise<Measurement[]> {
  const answer = await fetchEncoded(bench.url + path, headers);
  const bufferPort = await bench.serveBuffer(answer);
  await bench.load({ port: bufferPort, parts, pace: closed, seconds: 1 });
  const site = { label: "site", job: { port: bench.port, parts, pace: closed } };
  const buffer = { label: "node:http", job: { port: bufferPort, parts, pace: closed } };
  const loads = [site, buffer];
  const { nginx } = bench;
  if (nginx && answer.body.byteLength > 0) {
    const file = await nginx.add(scenario, answer);
    const asked = only({ kind: "get", path: file, headers });
    loads.push({ label: "nginx", job: { port: nginx.port, parts: asked, pace: closed } });
  }
  const rounds = await inTurns(bench, loads);
  const rows = [...rounds].map(([label, measured]) =>
    rowOf(measured, {
      scenario,
      load: label === "site" ? `closed loop, ${CONNECTIONS} connections` : (CEILINGS[label] ?? label),
    }),
  );
  const [own, ...ceilings] = rows;
  for (const [place, ceiling] of ceilings.entries())
    if (own) own.ratios[loads[place + 1]?.label ?? ""] = own.perSecond / ceiling.perSecond;
  return rows;
}

const CEILINGS: Record<string, string> = {
  "node:http": "ceiling: the same bytes by node:http",
  nginx: "ceiling: the same bytes by nginx",
};

/** Returns the body as it was sent, not decoded. */
function fetchEncoded(url: string, headers: Record<string, string>) {
  return new Promise<{ body: Uint8Array; headers: Record<string, string> }>((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const kept = ["content-type", "content-encoding", "vary", "cache-control", "etag"];
        const own = kept.flatMap((name) => {
          const value = response.headers[name];
          return typeof value === "string" ? [[name, value]] : [];
        });
        resolve({ body: Buffer.concat(chunks), headers: Object.fromEntries(own) });
      });
    }).once("error", reject);
  });
}
