import { readMeCookie } from "@/app/_http/me-cookie";
import { localeOfVisitor } from "@/app/_http/post-only";
import type { BodyKind, Fields } from "@/app/_http/read-body";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { openOwnPage } from "@/lib/me/open-page";
import { mePath } from "@/lib/paths";

/** The headers of answers about one person. */
export const PRIVATE_HEADERS = { "cache-control": "private, no-store", "referrer-policy": "no-referrer" };

const BEARER = /^Bearer +(\S{1,200})$/i;
const MAX_TOKEN_LENGTH = 200;

/** A request of a person about their own signatures. */
export type OwnRequest = {
  supporterId: string;
  emailKey: Uint8Array;
  emailCipher: Uint8Array;
  /** Whether it may change something. */
  acts: boolean;
  token: string;
  fields: Fields;
  kind: BodyKind;
  locale: Locale;
};

/**
 * Returns whose request this is, by the token of a mailed link: as a bearer token, or in the field `token` of a form. Refuses a
 * request without one, of a person who is gone, and with `acts`, one that may only be shown something: a form is sent to the page,
 * which offers a code.
 */
export async function requireOwn(
  request: Request,
  { acts }: { acts: boolean },
): Promise<OwnRequest | Response> {
  const read = await readOwn(request);
  if (read instanceof Response) return read;
  const { token, kind, locale } = read;
  if (!token)
    return kind === "form"
      ? seeOther(mePath(locale))
      : refusePublicRequest({ reason: "noToken", kind, locale });
  const page = await withDatabaseLimits(() =>
    openOwnPage(db(), { token, ticket: readMeCookie(request), now: new Date() }),
  );
  if (!page) return refusePublicRequest({ reason: "busy", kind, locale, backTo: mePath(locale, token) });
  if (page.outcome !== "open") {
    // The page says what has happened.
    if (kind === "form") return seeOther(mePath(locale, token));
    const reason = { invalid: "noToken", moved: "meMoved", erasing: "meErased", erased: "meErased" } as const;
    return refusePublicRequest({ reason: reason[page.outcome], kind, locale });
  }
  if (acts && !page.acts) {
    return kind === "form"
      ? seeOther(`${mePath(locale, token)}#prove`)
      : refusePublicRequest({ reason: "showsOnly", kind, locale });
  }
  return { ...page, ...read };
}

type Read = Pick<OwnRequest, "token" | "fields" | "kind" | "locale">;

/** A program may send a bearer token without a body. No page of another site can send one. */
async function readOwn(request: Request): Promise<Read | Response> {
  const [, bearer] = BEARER.exec(request.headers.get("authorization") ?? "") ?? [];
  const hasBody =
    request.headers.has("content-type") &&
    request.headers.get("content-length") !== "0" &&
    request.method !== "DELETE";
  if (!hasBody && (bearer || !/^(POST|PUT|PATCH)$/.test(request.method)))
    return { token: bearer ?? "", fields: {}, kind: "json", locale: localeOfVisitor(request) };
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { token } = post.fields;
  return { ...post, token: bearer ?? (typeof token === "string" ? token.slice(0, MAX_TOKEN_LENGTH) : "") };
}

/** Redirects a form to a page of ours. */
export function seeOther(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ ...PRIVATE_HEADERS, location });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Returns the address of the page after something was done there. */
export function donePath({ locale, token }: Pick<OwnRequest, "locale" | "token">, done: string): string {
  return `${mePath(locale, token)}?done=${done}#done`;
}
