import { z } from "zod";
import { countCode } from "@/app/_http/code-limit";
import { meCookies, readMeCookie } from "@/app/_http/me-cookie";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { clientAddress } from "@/app/_http/visitor";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { newId } from "@/lib/ids";
import { requestCode } from "@/lib/me/request-link";
import { tryMeCode } from "@/lib/me/try-code";
import { mePath } from "@/lib/paths";
import { codeInput } from "@/lib/signatures/sign-input";
import { donePath, PRIVATE_HEADERS, requireOwn, seeOther } from "./authority";

/**
 * Mails a code to the person of a link, for this browser only. The answer says nothing about limits. A person with a
 * forwarded mail can press this button, but only the owner of the address gets the code.
 */
export async function sendCode(request: Request): Promise<Response> {
  const own = await requireOwn(request, { acts: false });
  if (own instanceof Response) return own;
  const { supporterId, locale, token, kind } = own;
  const requestId = newId();
  const sent = await withDatabaseLimits(async () => {
    await requestCode(db(), { supporterId, requestId, locale });
    return { outcome: "asked" };
  });
  if (!sent) return refusePublicRequest({ reason: "busy", kind, locale, backTo: mePath(locale, token) });
  const cookies = meCookies({ supporterId, requestId, state: "asked", at: new Date() });
  if (kind === "form") return seeOther(`${mePath(locale, token)}#prove`, cookies);
  const answer = jsonResponse({ status: "code-sent" }, { status: 202, headers: PRIVATE_HEADERS });
  for (const cookie of cookies) answer.headers.append("set-cookie", cookie);
  return answer;
}

const typed = z.object({ code: codeInput });

/** Takes the code that was mailed for this browser: it may act for an hour. */
export async function enterCode(request: Request): Promise<Response> {
  const own = await requireOwn(request, { acts: false });
  if (own instanceof Response) return own;
  const { supporterId, locale, token, kind } = own;
  const input = typed.safeParse(own.fields);
  const ticket = readMeCookie(request);
  const refuse = (reason: "code" | "tooManyCodes") =>
    kind === "form"
      ? seeOther(`${mePath(locale, token)}?error=${reason}#prove`)
      : refusePublicRequest({ reason, kind, locale });
  if (!input.success || ticket?.supporterId !== supporterId) return refuse("code");
  const counted = await countCode(clientAddress(request.headers));
  if (!counted.isAllowed) return refuse("tooManyCodes");
  const tried = await withDatabaseLimits(() =>
    tryMeCode(db(), { code: input.data.code, ticket, now: new Date() }),
  );
  if (!tried) return refusePublicRequest({ reason: "busy", kind, locale, backTo: mePath(locale, token) });
  if (tried.outcome === "too-many") return refuse("tooManyCodes");
  if (tried.outcome === "wrong") return refuse("code");
  await counted.uncount();
  const cookies = meCookies({ ...ticket, state: "proved", at: new Date() });
  if (kind === "form") return seeOther(donePath(own, "proved"), cookies);
  const answer = jsonResponse({ status: "proved" }, { headers: PRIVATE_HEADERS });
  for (const cookie of cookies) answer.headers.append("set-cookie", cookie);
  return answer;
}
