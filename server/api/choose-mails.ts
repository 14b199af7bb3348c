import { invalidLinkContent, mailChoicesContent } from "@/app/_components/mail-choices";
import { plainPage } from "@/app/_http/plain-page";
import { localeFromFields, preferredLocale } from "@/app/_http/preferred-locale";
import { readBody } from "@/app/_http/read-body";
import { bodyReason, refusePublicRequest } from "@/app/_http/refuse-public-request";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { mailChoicesPath } from "@/lib/paths";
import {
  getMailChoices,
  type MailChoice,
  mailChoiceInput,
  resumeMail,
  stopAllMail,
  unsubscribe,
} from "@/lib/supporters/mail-choices";
import { readMailChoicesToken } from "@/lib/supporters/mail-choices-token";

const MAX_TOKEN_LENGTH = 200;

const CHOOSE: Record<MailChoice, typeof unsubscribe> = {
  reminders: unsubscribe,
  never: stopAllMail,
  resume: resumeMail,
};

/**
 * Saves which mails an address wants: from the buttons of its page, or from the one-click unsubscribe of a mail program
 * (RFC 8058), which sends no cookies and follows no redirect. Idempotent. The token is the only authorisation.
 */
export async function chooseMails(request: Request, { token }: { token: string }): Promise<Response> {
  const body = await readBody(request);
  const { kind } = body;
  if (!body.ok)
    return refusePublicRequest({ reason: bodyReason(body.status), kind, locale: preferredLocale(request) });
  const locale = localeFromFields(body.fields, request);
  const emailKey = readMailChoicesToken(token);
  if (!emailKey) return plainPage({ locale, status: 404, ...invalidLinkContent(locale) });
  const input = mailChoiceInput.safeParse(body.fields);
  if (!input.success) return refusePublicRequest({ reason: "invalid", kind, locale });

  const choices = await withDatabaseLimits(() => choose(emailKey, input.data.choice));
  if (!choices)
    return refusePublicRequest({
      reason: "busy",
      kind,
      locale,
      retry: {
        method: "post",
        action: `/api/v1/unsubscribe/${encodeURIComponent(token)}`,
        fields: body.fields,
      },
    });
  return plainPage({ locale, status: 200, ...mailChoicesContent({ locale, token, choices }) });
}

async function choose(emailKey: Uint8Array, choice: MailChoice) {
  await CHOOSE[choice](db(), emailKey);
  return getMailChoices(db(), emailKey);
}

/** Redirects people who open the one-click address in a browser to the page with the choices. */
export function redirectToMailChoices(request: Request, { token }: { token: string }) {
  const page = mailChoicesPath(preferredLocale(request), token.slice(0, MAX_TOKEN_LENGTH));
  return new Response(null, { status: 303, headers: { location: page, "cache-control": "no-store" } });
}
