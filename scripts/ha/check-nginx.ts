import { once } from "node:events";
import { connect } from "node:http2";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Lifetime } from "../stack/lifetime";
import type { CheckResult } from "./checks";
import { type EchoServer, startEchoServer } from "./echo-server";
import type { Machine } from "./machine";
import { startNginx } from "./proxies";

const KILOBYTE = 1_024;
const POLL_INTERVAL_MS = 200;
const POLLS = 50;
const EMBED = "/en/embed/stand-with-refugees";
const SIGNATURES = "/api/v1/campaigns/stand-with-refugees/signatures";

const echoed = z.object({ answered: z.number(), headers: z.record(z.string(), z.string()) });

/** Checks what `deploy/nginx/nginx.conf` passes on, limits and keeps, in front of a server that answers with what it received. */
export async function checkNginx(machine: Machine, lifetime: Lifetime): Promise<CheckResult[]> {
  const [echo, other] = [await startEchoServer(lifetime), await startEchoServer(lifetime)];
  const one = await startNginx(machine, { name: "nginx-echo", upstreamPorts: [echo.port], lifetime });
  const two = await startNginx(machine, {
    name: "nginx-two",
    upstreamPorts: [echo.port, other.port],
    lifetime,
  });
  return [
    ...(await checkHeaders(one, echo)),
    ...(await checkLimits(one.url)),
    ...(await checkKeeping(one.url)),
    await checkStream(one.url, echo),
    ...(await checkOutage({ oneUrl: one.url, twoUrl: two.url, echo })),
  ];
}

async function checkHeaders(
  { url, tlsUrl }: { url: string; tlsUrl: string },
  echo: EchoServer,
): Promise<CheckResult[]> {
  const invented = {
    "x-forwarded-for": "192.0.2.1",
    "x-request-id": "mine",
    "x-forwarded-host": "example.org",
  };
  const before = echo.connections();
  const answers = [];
  for (let count = 0; count < 10; count++)
    answers.push(await fetch(`${url}/en/about`, { headers: invented }));
  const { headers } = echoed.parse(await answers[0]?.json());
  const connections = echo.connections() - before;
  const session = connect(tlsUrl, { rejectUnauthorized: false });
  const request = session.request({ ":path": "/en/about" });
  const [http2] = await once(request, "response");
  session.destroy();
  return [
    check("X-Forwarded-For is set, not appended", headers["x-forwarded-for"], "127.0.0.1"),
    check("an invented request id is dropped", headers["x-request-id"], undefined),
    check("an invented host is dropped", headers["x-forwarded-host"], undefined),
    check(
      "the site's request id is returned",
      answers[0]?.headers.get("x-request-id")?.startsWith("answer-"),
      true,
    ),
    check("connections to the site are kept (10 requests)", connections <= 2, true),
    check("HTTP/2 by TLS", http2[":status"], 200),
  ];
}

async function checkLimits(url: string): Promise<CheckResult[]> {
  const post = async (path: string, bytes: number) =>
    (await fetch(url + path, { method: "POST", body: "x".repeat(bytes) })).status;
  const long = await fetch(`${url}/en`, { headers: { cookie: "x".repeat(17 * KILOBYTE) } });
  return [
    check("a body of 64 KB passes", await post(SIGNATURES, 64 * KILOBYTE), 200),
    check("a larger one is refused", await post(SIGNATURES, 65 * KILOBYTE), 413),
    check("staff may send 6 MB", await post("/en/staff/articles", 6 * KILOBYTE * KILOBYTE), 200),
    check("headers of 17 KB are refused", long.status, 400),
    check("metrics are not public", (await fetch(`${url}/metrics`)).status, 404),
  ];
}

/** Asks twice for an address: kept if both answers are the same one. */
async function checkKeeping(url: string): Promise<CheckResult[]> {
  const isKept = async (path: string, headers: Record<string, string> = {}) => {
    const [first, second] = [await ask(url + path, headers), await ask(url + path, headers)];
    return first.answered === second.answered;
  };
  const kept = "caching=s-maxage%3D60";
  const renewed = await untilOther(`${url}${EMBED}?caching=s-maxage%3D1%2C+stale-while-revalidate%3D1`);
  return [
    check("a public page is kept", await isKept(`/en/campaigns/a?${kept}`), true),
    check("and renewed when its time is over", renewed, true),
    check("one with Set-Cookie is not kept", await isKept(`/en/campaigns/b?${kept}&cookie`), false),
    check(
      "a private one is not kept",
      await isKept("/en/campaigns/c?caching=private%2C+s-maxage%3D60"),
      false,
    ),
    check("without a time it is not kept", await isKept("/en/campaigns/d"), false),
    check("staff pages are not kept", await isKept(`/en/staff/campaigns?${kept}`), false),
    check("the API of one person is not kept", await isKept(`/api/v1/me?${kept}`), false),
    check("with Authorization nothing is", await isKept(`/en?${kept}`, { authorization: "Bearer a" }), false),
    check("nor for the router of Next", await isKept(`/en?${kept}`, { rsc: "1" }), false),
  ];
}

/** The second event is sent only after the first has arrived: a proxy that buffers would wait for ever. */
async function checkStream(url: string, echo: EchoServer): Promise<CheckResult> {
  const answer = await fetch(`${url}/api/staff/campaigns/a/live`, { signal: AbortSignal.timeout(10_000) });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read().catch(() => ({ value: "nothing" }));
  echo.continueStream();
  const second = await reader?.read().catch(() => ({ value: "nothing" }));
  const events = [first?.value, second?.value].join("").replaceAll("\n\n", " ").trim();
  return check("the stream of the dashboard is not buffered", events, "data: first data: second");
}

async function checkOutage({
  oneUrl,
  twoUrl,
  echo,
}: {
  oneUrl: string;
  twoUrl: string;
  echo: EchoServer;
}): Promise<CheckResult[]> {
  const page = `${oneUrl}${EMBED}?caching=s-maxage%3D1%2C+stale-if-error%3D600&outage`;
  const kept = await ask(page);
  echo.fail();
  const stale = await untilStale(page);
  const signed = [];
  for (let count = 0; count < 6; count++)
    signed.push((await fetch(twoUrl + SIGNATURES, { method: "POST" })).status);
  return [
    check("a kept page is served while the site is gone", stale.answered, kept.answered),
    check("a signature goes to the other web process", [...new Set(signed)].join(), "200"),
    check("what is not kept is refused", (await fetch(`${oneUrl}/en/staff`)).status, 502),
  ];
}

async function ask(url: string, headers: Record<string, string> = {}) {
  return echoed.parse(await (await fetch(url, { headers })).json());
}

async function untilOther(url: string): Promise<boolean> {
  const { answered } = await ask(url);
  for (let count = 0; count < POLLS; count++) {
    if ((await ask(url)).answered !== answered) return true;
    await pause(POLL_INTERVAL_MS);
  }
  return false;
}

async function untilStale(url: string) {
  for (let count = 0; count < POLLS; count++) {
    const answer = await fetch(url);
    const body = await answer.text();
    if (answer.status === 200 && answer.headers.get("x-cache") === "STALE")
      return echoed.parse(JSON.parse(body));
    await pause(POLL_INTERVAL_MS);
  }
  return { answered: "never" };
}

function check<T>(fact: string, found: T, expected: T): CheckResult {
  return { fact: `nginx: ${fact}`, found: String(found), holds: found === expected };
}
