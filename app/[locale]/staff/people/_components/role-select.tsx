import { getTranslations } from "next-intl/server";
import { ROLES, type StaffRole } from "@/lib/auth/permissions";
import type { Locale } from "@/lib/i18n/locales";

type RoleSelectProps = { locale: Locale; id: string; label: string; chosen: StaffRole; explained?: true };

/** A select for the role. With `explained`, lists what each role may do. */
export async function RoleSelect({ locale, id, label, chosen, explained }: RoleSelectProps) {
  const t = await getTranslations({ locale, namespace: "staff" });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        className="input"
        id={id}
        name="role"
        defaultValue={chosen}
        aria-describedby={explained && `${id}-note`}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(`layout.role.${role}`)}
          </option>
        ))}
      </select>
      {explained && (
        <ul id={`${id}-note`} className="field-hint grid gap-1">
          {ROLES.map((role) => (
            <li key={role}>
              <strong className="font-semibold text-ink">{t(`layout.role.${role}`)}</strong>{" "}
              {t(`people.may.${role}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
