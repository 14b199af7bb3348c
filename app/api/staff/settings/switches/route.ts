import { z } from "zod";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { LOCALES, localeOrDefault } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { EMERGENCY_SWITCHES, turnSwitch } from "@/lib/settings/emergency-switches";
import { readOwnForm } from "../../_form";
import { seeOther } from "../../_responses";

const MAX_TEXT_LENGTH = 500;

const switchForm = z.object({
  switch: z.enum(EMERGENCY_SWITCHES),
  turn: z.enum(["on", "off"]),
  confirmed: z.literal("yes").optional(),
});

/**
 * Turns an emergency switch on, after it was confirmed, or off. A route and no Server Action: it has an address of its own, which
 * stays open while the site is read-only.
 */
export async function POST(request: Request) {
  const fields = await readOwnForm(request);
  if (fields instanceof Response) return fields;
  const locale = localeOrDefault(fields.locale);
  const { id: actorId } = await requireStaff({ locale, permission: "settings.manage" });
  const asked = switchForm.safeParse(fields);
  const page = staffAreaPath(locale, "settings");
  if (!asked.success) return seeOther(page);
  const { switch: key, turn, confirmed } = asked.data;
  if (turn === "on" && !confirmed) return seeOther(`${page}?unconfirmed=${key}#${key}`);
  const { outcome } = await turnSwitch(db(), {
    key,
    on: turn === "on",
    text: textOf(fields),
    actorId,
    now: new Date(),
  });
  return seeOther(outcome === "saved" ? `${page}?${turn}=${key}#${key}` : `${page}#${key}`);
}

/** The fields `text.en`, `text.es` …, without empty ones. */
function textOf(fields: Record<string, unknown>) {
  const texts = LOCALES.flatMap((locale) => {
    const text = String(fields[`text.${locale}`] ?? "").trim();
    return text ? [[locale, text.slice(0, MAX_TEXT_LENGTH)]] : [];
  });
  return Object.fromEntries(texts);
}
