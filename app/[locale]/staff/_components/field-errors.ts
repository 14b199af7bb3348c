import { getTranslations } from "next-intl/server";
import type { ZodError } from "zod";
import type { Locale } from "@/lib/i18n/locales";

const KNOWN = [
  "missing",
  "tooLong",
  "slugInvalid",
  "slugTaken",
  "timeInvalid",
  "goalInvalid",
  "isAddress",
] as const;

/** Returns the translated error messages of a form, by field. */
export async function fieldErrors({
  error,
  locale,
}: {
  error: ZodError;
  locale: Locale;
}): Promise<Record<string, string[]>> {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.errors" });
  const errors: Record<string, string[]> = {};
  for (const { path, message } of error.issues) {
    const key = KNOWN.find((known) => known === message) ?? "missing";
    const name = String(path[0] ?? "");
    errors[name] = [...(errors[name] ?? []), t(key)];
  }
  return errors;
}
