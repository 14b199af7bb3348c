import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import type { StaffSession } from "@/lib/auth/staff-sessions";
import type { Locale } from "@/lib/i18n/locales";
import { ActionForm, type StaffAction } from "./action-form";

type SessionListProps = {
  locale: Locale;
  sessions: StaffSession[];
  /** Ends the session that the form names. */
  end: StaffAction;
  /** The session of this request: it is marked, and has no button. */
  current?: string | null;
};

/** Lists the sessions of a member, each with a button that ends it. */
export async function SessionList({ locale, sessions, end, current }: SessionListProps) {
  const t = await getTranslations({ locale, namespace: "staff.people.sessions" });
  return (
    <ul className="border-t border-rule">
      {sessions.map(({ id, memberId, browser, system, signedInAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-rule py-3"
        >
          <div>
            <p className="font-semibold">
              {t("device", { browser: browser ?? "none", system: system ?? "none" })}
            </p>
            <p className="text-sm text-soft">
              {t("since")} <LocalTime at={signedInAt.toISOString()} locale={locale} />
            </p>
          </div>
          {id === current ? (
            <p className="kicker">{t("this")}</p>
          ) : (
            <ActionForm action={end} submit={t("end")} submitClassName="link-button justify-self-end">
              <input type="hidden" name="locale" value={locale} />
              <input type="hidden" name="member" value={memberId} />
              <input type="hidden" name="session" value={id} />
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}
