import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

/** Contains nothing that the signer typed, as in `confirm-signature.tsx`. */
export type AlreadySignedProps = Sender & {
  locale: Locale;
  campaignTitle: string;
  /** The page that shows the signer their own link and ways to send it. */
  shareUrl: string;
  /** The page with the referrals of that link. */
  rippleUrl: string;
  choicesUrl: string;
  /** The page with the reader's signatures, which only shows. */
  meUrl: string;
};

const texts = {
  en: {
    subject: (title: string) => `You have signed already: ${title}`,
    preview: "Your name counts already. A friend's could, too.",
    headline: "Your name counts already",
    signed: (title: string) => `You have signed and confirmed “${title}”. There is nothing more to confirm.`,
    next: "What helps most now is telling a friend.",
    button: "Pass it on",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because someone, probably you, signed the same petition again with this address. Nothing was changed: your signature stands as you confirmed it, and counts once.",
    ripple: "See how far your link has travelled.",
    choices: "Never mail me again",
  },
  es: {
    subject: (title: string) => `Ya has firmado: ${title}`,
    preview: "Tu nombre ya cuenta. El de alguien que conoces también podría.",
    headline: "Tu nombre ya cuenta",
    signed: (title: string) => `Ya firmaste y confirmaste «${title}». No queda nada por confirmar.`,
    next: "Lo que más ayuda ahora es que se lo cuentes a alguien.",
    button: "Compártela",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    reason:
      "Recibes este correo porque alguien, seguramente tú, volvió a firmar la misma petición con esta dirección. Nada ha cambiado: tu firma sigue como la confirmaste y cuenta una sola vez.",
    ripple: "Mira hasta dónde ha llegado tu enlace.",
    choices: "No quiero recibir más correos",
  },
};

/** Tells a person who signed again that their signature counts already, and asks them to share. */
export default function AlreadySigned(props: AlreadySignedProps) {
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
      <ActionButton href={props.shareUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

AlreadySigned.subject = ({ locale, campaignTitle }: AlreadySignedProps) =>
  texts[locale].subject(campaignTitle);

AlreadySigned.PreviewProps = {
  locale: "en",
  campaignTitle: "Stand with refugees",
  shareUrl: "https://petitions.example.org/en/campaigns/stand-with-refugees/thanks?share=k7wm2xq9d",
  rippleUrl: "https://petitions.example.org/s/k7wm2xq9d/ripple",
  choicesUrl: "https://petitions.example.org/en/mail/AZq3vXkPfQ2mTg7sYd0LhR",
  meUrl: "https://petitions.example.org/en/me/AZq3vXkPfQ2mTg7sYd0LhR",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies AlreadySignedProps;
