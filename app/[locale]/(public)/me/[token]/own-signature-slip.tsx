import { getTranslations } from "next-intl/server";
import { MarkdownText } from "@/app/_campaigns/petition-text";
import { Moment } from "@/app/_components/public-time";
import { CorrectionForm } from "@/app/_me/correction-form";
import { RippleLink } from "@/app/_sharing/ripple-link";
import { countryOptions } from "@/app/_signing/signing-texts";
import { SummaryList } from "@/app/_signing/summary-list";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { OwnSignature } from "@/lib/me/own-signatures";
import { campaignPath, shareLinkPath } from "@/lib/paths";
import { WithdrawForm } from "./withdraw-form";

type SlipProps = { signature: OwnSignature; locale: Locale; token: string; acts: boolean; now: Date };

/** One of the reader's signatures: what was signed, how it counts now, and what can be done about it. */
export async function OwnSignatureSlip({ signature, locale, token, acts, now }: SlipProps) {
  const t = await getTranslations({ locale, namespace: "me" });
  const { id, campaign, campaignStatus, share, text } = signature;
  const canBeCorrected = signature.confirmedAt !== null && signature.withdrawnAt === null;
  return (
    <section className="slip" aria-labelledby={`signature-${id}`}>
      <div className="grid gap-4 px-5 py-5">
        <p className="kicker">{t(`state.${stateOf(signature)}`)}</p>
        <h2 id={`signature-${id}`} className="text-2xl font-semibold" lang={text.locale} dir="auto">
          {campaignStatus === "draft" ? (
            text.title
          ) : (
            <a href={campaignPath(locale, campaign)}>{text.title}</a>
          )}
        </h2>
        <Times signature={signature} locale={locale} />
        <Details signature={signature} locale={locale} />
        {share && (
          <p>
            {t("share")}: <a href={shareLinkPath(share)}>{`${env().APP_URL}${shareLinkPath(share)}`}</a>
          </p>
        )}
        {share && <RippleLink code={share} locale={locale} />}
      </div>
      <SignedWords signature={signature} locale={locale} />
      {acts && canBeCorrected && (
        <details className="border-t border-rule px-5 py-3">
          <summary className="min-h-6 cursor-pointer font-semibold">{t("correct")}</summary>
          <div className="mt-4">
            <CorrectionForm id={id} locale={locale} token={token} values={valuesOf(signature)} />
          </div>
        </details>
      )}
      {acts && <WithdrawForm signature={signature} locale={locale} token={token} now={now} />}
    </section>
  );
}

function stateOf({ confirmedAt, withdrawnAt, quarantinedAt }: OwnSignature) {
  if (withdrawnAt) return "withdrawn";
  if (!confirmedAt) return "pending";
  return quarantinedAt ? "quarantined" : "counted";
}

const valuesOf = ({ name, display, shownName, country, comment }: OwnSignature) => ({
  ...{ name, display },
  shownName: shownName ?? "",
  country: country ?? "",
  comment: comment ?? "",
});

async function Times({ signature, locale }: { signature: OwnSignature; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "me" });
  const { signedAt, confirmedAt, withdrawnAt } = signature;
  const times = [
    [t("signed"), signedAt],
    [t("confirmed"), confirmedAt],
    [t("withdrawnOn"), withdrawnAt],
  ] as const;
  return (
    <ul className="text-sm text-soft">
      {times.map(
        ([what, at]) =>
          at && (
            <li key={what}>
              {what}: <Moment at={at} locale={locale} />
            </li>
          ),
      )}
    </ul>
  );
}

function Details({ signature, locale }: { signature: OwnSignature; locale: Locale }) {
  const t = getTranslator(locale);
  const { name, country, postcode, comment, shownAs, display, isHeld, campaignStatus } = signature;
  const hidden = display !== "anonymous" && isHeld ? t("me.inReview") : t("me.notShown");
  const status = campaignStatus === "draft" ? t("me.archived") : t(`campaign.state.${campaignStatus}`);
  return (
    <SummaryList
      rows={[
        [t("me.now"), status],
        [t("campaign.to"), signature.text.target],
        [t("me.name"), name],
        [t("me.shown"), shownAs ?? hidden],
        [t("me.country"), countryOptions(locale).find(([code]) => code === country)?.[1] ?? country],
        [t("me.postcode"), postcode],
        [t("me.comment"), comment],
      ]}
    />
  );
}

async function SignedWords({ signature, locale }: { signature: OwnSignature; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "me" });
  const { text, consents } = signature;
  return (
    <details className="border-t border-rule px-5 py-3">
      <summary className="min-h-6 cursor-pointer font-semibold">{t("words")}</summary>
      <div className="prose in-column mt-3" lang={text.locale} dir="auto">
        <p dir="auto">{text.summary}</p>
        <MarkdownText text={text.ask} />
      </div>
      <p className="mt-3 break-words text-sm text-soft">
        {t("version", { version: text.version, hash: text.sha256 })}
      </p>
      {consents.length > 0 && <h3 className="mt-4 font-semibold">{t("consents")}</h3>}
      <ul className="grid gap-2 text-sm">
        {consents.map(({ purpose, wording, version }) => (
          <li key={purpose} dir="auto">
            {wording} <span className="text-soft">({version})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
