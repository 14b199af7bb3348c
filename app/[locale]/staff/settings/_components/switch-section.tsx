import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { staffName } from "@/lib/auth/staff-name";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import type { EmergencySwitch } from "@/lib/settings/emergency-switches";
import type { LastChange } from "@/lib/settings/list-settings";
import { PauseTexts } from "./pause-texts";

type SwitchSectionProps = {
  locale: Locale;
  switchKey: EmergencySwitch;
  isOn: boolean;
  lastChange: LastChange | undefined;
  text: Partial<Record<Locale, string>>;
  result: "on" | "off" | "unconfirmed" | undefined;
};

/** One emergency switch: what it does, who turned it last, and the form that turns it. Turning it on is confirmed. */
export async function SwitchSection({
  locale,
  switchKey,
  isOn,
  lastChange,
  text,
  result,
}: SwitchSectionProps) {
  const t = await getTranslations({ locale, namespace: "staff.settings.switches" });
  return (
    <li
      id={switchKey}
      className="scroll-mt-4 border-b border-rule py-5"
      aria-labelledby={`${switchKey}-title`}
    >
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h3 id={`${switchKey}-title`} className="text-xl leading-snug font-medium">
          {t(`${switchKey}.title`)}
        </h3>
        <p className={isOn ? "font-semibold" : "kicker"}>{t(isOn ? "isOn" : "isOff")}</p>
      </div>
      <p className="mt-1">{t(`${switchKey}.does`)}</p>
      {lastChange && <LastTurn locale={locale} change={lastChange} />}
      {result && (
        <p role="status" className={result === "unconfirmed" ? "field-error" : "mt-2 font-semibold"}>
          {t(result)}
        </p>
      )}
      {isOn ? (
        <SwitchForm locale={locale} switchKey={switchKey} turn="off" submit={t("turnOff")} />
      ) : (
        <details className="mt-3" open={result === "unconfirmed"}>
          <summary className="inline-flex min-h-9 cursor-pointer items-center font-semibold underline underline-offset-4">
            {t("turnOn")}
            <span className="sr-only">: {t(`${switchKey}.title`)}</span>
          </summary>
          <SwitchForm locale={locale} switchKey={switchKey} turn="on" submit={t("turnOnNow")}>
            {switchKey === "pause-signing" && <PauseTexts locale={locale} text={text} />}
            <label className="tick">
              <input className="check" type="checkbox" name="confirmed" value="yes" required />
              <span>{t(`${switchKey}.confirm`)}</span>
            </label>
          </SwitchForm>
        </details>
      )}
    </li>
  );
}

async function LastTurn({ locale, change: { at, by } }: { locale: Locale; change: LastChange }) {
  const t = await getTranslations({ locale, namespace: "staff.settings.switches" });
  return (
    <p className="mt-1 text-sm text-soft">
      {t.rich("last", {
        who: by ? isolated(staffName(by)) : t("commandLine"),
        when: () => <LocalTime at={at.toISOString()} locale={locale} />,
      })}
    </p>
  );
}

type SwitchFormProps = {
  locale: Locale;
  switchKey: EmergencySwitch;
  turn: "on" | "off";
  submit: string;
  children?: React.ReactNode;
};

function SwitchForm({ locale, switchKey, turn, submit, children }: SwitchFormProps) {
  return (
    <form method="post" action="/api/staff/settings/switches" className="mt-3 grid gap-4">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="switch" value={switchKey} />
      <input type="hidden" name="turn" value={turn} />
      {children}
      <button
        type="submit"
        className={`button justify-self-start ${turn === "on" ? "button-act" : "button-quiet"}`}
        aria-describedby={`${switchKey}-title`}
      >
        {submit}
      </button>
    </form>
  );
}
