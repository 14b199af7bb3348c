import type { IncomingMessage, ServerResponse } from "node:http";
import { localeOfVisitor } from "@/app/_http/post-only";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { textResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { ERROR_PAGE_TEXTS } from "@/lib/i18n/error-page-texts";
import { isLocale } from "@/lib/i18n/locales";
import { getSetting } from "@/lib/settings/get-setting";
import { FRAME_HEADERS, PUBLIC_HEADERS } from "../public-headers.mjs";
import { sendResponse } from "./send-response";

const HEADERS = Object.entries({ ...PUBLIC_HEADERS, ...FRAME_HEADERS });
const READING_METHODS = ["GET", "HEAD", "OPTIONS"];
/** Signing refuses by itself, with what was typed. Owners sign in, turn switches off and sign out. */
const EXCEPT =
  /^\/api\/(v1\/campaigns\/[^/]+\/signatures|staff\/(settings\/switches|sign-in-links(\/again)?|sessions(\/end)?))$/;
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** Whether a request could change something. */
export function isWrite({ method = "" }: IncomingMessage): boolean {
  return !READING_METHODS.includes(method);
}

/** Refuses a request that could change something, if the site is read-only. Returns whether it did. */
export async function refuseWrite(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { url = "", headers } = request;
  const path = url.split("?", 1)[0] ?? "";
  if (EXCEPT.test(path)) return false;
  if (!(await getSetting(db(), "read-only")).on) return false;
  const known = Object.entries(headers).filter(
    (header): header is [string, string] => typeof header[1] === "string",
  );
  const asked = new Request("http://localhost", { headers: known });
  // The body is not read, and the next request of the connection would be in the middle of it.
  response.setHeader("connection", "close");
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  await sendResponse(await refusal(asked, path), { request: asked, outgoing: response });
  return true;
}

async function refusal(asked: Request, path: string): Promise<Response> {
  const language = path.split("/")[1] ?? "";
  const locale = isLocale(language) ? language : localeOfVisitor(asked);
  // Next makes a text of exactly this type the message of the error, by which the error page knows it.
  if (asked.headers.has("next-action"))
    return textResponse(ERROR_PAGE_TEXTS[locale].readOnly, {
      status: 503,
      headers: {
        "content-type": "text/plain",
        "cache-control": "no-store",
        "retry-after": "60",
      },
    });
  const kind = FORM.test(asked.headers.get("content-type") ?? "") ? "form" : "json";
  return refusePublicRequest({ reason: "readOnly", kind, locale, backTo: `/${locale}` });
}
