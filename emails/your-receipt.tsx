import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

/** Contains nothing that the signer typed, as in `confirm-signature.tsx`. */
export type YourReceiptProps = Sender & {
  locale: Locale;
  campaignTitle: string;
  /** The page of the receipt, which names nobody. */
  receiptUrl: string;
  /** The page with the referrals of that link. */
  rippleUrl: string;
  choicesUrl: string;
  /** The page with the reader's signatures, which only shows. */
  meUrl: string;
};

const texts = {
  en: {
    subject: (title: string) => `Your receipt: ${title}`,
    preview: "Your signature counts. Keep this mail: it has your receipt.",
    headline: "Thank you. Your signature counts",
    signed: (title: string) => `You have signed and confirmed “${title}”.`,
    next: "Your receipt shows the exact words that you signed, when, and what you agreed to. With it, anyone can check that your signature counts.",
    button: "See your receipt",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because you have just confirmed a signature with this address. It comes once, and there is nothing to do.",
    ripple: "See how far your link has travelled.",
    choices: "Never mail me again",
  },
  es: {
    subject: (title: string) => `Tu recibo: ${title}`,
    preview: "Tu firma cuenta. Guarda este correo: contiene tu recibo.",
    headline: "Gracias. Tu firma cuenta",
    signed: (title: string) => `Has firmado y confirmado «${title}».`,
    next: "Tu recibo muestra las palabras exactas que firmaste, cuándo, y lo que aceptaste. Con él, cualquiera puede comprobar que tu firma cuenta.",
    button: "Ver tu recibo",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    reason:
      "Recibes este correo porque acabas de confirmar una firma con esta dirección. Llega una sola vez, y no tienes que hacer nada.",
    ripple: "Mira hasta dónde ha llegado tu enlace.",
    choices: "No quiero recibir más correos",
  },
};

/** Thanks a person who has confirmed, and links to the receipt. */
export default function YourReceipt(props: YourReceiptProps) {
  const text = texts[props.locale];
  return (
    <Frame
      locale={props.locale}
      preview={text.preview}
      footer={[text.reason]}
      ripple={{ href: props.rippleUrl, label: text.ripple }}
      choices={{ href: props.choicesUrl, label: text.choices }}
      meUrl={props.meUrl}
      sender={props}
    >
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.signed(props.campaignTitle)}</Paragraph>
      <Paragraph>{text.next}</Paragraph>
      <ActionButton href={props.receiptUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

YourReceipt.subject = ({ locale, campaignTitle }: YourReceiptProps) => texts[locale].subject(campaignTitle);

YourReceipt.PreviewProps = {
  locale: "en",
  campaignTitle: "Stand with refugees",
  receiptUrl: "https://petitions.example.org/en/receipts/AZq3vXkPfQ2mTg7sYd0LhR",
  rippleUrl: "https://petitions.example.org/s/k7wm2xq9d/ripple",
  choicesUrl: "https://petitions.example.org/en/mail/AZq3vXkPfQ2mTg7sYd0LhR",
  meUrl: "https://petitions.example.org/en/me/AZq3vXkPfQ2mTg7sYd0LhR",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies YourReceiptProps;
