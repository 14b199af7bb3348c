import { z } from "zod";
import { networkLimit } from "@/app/_http/network-limit";
import { redirectToFormPage } from "@/app/_http/post-only";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { clientAddress } from "@/app/_http/visitor";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { getPublicMessages } from "@/lib/i18n/translator";
import { recordLinkRequest } from "@/lib/me/request-link";
import { mePath } from "@/lib/paths";
import { mailboxInput } from "@/lib/signatures/sign-input";
import { PRIVATE_HEADERS, seeOther } from "./authority";

const isWithinLimit = networkLimit({ name: "me-links", perMinute: 30, allPerMinute: 1_500 });

const linkInput = z.object({ email: mailboxInput("emailMissing") });

/**
 * Takes a request for a link to one's own signatures. The answer is the same for every address, and its time, too: the worker looks
 * whether anything was signed with it.
 */
export async function askForLink(request: Request): Promise<Response> {
  const post = await readPost(request);
  if (post instanceof Response) return post;
  const { kind, locale, fields } = post;
  const backTo = mePath(locale);
  if (!(await isWithinLimit(clientAddress(request.headers))))
    return refusePublicRequest({ reason: "tooManyLinks", kind, locale, backTo });
  const input = linkInput.safeParse(fields);
  if (!input.success) {
    const { errors: texts } = getPublicMessages(locale).sign;
    const isMissing = input.error.issues.some(({ message }) => message === "emailMissing");
    const errors = { email: [isMissing ? texts.emailMissing : texts.emailInvalid] };
    return kind === "form"
      ? seeOther(`${backTo}?error=${isMissing ? "missing" : "invalid"}`)
      : refusePublicRequest({ reason: "invalid", kind, locale, errors });
  }
  const { email } = input.data;
  const recorded = await withDatabaseLimits(async () => {
    await recordLinkRequest(db(), { email, locale, now: new Date() });
    return { outcome: "recorded" };
  });
  if (!recorded) return refusePublicRequest({ reason: "busy", kind, locale, backTo });
  return kind === "form"
    ? seeOther(`${backTo}?sent`)
    : jsonResponse({ status: "link-sent" }, { status: 202, headers: PRIVATE_HEADERS });
}

/** Redirects browsers to the page with the form. */
export function redirectToLinkForm(request: Request) {
  return redirectToFormPage(request, (locale) => mePath(locale));
}
