import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { traceStatements } from "@/lib/database-statements";
import { nameJobs } from "@/lib/jobs/name-jobs";
import { startTracing } from "@/lib/start-tracing";
import { currentTraceId } from "@/lib/trace";
import { answerHere } from "@/server/answer-here";
import { traceRequest } from "@/server/trace-request";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

const { db, drop } = await aDatabase();
const { slug } = await aCampaign(db);
const SECRET = "suzie.secret@example.org";

const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.unknown() })) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A small receiver of OTLP over HTTP. */
const bodies: string[] = [];
const paths: (string | undefined)[] = [];
const receiver = createServer(async (request, response) => {
  paths.push(request.url);
  bodies.push(await text(request));
  response.writeHead(200, { "content-type": "application/json" }).end("{}");
});
const site = createServer((request, response) =>
  traceRequest(request, response, () => void answerHere(request, response)),
);

async function listen(server: typeof site) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

let origin = "";
let tracing: Awaited<ReturnType<typeof startTracing>> = null;
beforeAll(async () => {
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = await listen(receiver);
  process.env.OTEL_RESOURCE_ATTRIBUTES = "deployment.environment.name=test";
  origin = await listen(site);
  tracing = await startTracing("web");
  traceStatements();
});
afterAll(async () => {
  for (const server of [receiver, site]) server.close();
  await drop();
});

test("requests, groups, jobs and their statements are traced by name, without addresses, parameters or personal data", async () => {
  const signed = await fetch(`${origin}/api/v1/campaigns/${slug}/signatures?token=${SECRET}`, {
    method: "POST",
    body: JSON.stringify({ name: "Suzie Secret", email: SECRET }),
    headers: { "content-type": "application/json", traceparent: `00-${"1".repeat(32)}-${"2".repeat(16)}-01` },
  });
  expect(signed.status).toBe(202);
  expect((await fetch(`${origin}/api/v1/campaigns/${slug}?token=${SECRET}`)).status).toBe(200);
  let traceOfJob: string | undefined;
  const { "fold-tallies": job } = nameJobs({
    "fold-tallies": async () => {
      traceOfJob = currentTraceId();
      await db.execute("select 1 from campaigns");
    },
  });
  if (!job) throw new Error("the job is missing");
  await Reflect.apply(job, undefined, [{}, { job: { id: "7" } }]);
  await tracing?.stop();

  expect(paths.length).toBeGreaterThan(0);
  expect(new Set(paths)).toEqual(new Set(["/v1/traces"]));
  const sent = bodies.map((body) => exported.parse(JSON.parse(body)));
  const spans = sent.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const named = (name: string | RegExp) =>
    spans.filter((span) => (typeof name === "string" ? span.name === name : name.test(span.name)));
  const childrenOf = (name: string) => {
    const parents = named(name).map(({ spanId }) => spanId);
    return spans.filter(({ parentSpanId }) => parents.includes(parentSpanId ?? "")).map((span) => span.name);
  };
  expect(named("POST /api/v1/campaigns/:slug/signatures")).toHaveLength(1);
  expect(childrenOf("GET /api/v1/campaigns/:slug")).toContain("select campaign_counts");
  expect(named(/^group sign/)).toHaveLength(1);
  expect(childrenOf(named(/^group sign/)[0]?.name ?? "").length).toBeGreaterThan(0);
  expect(named("job fold-tallies")).toMatchObject([{ traceId: traceOfJob }]);
  expect(childrenOf("job fold-tallies")).toEqual(["select campaigns"]);
  const all = bodies.join("\n");
  expect(all).toContain("groundswell-web");
  expect(all).toContain("deployment.environment.name");
  for (const secret of [SECRET, "Suzie", slug, "?token", "1".repeat(32)])
    expect(all, secret).not.toContain(secret);
});
