import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { AttemptFields } from "@/lib/signatures/attempts";
import { CONSENT_WORDING, nameTarget } from "@/lib/signatures/consent-wording";
import { publicName } from "@/lib/signatures/public-name";
import { SummaryList } from "./summary-list";

/** The fields of an attempt to sign: all that its confirmation makes valid. Rendered on the server. */
export function AttemptWords({ attempt, locale }: { attempt: AttemptFields; locale: Locale }) {
  const t = getTranslator(locale);
  const delivery = {
    name: nameTarget(CONSENT_WORDING[locale].delivery, isolated(attempt.target)),
    count: t("sign.deliverCount"),
    shown: null,
  }[attempt.deliveredAs];
  return (
    <SummaryList
      rows={[
        [t("campaign.kicker"), attempt.campaignTitle],
        [t("campaign.to"), attempt.target],
        [t("confirm.as"), attempt.name],
        [t("confirm.shown"), publicName({ ...attempt, isHeld: false }) ?? t("sign.displayAnonymous")],
        [t("sign.deliver"), delivery],
        [t("confirm.comment"), attempt.comment],
        [t("confirm.updates"), attempt.updates ? CONSENT_WORDING[locale].updates : null],
      ]}
    />
  );
}
