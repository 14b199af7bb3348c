import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { Words } from "@/lib/signatures/attempts";
import { CONSENT_WORDING } from "@/lib/signatures/consent-wording";
import { publicName } from "@/lib/signatures/display";

/** What an attempt to sign says: everything that its confirmation makes valid. Rendered on the server. */
export function AttemptWords({ attempt, locale }: { attempt: Words; locale: Locale }) {
  const t = getTranslator(locale);
  const delivery = {
    name: CONSENT_WORDING[locale].delivery.replace("{target}", () => isolated(attempt.target)),
    count: t("sign.deliverCount"),
    shown: null,
  }[attempt.deliveredAs];
  const rows = [
    [t("campaign.kicker"), attempt.campaignTitle],
    [t("campaign.to"), attempt.target],
    [t("confirm.as"), attempt.name],
    [t("confirm.shown"), publicName({ ...attempt, isHeld: false }) ?? t("sign.displayAnonymous")],
    [t("sign.deliver"), delivery],
    [t("confirm.comment"), attempt.comment],
    [t("confirm.updates"), attempt.updates ? CONSENT_WORDING[locale].updates : null],
  ].filter(([, value]) => value);
  return (
    <dl className="words-to-confirm">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
