import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { articles, campaigns, signatures } from "@/db/schema";
import { appDatabase } from "./app-database";
import type { StaffEndpoint } from "./architecture/doors";
import { ARTICLE, CAMPAIGN } from "./signing";
import { stack } from "./stack";

/** What came of a request: it was let in, asked to sign in (again), or told that there is no such thing. */
export type Access = "let in" | "asked to sign in" | "asked to sign in again" | "nothing here";

type Visitor = { headers: Record<string, string>; fields: Record<string, string> };

const UNKNOWN_ID = "01900000-0000-7000-8000-000000000000";

/** Comes to a door as a browser would: by its address, or by the id under which an action was built. */
export async function requestEndpoint(door: StaffEndpoint, visitor: Visitor): Promise<Access> {
  const answer = door.kind === "action" ? await callAction(door, visitor) : await visit(door, visitor);
  const reception = await accessOf(answer);
  await answer.body?.cancel().catch(() => {});
  return reception;
}

async function visit({ path, name, kind }: StaffEndpoint, { headers, fields }: Visitor): Promise<Response> {
  const method = kind === "page" ? "GET" : name;
  const hasBody = method !== "GET" && method !== "HEAD";
  return fetch(await urlOf(path), {
    method,
    headers,
    redirect: "manual",
    ...(hasBody && { body: new URLSearchParams(fields) }),
  });
}

/** Where a file of `app/` answers. What its address names is in the sample newsroom where it can be, else nobody's. */
async function urlOf(path: string): Promise<string> {
  const named = await sampleNames();
  const noun = path.includes("/articles/") ? ARTICLE : CAMPAIGN;
  const segments = path
    .split("/")
    .slice(1, -1)
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) => {
      if (segment === "[slug]") return noun;
      return segment.startsWith("[") ? (named.get(segment) ?? UNKNOWN_ID) : segment;
    });
  return `${stack().appUrl}/${segments.join("/")}`;
}

let names: Promise<Map<string, string>> | undefined;

/** What stands in an address for a thing of the sample newsroom. */
function sampleNames() {
  names ??= (async () => {
    const db = appDatabase();
    const [article] = await db.select({ id: articles.id }).from(articles).where(eq(articles.slug, ARTICLE));
    const [signature] = await db
      .select({ id: signatures.id })
      .from(signatures)
      .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
      .where(eq(campaigns.slug, CAMPAIGN))
      .limit(1);
    if (!article || !signature) throw new Error("the sample newsroom is not there");
    return new Map([
      ["[locale]", "en"],
      ["[article]", article.id],
      ["[id]", signature.id],
    ]);
  })();
  return names;
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

/** An action's id in the build, and a page that can call it. */
async function builtAction({ path, name }: StaffEndpoint) {
  const { node } = manifest.parse(
    JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")),
  );
  const built = Object.entries(node).find(
    ([, { filename, exportedName }]) => filename === path && exportedName === name,
  );
  const page = Object.keys(built?.[1].workers ?? {})[0];
  if (!built || !page) throw new Error(`${path}: ${name} is in no page of the build`);
  return { id: built[0], page: await urlOf(`${page}.tsx`) };
}

/** Calls an action by the protocol of React's forms: its arguments as JSON, in which a form is a reference. */
async function callAction(door: StaffEndpoint, { headers, fields }: Visitor): Promise<Response> {
  const { id, page } = await builtAction(door);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(`1_${name}`, value);
  const given = { form: "$K1", earlier: { outcome: "idle" }, locale: "en", fields };
  body.append("0", JSON.stringify(door.parameters.map((kind) => given[kind])));
  return fetch(page, {
    method: "POST",
    headers: { ...headers, origin: stack().appUrl, "next-action": id },
    body,
    redirect: "manual",
  });
}

async function accessOf(answer: Response): Promise<Access> {
  if (answer.headers.has("x-nextjs-action-not-found")) throw new Error("the build does not know this action");
  const told = answer.headers.get("x-action-redirect")?.split(";")[0] ?? answer.headers.get("location");
  const { pathname } = new URL(told ?? "/", stack().appUrl);
  if (pathname.endsWith("/staff/sign-in/again")) return "asked to sign in again";
  if (told && /^\/\w\w\/staff$/.test(pathname)) return "asked to sign in";
  if (answer.status === 401 || answer.status === 403) return "asked to sign in";
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  const text = isPage || answer.status === 404 ? await answer.text() : "";
  if (isPage && text.includes('action="/api/staff/sign-in-links"')) return "asked to sign in";
  // A route's own "no such thing" says so in words; Next's notFound() is an empty answer there.
  const isOwnAnswer = answer.headers.get("content-type")?.includes("json") ?? false;
  return answer.status === 404 && !isOwnAnswer ? "nothing here" : "let in";
}
