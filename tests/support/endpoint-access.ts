import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { articles, campaigns, shareLinks, signatures } from "@/db/schema";
import { appDatabase } from "./app-database";
import type { StaffEndpoint } from "./architecture/endpoints";
import { ARTICLE, CAMPAIGN } from "./public-api";
import { stack } from "./stack";

/** How an endpoint answers a request: it allows access, asks the visitor to sign in (again), or answers 404. */
export type Access = "allowed" | "must sign in" | "must sign in again" | "not found";

type Client = { headers: Record<string, string>; fields: Record<string, string> };

const UNKNOWN_ID = "01900000-0000-7000-8000-000000000000";

/** Requests an endpoint as a browser does: a page or route by its URL, an action by its id in the build. */
export async function requestEndpoint(endpoint: StaffEndpoint, client: Client): Promise<Access> {
  const answer =
    endpoint.kind === "action" ? await callAction(endpoint, client) : await requestPath(endpoint, client);
  const access = await accessOf(answer);
  await answer.body?.cancel().catch(() => {});
  return access;
}

async function requestPath(
  { path, name, kind }: StaffEndpoint,
  { headers, fields }: Client,
): Promise<Response> {
  const method = kind === "page" ? "GET" : name;
  const hasBody = method !== "GET" && method !== "HEAD";
  return fetch(await urlOf(path), {
    method,
    headers,
    redirect: "manual",
    ...(hasBody && { body: new URLSearchParams(fields) }),
  });
}

/** Returns the URL of a file of `app/`. Its parameters name rows of the sample newsroom; other ids are unknown. */
export async function urlOf(path: string): Promise<string> {
  const parameters = await sampleParameters();
  const noun = path.includes("/articles/") ? ARTICLE : CAMPAIGN;
  const segments = path
    .split("/")
    .slice(1, -1)
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) => {
      if (segment === "[slug]") return noun;
      return segment.startsWith("[") ? (parameters.get(segment) ?? UNKNOWN_ID) : segment;
    });
  return `${stack().appUrl}/${segments.join("/")}`;
}

let samples: Promise<Map<string, string>> | undefined;

/** Values of path parameters that exist in the sample newsroom. */
function sampleParameters() {
  samples ??= (async () => {
    const db = appDatabase();
    const [article] = await db.select({ id: articles.id }).from(articles).where(eq(articles.slug, ARTICLE));
    const [signature] = await db
      .select({ id: signatures.id })
      .from(signatures)
      .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
      .where(eq(campaigns.slug, CAMPAIGN))
      // The oldest is one of the sample newsroom; other tests delete theirs.
      .orderBy(signatures.id)
      .limit(1);
    const [link] = await db
      .select({ code: shareLinks.code })
      .from(shareLinks)
      .innerJoin(campaigns, eq(campaigns.id, shareLinks.campaignId))
      .where(eq(campaigns.slug, CAMPAIGN))
      .orderBy(shareLinks.id)
      .limit(1);
    if (!article || !signature || !link) throw new Error("the sample newsroom is missing");
    return new Map([
      ["[locale]", "en"],
      ["[article]", article.id],
      ["[id]", signature.id],
      ["[code]", link.code],
    ]);
  })();
  return samples;
}

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      exportedName: z.string(),
      workers: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** Returns an action's id in the build and a page that can call it. */
async function builtAction({ path, name }: StaffEndpoint) {
  const { node } = manifest.parse(
    JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")),
  );
  const built = Object.entries(node).find(
    ([, { filename, exportedName }]) => filename === path && exportedName === name,
  );
  const page = Object.keys(built?.[1].workers ?? {})[0];
  if (!built || !page) throw new Error(`${path}: ${name} is on no page of the build`);
  return { id: built[0], page: await urlOf(`${page}.tsx`) };
}

/** Calls an action by the protocol of React's forms: its arguments as JSON, with a reference in place of a form. */
async function callAction(endpoint: StaffEndpoint, { headers, fields }: Client): Promise<Response> {
  const { id, page } = await builtAction(endpoint);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(`1_${name}`, value);
  const values = { form: "$K1", previousResult: { outcome: "idle" }, locale: "en", fields };
  body.append("0", JSON.stringify(endpoint.parameters.map((kind) => values[kind])));
  return fetch(page, {
    method: "POST",
    headers: { ...headers, origin: stack().appUrl, "next-action": id },
    body,
    redirect: "manual",
  });
}

async function accessOf(answer: Response): Promise<Access> {
  if (answer.headers.has("x-nextjs-action-not-found")) throw new Error("the build has no such action");
  const location = answer.headers.get("x-action-redirect")?.split(";")[0] ?? answer.headers.get("location");
  const { pathname } = new URL(location ?? "/", stack().appUrl);
  if (pathname.endsWith("/staff/sign-in/again")) return "must sign in again";
  if (location && /^\/\w\w\/staff$/.test(pathname)) return "must sign in";
  if (answer.status === 401 || answer.status === 403) return "must sign in";
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  const text = isPage || answer.status === 404 ? await answer.text() : "";
  if (isPage && text.includes('action="/api/staff/sign-in-links"')) return "must sign in";
  // A route handler's own 404 has a JSON body; the guard's notFound() has none.
  const isOwnAnswer = answer.headers.get("content-type")?.includes("json") ?? false;
  return answer.status === 404 && !isOwnAnswer ? "not found" : "allowed";
}
