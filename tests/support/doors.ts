import { readFileSync } from "node:fs";
import { inject } from "vitest";
import { z } from "zod";
import type { Door } from "./architecture/doors";
import { ARTICLE, CAMPAIGN } from "./signing";

/** What came of a request: it was let in, asked to sign in (again), or told that there is no such thing. */
export type Reception = "let in" | "asked to sign in" | "asked to sign in again" | "nothing here";

type Visitor = { headers: Record<string, string>; fields: Record<string, string> };

const NOBODYS_ID = "01900000-0000-7000-8000-000000000000";

/** Comes to a door as a browser would: by its address, or by the id under which an action was built. */
export async function comeTo(door: Door, visitor: Visitor): Promise<Reception> {
  const answer = door.kind === "action" ? await callAction(door, visitor) : await visit(door, visitor);
  const reception = await receptionOf(answer);
  await answer.body?.cancel().catch(() => {});
  return reception;
}

function visit({ path, name, kind }: Door, { headers, fields }: Visitor): Promise<Response> {
  const method = kind === "page" ? "GET" : name;
  const hasBody = method !== "GET" && method !== "HEAD";
  return fetch(addressOf(path), {
    method,
    headers,
    redirect: "manual",
    ...(hasBody && { body: new URLSearchParams(fields) }),
  });
}

/** Where a file of `app/` answers. Names of things that are not in the sample newsroom are nobody's. */
function addressOf(path: string): string {
  const noun = path.includes("/campaigns/") ? CAMPAIGN : path.includes("/articles/") ? ARTICLE : NOBODYS_ID;
  const segments = path
    .split("/")
    .slice(1, -1)
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) => {
      if (segment === "[locale]") return "en";
      if (segment === "[slug]") return noun;
      return segment.startsWith("[") ? NOBODYS_ID : segment;
    });
  return `${inject("appUrl")}/${segments.join("/")}`;
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
function builtAction({ path, name }: Door) {
  const { node } = manifest.parse(
    JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")),
  );
  const built = Object.entries(node).find(
    ([, { filename, exportedName }]) => filename === path && exportedName === name,
  );
  const page = Object.keys(built?.[1].workers ?? {})[0];
  if (!built || !page) throw new Error(`${path}: ${name} is in no page of the build`);
  return { id: built[0], page: addressOf(`${page}.tsx`) };
}

/** Calls an action by the protocol of React's forms: its arguments as JSON, in which a form is a reference. */
function callAction(door: Door, { headers, fields }: Visitor): Promise<Response> {
  const { id, page } = builtAction(door);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(`1_${name}`, value);
  const given = { form: "$K1", earlier: { outcome: "idle" }, locale: "en", fields };
  body.append("0", JSON.stringify(door.takes.map((kind) => given[kind])));
  return fetch(page, {
    method: "POST",
    headers: { ...headers, origin: inject("appUrl"), "next-action": id },
    body,
    redirect: "manual",
  });
}

async function receptionOf(answer: Response): Promise<Reception> {
  if (answer.headers.has("x-nextjs-action-not-found")) throw new Error("the build does not know this action");
  const told = answer.headers.get("x-action-redirect")?.split(";")[0] ?? answer.headers.get("location");
  const { pathname } = new URL(told ?? "/", inject("appUrl"));
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
