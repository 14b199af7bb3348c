import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { StaffListed } from "@/lib/auth/list-staff";
import { staffName } from "@/lib/auth/staff-name";
import type { StaffSession } from "@/lib/auth/staff-sessions";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { ActionForm } from "../../_components/action-form";
import { SessionList } from "../../_components/session-list";
import {
  changePersonRole,
  endPersonSessions,
  invitePersonAgain,
  removePerson,
  restorePerson,
} from "../actions";
import { PersonDates } from "./person-dates";
import { RoleSelect } from "./role-select";

type PersonProps = { locale: Locale; person: StaffListed; isOneself: boolean; sessions: StaffSession[] };

/** One member of staff, with the forms to change their role, end sessions and remove them. */
export async function Person({ locale, person, isOneself, sessions }: PersonProps) {
  const t = await getTranslations({ locale, namespace: "staff" });
  const isRemoved = person.removedAt !== null;
  return (
    <li
      className="grid gap-x-6 border-b border-rule py-5 sm:grid-cols-[minmax(0,1fr)_auto]"
      aria-labelledby={`person-${person.id}`}
    >
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h2
            id={`person-${person.id}`}
            className={`text-xl leading-snug font-medium ${isRemoved ? "text-soft line-through" : ""}`}
          >
            {staffName(person)}
          </h2>
          <p className="kicker">{isRemoved ? t("people.removed") : t(`layout.role.${person.role}`)}</p>
        </div>
        <p className="break-words text-soft">{person.email}</p>
        <PersonDates locale={locale} person={person} />
      </div>
      {isOneself ? <OwnAccountLink locale={locale} /> : <RemovePerson locale={locale} person={person} />}
      {!isOneself && !isRemoved && <PersonSettings locale={locale} person={person} sessions={sessions} />}
    </li>
  );
}

async function OwnAccountLink({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.people" });
  return (
    <p className="mt-2 text-sm sm:col-span-2">
      {t("you")}{" "}
      <Link className="inline-block min-h-6" href={staffAreaPath(locale, "account")}>
        {t("account.title")}
      </Link>
    </p>
  );
}

type PersonSettingsProps = Omit<PersonProps, "isOneself">;

/** The forms for the role and the sessions of a person. */
async function PersonSettings({ locale, person, sessions }: PersonSettingsProps) {
  const t = await getTranslations({ locale, namespace: "staff.people" });
  const name = staffName(person);
  const label = sessions.length > 0 ? t("changeWithSessions", { count: sessions.length }) : t("change");
  return (
    <details className="mt-2 sm:col-span-2">
      <summary className="inline-flex min-h-9 cursor-pointer items-center font-semibold underline underline-offset-4">
        {label}
        <span className="sr-only">
          : <span dir="auto">{name}</span>
        </span>
      </summary>
      <div className="mt-2 mb-5 grid max-w-measure gap-6 border-l-2 border-rule pl-4">
        <ActionForm
          action={changePersonRole}
          undo={changePersonRole}
          submit={t("giveRole")}
          submitClassName="button button-quiet justify-self-start"
        >
          <PersonFields locale={locale} id={person.id} />
          <RoleSelect
            key={person.role}
            locale={locale}
            id={`role-${person.id}`}
            label={t("roleOf", { name: isolated(name) })}
            chosen={person.role}
          />
        </ActionForm>
        {sessions.length > 0 && (
          <div>
            <h3 className="mb-2 font-sans text-[0.95rem] font-semibold">
              {t("sessionsOf", { name: isolated(name) })}
            </h3>
            <SessionList locale={locale} sessions={sessions} end={endPersonSessions} />
          </div>
        )}
      </div>
    </details>
  );
}

/** Removes or restores a person. One form for both, so that its status stays visible when the row changes. */
async function RemovePerson({ locale, person }: { locale: Locale; person: StaffListed }) {
  const t = await getTranslations({ locale, namespace: "staff.people" });
  const isInvited = person.lastSignInAt === null && person.removedAt === null;
  const removeText = isInvited ? t("withdraw") : t("remove");
  return (
    <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2 sm:mt-0 sm:grid sm:max-w-64 sm:content-start sm:justify-items-end sm:text-right">
      {isInvited && (
        <ActionForm
          action={invitePersonAgain}
          submit={t("sendAgain")}
          submitClassName="link-button justify-self-start sm:justify-self-end"
        >
          <PersonFields locale={locale} id={person.id} />
        </ActionForm>
      )}
      <ActionForm
        key="remove"
        action={person.removedAt ? restorePerson : removePerson}
        submit={person.removedAt ? t("restore") : removeText}
        submitClassName="link-button justify-self-start sm:justify-self-end"
      >
        <PersonFields locale={locale} id={person.id} />
      </ActionForm>
    </div>
  );
}

function PersonFields({ locale, id }: { locale: Locale; id: string }) {
  return (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="member" value={id} />
    </>
  );
}
