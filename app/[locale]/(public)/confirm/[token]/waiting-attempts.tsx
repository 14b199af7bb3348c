import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import type { WaitingAttempt } from "@/lib/signatures/attempts";
import { ConfirmButton } from "./confirm-button";
import { SignedText } from "./signed-text";

type Choice = { fields: WaitingAttempt; token: string };
type WaitingAttemptsProps = { locale: Locale; own?: Choice; others: Choice[] };

/**
 * The attempt of the mail and the other unconfirmed ones with the same address, each with its own button. Without `own`, the
 * attempt of the mail was deleted because newer ones took its place.
 */
export async function WaitingAttempts({ locale, own, others }: WaitingAttemptsProps) {
  const t = await getTranslations({ locale });
  return (
    <MessagePage kicker={t("campaign.kicker")} title={t("confirm.title")}>
      {own && <p className="font-serif text-xl">{t("confirm.lead")}</p>}
      {own && <Attempt {...own} locale={locale} label={t("confirm.button")} />}
      {others.length > 0 && (
        <section className="grid gap-5" aria-labelledby="others">
          <h2 id="others" className="mt-4 text-2xl font-semibold">
            {t("confirm.othersTitle")}
          </h2>
          <p>{own ? t("confirm.others") : t("confirm.onlyOthers")}</p>
          {others.map((other) => (
            <Attempt
              key={other.fields.attemptId}
              {...other}
              locale={locale}
              label={t("confirm.thisOne", { name: isolated(other.fields.name) })}
            />
          ))}
        </section>
      )}
      <p className="text-soft">{t("confirm.notYou")}</p>
    </MessagePage>
  );
}

function Attempt({ fields, token, locale, label }: Choice & { locale: Locale; label: string }) {
  const id = `attempt-${fields.attemptId}`;
  return (
    <div className="grid gap-4">
      <div id={id}>
        <SignedText fields={fields} locale={locale} />
      </div>
      <ConfirmButton locale={locale} token={token} label={label} describedBy={id} />
    </div>
  );
}
