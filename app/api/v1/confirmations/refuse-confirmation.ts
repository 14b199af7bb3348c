import { getTranslations } from "next-intl/server";
import type { Post } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import type { Locale } from "@/lib/i18n/locales";
import { confirmPath } from "@/lib/paths";
import { askForCode } from "./code-page";

/** The headers of responses whose address or body holds a secret. */
export const SECRET_HEADERS = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

const MAX_TOKEN_LENGTH = 200;

/** Refuses a confirmation: with a problem document for JSON, with the code page or the page of the link for forms. */
export function refuseConfirmation(
  outcome: "expired" | "unknown" | "wrong-code",
  { kind, locale, fields }: Post,
): Promise<Response> | Response {
  const reason = outcome === "expired" ? "expired" : "code";
  const token = typeof fields.token === "string" ? fields.token : null;
  if (kind === "json")
    return refusePublicRequest({
      reason: token !== null && outcome === "unknown" ? "invalidLink" : reason,
      kind,
      locale,
    });
  if (token === null) return askForCode({ fields, kind, locale }, reason);
  // The page of the link says what to do next.
  const page = confirmPath(locale, token.slice(0, MAX_TOKEN_LENGTH));
  return new Response(null, { status: 303, headers: { location: page, ...SECRET_HEADERS } });
}

/** Refuses a code from a browser without a cookie for its pending signatures: no code can work there. The button in the mail always does. */
export async function refuseUnknownBrowser(locale: Locale): Promise<Response> {
  const t = await getTranslations({ locale, namespace: "problem" });
  return refusePublicRequest({
    reason: "code",
    kind: "json",
    locale,
    errors: { code: [t("codeElsewhere")] },
  });
}
