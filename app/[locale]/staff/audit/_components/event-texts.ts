import { getTranslations } from "next-intl/server";
import { type AuditAction, isAuditAction } from "@/lib/audit/actions";
import type { Locale } from "@/lib/i18n/locales";

type EventTexts = { action: string; subject: string; details: Record<string, string> | null };

/** Says in plain words what was done; what only a newer version knows, as it was written. */
export async function eventDescriptions(locale: Locale, nameOf: (id: string) => string | undefined) {
  const t = await getTranslations({ locale, namespace: "staff.audit" });
  const subjectName = subjectNames(nameOf, t("somebody"));
  return ({ action, subject, details }: EventTexts): string => {
    if (!isAuditAction(action)) return `${action}: ${subjectName(subject)}`;
    const key: `actions.${AuditAction}` = `actions.${action}`;
    return t(key, { ...details, person: subjectName(subject), subject: subjectName(subject) });
  };
}

/** What a subject is called: a member of staff by name, anything else by its slug or id. */
export function subjectNames(nameOf: (id: string) => string | undefined, unknown: string) {
  return (subject: string): string => {
    const [kind = "", ...rest] = subject.split(":");
    const name = rest.join(":");
    if (kind === "staff") return nameOf(name) ?? unknown;
    return name || kind;
  };
}

/** The names of the kinds of thing, as the log is narrowed by them. */
export async function kindNames(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.audit.kinds" });
  return (kind: string): string => (isKnown(kind) ? t(kind) : kind);
}

const KNOWN = ["staff", "campaign", "article", "image", "signature", "comment", "export", "import"] as const;
const isKnown = (kind: string): kind is (typeof KNOWN)[number] => KNOWN.some((known) => known === kind);
