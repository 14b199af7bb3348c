import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { MailChoice, MailChoices } from "@/lib/supporters/mail-choices";
import { FrontPageLink } from "./front-page-link";

/** The title and the body of a page. */
type PageContent = { title: string; children: ReactNode };

const OFFERS: Record<MailChoices["wanted"], MailChoice[]> = {
  all: ["reminders", "never"],
  "signatures-only": ["never", "resume"],
  none: ["resume"],
  unknown: ["never"],
};

type MailChoicesProps = { locale: Locale; token: string; choices: MailChoices };

/** Returns which mails an address gets now, with a button for each other choice. Used by the page and by the response to a choice. */
export function mailChoicesContent({ locale, token, choices }: MailChoicesProps): PageContent {
  const t = getTranslator(locale, "mail");
  const { wanted, suppressedBecause } = choices;
  const state = wanted === "none" ? wanted : (suppressedBecause ?? wanted);
  // An address that gets no mail can only resume.
  const offers = OFFERS[wanted].filter((choice) => !suppressedBecause || choice === "resume");
  const children = (
    <>
      <p className="font-serif text-xl">{t(`${state}.lead`)}</p>
      {suppressedBecause && state !== suppressedBecause && <p>{t(`${suppressedBecause}.lead`)}</p>}
      {offers.map((choice) => (
        <form key={choice} method="post" action={`/api/v1/unsubscribe/${token}`}>
          <input type="hidden" name="locale" value={locale} />
          <div className="field">
            <button
              type="submit"
              name="choice"
              value={choice}
              className="button button-quiet"
              aria-describedby={`${choice}-means`}
            >
              {t(`${choice}.button`)}
            </button>
            <p id={`${choice}-means`} className="field-hint">
              {t(`${choice}.means`)}
            </p>
          </div>
        </form>
      ))}
    </>
  );
  return { title: t(`${state}.title`), children };
}

/** Returns the page for a link that is not ours, or that a mail program cut. */
export function invalidLinkContent(locale: Locale): PageContent {
  const t = getTranslator(locale);
  const children = (
    <>
      <p className="font-serif text-xl">{t("mail.invalidLink.lead")}</p>
      <p>
        <FrontPageLink locale={locale} label={t("site.toFront")} />
      </p>
    </>
  );
  return { title: t("mail.invalidLink.title"), children };
}
