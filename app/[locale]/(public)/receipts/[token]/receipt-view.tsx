import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MarkdownText } from "@/app/_campaigns/petition-text";
import { MessagePage } from "@/app/_components/message-page";
import { formatMoment } from "@/app/_receipts/format-day";
import type { Locale } from "@/lib/i18n/locales";
import { checkReceiptPath, legalPath } from "@/lib/paths";
import type { Receipt } from "@/lib/receipts/issue-receipt";
import { LogEntry } from "./log-entry";

type ReceiptProps = { receipt: Receipt; token: string; locale: Locale };

/** A receipt as a page: everything that the file says, in sentences. */
export async function ReceiptView({ receipt, token, locale }: ReceiptProps) {
  const t = await getTranslations({ locale, namespace: "receipt" });
  return (
    <MessagePage title={t("title")}>
      <p className="font-serif text-xl">{t("lead")}</p>
      <p>
        <a className="button button-quiet" href={`/api/v1/receipts/${token}`} download>
          {t("download")}
        </a>
      </p>
      <SignedText text={receipt.text} locale={locale} />
      <Part heading={t("when")}>
        <p>{`${t("signedAt")}: ${formatMoment(new Date(receipt.signedAt), locale)}`}</p>
        <p>{`${t("confirmedAt")}: ${formatMoment(new Date(receipt.confirmedAt), locale)}`}</p>
      </Part>
      <Agreed consents={receipt.consents} locale={locale} />
      <Part heading={t("responsible")}>
        <p dir="auto">{receipt.controller.name}</p>
        <p dir="auto">{receipt.controller.address}</p>
        {receipt.controller.email && <p dir="auto">{receipt.controller.email}</p>}
        <p>
          <a href={legalPath(locale, "privacy")}>{t("privacy")}</a>
        </p>
      </Part>
      <Part heading={t("withdraw")}>
        <p>{t("howToWithdraw")}</p>
        <p>
          <a href={`/${locale}/me`}>{t("toMe")}</a>
        </p>
      </Part>
      <LogEntry receipt={receipt} locale={locale} />
      <p>
        <a href={checkReceiptPath(locale)}>{t("toCheck")}</a>
      </p>
    </MessagePage>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h2 className="text-2xl font-semibold">{heading}</h2>
      {children}
    </section>
  );
}

async function SignedText({ text, locale }: { text: Receipt["text"]; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "receipt" });
  return (
    <Part heading={t("signed")}>
      <div className="slip grid gap-3 px-5 py-5">
        <div className="prose in-column" lang={text.locale}>
          <h3 dir="auto">{text.title}</h3>
          <p dir="auto">{text.summary}</p>
          <MarkdownText text={text.ask} />
        </div>
        <p>
          {`${t("target")}: `}
          <bdi>{text.target}</bdi>
        </p>
        <p className="text-sm text-soft">
          {t("version", { version: text.version })} <code className="break-all">{text.sha256}</code>
        </p>
      </div>
    </Part>
  );
}

async function Agreed({ consents, locale }: { consents: Receipt["consents"]; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "receipt" });
  return (
    <Part heading={t("agreed")}>
      <ul className="grid list-disc gap-3 ps-5">
        {consents.map(({ purpose, wording, version, locale: language }) => (
          <li key={purpose}>
            <p lang={language} dir="auto">
              {wording}
            </p>
            <p className="text-sm text-soft">{t("wordingVersion", { version })}</p>
          </li>
        ))}
      </ul>
    </Part>
  );
}
