import { foreignLinkContent, mailChoicesContent } from "@/app/_components/mail-choices";
import { plainPage } from "@/app/_http/plain-page";
import { preferredLocale } from "@/app/_http/preferred-locale";
import { readBody } from "@/app/_http/read-body";
import { bodyReason, refuse } from "@/app/_http/refuse";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isLocale } from "@/lib/i18n/locales";
import {
  getMailChoices,
  type MailChoice,
  mailChoiceInput,
  resumeMail,
  stopAllMail,
  unsubscribe,
} from "@/lib/supporters/mail-choices";
import { readMailChoicesToken } from "@/lib/supporters/mail-choices-token";

const LONGEST_TOKEN = 200;

const CHOOSE: Record<MailChoice, typeof unsubscribe> = {
  reminders: unsubscribe,
  never: stopAllMail,
  resume: resumeMail,
};

type Context = RouteContext<"/api/v1/unsubscribe/[token]">;

/**
 * Does what a person chose of our mails: by the buttons of their page, or by the one click of their mail programme
 * (RFC 8058), which comes from anywhere, without cookies, and follows no redirect. Idempotent; the token is all it takes.
 */
export async function POST(request: Request, { params }: Context) {
  const { token } = await params;
  const body = await readBody(request);
  const { kind } = body;
  if (!body.ok) return refuse({ reason: bodyReason(body.status), kind, locale: preferredLocale(request) });
  const asked = String(body.fields.locale ?? "");
  const locale = isLocale(asked) ? asked : preferredLocale(request);
  const emailKey = readMailChoicesToken(token);
  if (!emailKey) return plainPage({ locale, status: 404, ...(await foreignLinkContent(locale)) });
  const input = mailChoiceInput.safeParse(body.fields);
  if (!input.success) return refuse({ reason: "invalid", kind, locale });

  const choices = await withDatabaseLimits(() => choose(emailKey, input.data.choice));
  if (!choices) return refuse({ reason: "busy", kind, locale, backTo: `/${locale}/mail/${token}` });
  return plainPage({ locale, status: 200, ...(await mailChoicesContent({ locale, token, choices })) });
}

async function choose(emailKey: Uint8Array, choice: MailChoice) {
  await CHOOSE[choice](db(), emailKey);
  return getMailChoices(db(), emailKey);
}

/** Leads people who open the address of the one-click POST to the page that has buttons. */
export async function GET(request: Request, { params }: Context) {
  const { token } = await params;
  const page = `/${preferredLocale(request)}/mail/${encodeURIComponent(token.slice(0, LONGEST_TOKEN))}`;
  return new Response(null, { status: 303, headers: { location: page, "cache-control": "no-store" } });
}
