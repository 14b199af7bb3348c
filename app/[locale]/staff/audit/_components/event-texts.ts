import { getTranslations } from "next-intl/server";
import { type AuditAction, isAuditAction } from "@/lib/audit/actions";
import type { Locale } from "@/lib/i18n/locales";

type DescribedEvent = { action: string; subject: string; details: Record<string, string> | null };

/** Returns a function that describes an event. Unknown actions, from a newer version, are shown as stored. */
export async function eventDescriptions(locale: Locale, nameOf: (id: string) => string | undefined) {
  const t = await getTranslations({ locale, namespace: "staff.audit" });
  const subjectName = subjectNames(nameOf, t("somebody"));
  return ({ action, subject, details }: DescribedEvent): string => {
    if (!isAuditAction(action)) return `${action}: ${subjectName(subject)}`;
    const key: `actions.${AuditAction}` = `actions.${action}`;
    return t(key, { ...details, person: subjectName(subject), subject: subjectName(subject) });
  };
}

/** Returns a function that names a subject: a member of staff by name, anything else by its slug or id. */
export function subjectNames(nameOf: (id: string) => string | undefined, unknown: string) {
  return (subject: string): string => {
    const [kind = "", ...rest] = subject.split(":");
    const name = rest.join(":");
    if (kind === "staff") return nameOf(name) ?? unknown;
    return name || kind;
  };
}

/** Returns a function that names the kinds of subject, for the filter. */
export async function kindNames(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.audit.kinds" });
  return (kind: string): string => (isKnown(kind) ? t(kind) : kind);
}

const KNOWN = [
  "staff",
  "campaign",
  "article",
  "image",
  "signature",
  "comment",
  "export",
  "import",
  "setting",
  "legal",
  "wording",
  "retention",
  "request",
  "person",
] as const;
const isKnown = (kind: string): kind is (typeof KNOWN)[number] => KNOWN.some((known) => known === kind);
