import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import type { StaffListed } from "@/lib/auth/list-staff";
import type { Locale } from "@/lib/i18n/locales";

const DAY = { dateStyle: "medium" } as const;

/** When a member was invited, joined, last signed in or was removed. */
export async function PersonDates({ locale, person }: { locale: Locale; person: StaffListed }) {
  const t = await getTranslations({ locale, namespace: "staff.people" });
  const day = (at: Date) => <LocalTime at={at.toISOString()} locale={locale} format={DAY} />;
  const moment = (at: Date) => <LocalTime at={at.toISOString()} locale={locale} />;
  const { invitedAt, invitedBy, lastSignInAt, removedAt, since } = person;
  if (removedAt)
    return <p className="mt-1 text-sm text-soft">{t.rich("removedOn", { when: () => moment(removedAt) })}</p>;
  if (lastSignInAt)
    return (
      <p className="mt-1 text-sm text-soft">
        {t.rich("seen", { day: () => day(since), when: () => moment(lastSignInAt) })}
      </p>
    );
  return (
    <p className="mt-1 text-sm">
      {t.rich("waiting", { who: invitedBy ?? "nobody", when: () => moment(invitedAt ?? since) })}
    </p>
  );
}
