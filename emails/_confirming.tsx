import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Code, Frame, Headline, Paragraph, type Sender } from "./_frame";

/** Contains nothing that the signer typed: a mail to an unconfirmed address must not contain a text that another person wrote. */
export type ConfirmingProps = Sender & {
  locale: Locale;
  campaignTitle: string;
  confirmUrl: string;
  code: string;
  validDays: number;
  /** The page with the referrals of the signer's share link. The link is created when they confirm. */
  rippleUrl: string;
  choicesUrl: string;
  /** The page with the reader's signatures, which only shows. */
  meUrl: string;
};

/** The texts in which the two mails differ. */
export type ConfirmingTexts = {
  subject: (title: string) => string;
  preview: (code: string) => string;
  headline: string;
  lead: (title: string) => string;
  choices: string;
};

const sharedTexts = {
  en: {
    button: "Confirm my signature",
    orOpen: "If the button does not work, open this address:",
    orType: "Or type this code where you signed:",
    ripple: "Confirmed already? See how far your name has travelled.",
    valid: (days: number) => `The link and the code are valid for ${days} days.`,
    reason:
      "You get this mail because someone entered your address under a petition. If that was not you, do nothing: without your confirmation the signature does not count.",
  },
  es: {
    button: "Confirmar mi firma",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    orType: "O escribe este código donde firmaste:",
    ripple: "¿Ya lo confirmaste? Mira hasta dónde ha llegado tu nombre.",
    valid: (days: number) => `El enlace y el código son válidos durante ${days} días.`,
    reason:
      "Recibes este correo porque alguien escribió tu dirección en una petición. Si no fuiste tú, no hagas nada: sin tu confirmación la firma no cuenta.",
  },
};

type Confirming = { mail: ConfirmingProps; texts: ConfirmingTexts; children?: ReactNode };

/** The body of the two mails that ask to confirm a signature: a button, and a code to type. */
export function Confirming({ mail, texts, children }: Confirming) {
  const text = sharedTexts[mail.locale];
  return (
    <Frame
      locale={mail.locale}
      preview={texts.preview(mail.code)}
      footer={[text.valid(mail.validDays), text.reason]}
      ripple={{ href: mail.rippleUrl, label: text.ripple }}
      choices={{ href: mail.choicesUrl, label: texts.choices }}
      meUrl={mail.meUrl}
      sender={mail}
    >
      <Headline>{texts.headline}</Headline>
      <Paragraph>{texts.lead(mail.campaignTitle)}</Paragraph>
      <ActionButton href={mail.confirmUrl} label={text.button} orOpen={text.orOpen} />
      <Paragraph>{text.orType}</Paragraph>
      <Code>{mail.code}</Code>
      {children}
    </Frame>
  );
}

export const CONFIRMING_PREVIEW: ConfirmingProps = {
  locale: "en",
  campaignTitle: "Stand with refugees",
  confirmUrl: "https://petitions.example.org/en/confirm/AZq3vXkPfQ2mTg7sYd0LhR",
  code: "481516",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
  validDays: 7,
  rippleUrl: "https://petitions.example.org/en/ripple/AZq3vXkPfQ2mTg7sYd0LhR",
  choicesUrl: "https://petitions.example.org/en/mail/AZq3vXkPfQ2mTg7sYd0LhR",
  meUrl: "https://petitions.example.org/en/me/AZq3vXkPfQ2mTg7sYd0LhR",
};
