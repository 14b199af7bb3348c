import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import { answerHere } from "@/server/answer-here";
import { measureRequest } from "@/server/measure-request";
import { createPageCache } from "@/server/page-cache/page-cache";
import { refuseUnavailable } from "@/server/page-cache/refuse";
import { startWatching } from "@/server/start-watching";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

const TOKEN = "metrics-token-of-a-test";
process.env.METRICS_TOKEN = TOKEN;
const { db, owner, drop } = await aDatabase();
const { slug } = await aCampaign(db);
const watching = await startWatching();

const pages = createPageCache({ handler: answerHere, refuse: refuseUnavailable });
const server = createServer(async (request, response) => {
  measureRequest(request, response);
  if (!(await pages.serve(request, response))) await answerHere(request, response);
});
let origin = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(async () => {
  server.close();
  await watching.stop();
  await drop();
});

async function scrape(): Promise<string> {
  const answer = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** The sum of all samples of a metric whose labels contain a text. */
function total(text: string, name: string, labels = ""): number {
  const samples = text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return samples
    .filter((line) => line.includes(labels))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
}

test("each family is exported, and moves with what it measures", async () => {
  const sign = { name: "Suzie Signer", email: "suzie@example.org" };
  const post = (path: string, fields: object) =>
    fetch(origin + path, {
      method: "POST",
      body: JSON.stringify(fields),
      headers: { "content-type": "application/json" },
    });
  const before = await scrape();
  expect((await post(`/api/v1/campaigns/${slug}/signatures`, sign)).status).toBe(202);
  await post("/api/v1/confirmations", { token: "nonsense" });
  await fetch(`${origin}/api/v1/campaigns/${slug}/count`);
  await db
    .insert(outboxMessages)
    .values({ id: newId(), topic: "later", subjectId: newId(), payload: {}, priority: 9 });
  await owner.execute("select graphile_worker.add_job('a-task')");
  await expect.poll(async () => total(await scrape(), "jobs", 'task="a-task",state="waiting"')).toBe(1);
  const after = await scrape();
  const moves: [name: string, labels?: string][] = [
    ["http_request_duration_seconds_count", "/api/v1/campaigns/:slug/signatures"],
    ["http_request_duration_seconds_count", "/api/v1/confirmations"],
    ["write_group_size_count"],
    ["write_group_size_sum"],
    ["write_group_duration_seconds_count"],
    ["page_cache_answers_total"],
    ["db_statement_duration_seconds_count"],
    ["outbox_waiting"],
    ["jobs"],
  ];
  for (const [name, labels] of moves)
    expect(total(after, name, labels), `${name} ${labels}`).toBeGreaterThan(total(before, name, labels));
  const exist = [
    "db_statements_running",
    "db_connections_limit",
    "outbox_oldest_seconds",
    "outbox_held_batches",
  ];
  for (const name of [
    ...exist,
    "jobs_late_seconds",
    "nodejs_eventloop_lag_p99_seconds",
    "requests_shed_total",
  ])
    expect(after, name).toMatch(new RegExp(`^# TYPE ${name} `, "m"));
  expect(after).not.toContain("suzie");
});

const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});

test("every metric that the dashboard queries is exported", async () => {
  const { panels } = dashboard.parse(JSON.parse(readFileSync("deploy/grafana/groundswell.json", "utf8")));
  const queried = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr)));
  expect(new Set(queried).size).toBeGreaterThan(12);
  const exported = new Set([...(await scrape()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const family = (name: string) => (exported.has(name) ? name : name.replace(/_(bucket|count|sum)$/, ""));
  expect([...new Set(queried)].filter((name) => !exported.has(family(name)))).toEqual([]);
});

/** The names in a query that are not functions, keywords or labels. */
function metricsIn(expr: string): string[] {
  const withoutLabels = expr
    .replace(/\{[^}]*\}/g, "")
    .replace(/\bby \([^)]*\)/g, "")
    .replace(/\[[^\]]*\]/g, "");
  return [...withoutLabels.matchAll(/\b[a-z][a-z0-9_]{2,}\b(?!\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => name !== "by");
}
