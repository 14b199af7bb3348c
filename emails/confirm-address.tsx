import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

/** Names neither the person nor the old address: somebody else may have typed this address. */
export type ConfirmAddressProps = Sender & {
  locale: Locale;
  confirmUrl: string;
  validHours: number;
  choicesUrl: string;
};

const texts = {
  en: {
    subject: "Confirm your new address",
    preview: "One press, and your signatures move to this address.",
    headline: "Is this your new address?",
    lead: "Someone wants to move their signatures to this address. If that is you, please confirm it. Until then, everything stays as it is.",
    button: "Use this address",
    orOpen: "If the button does not work, open this address:",
    valid: (hours: number) => `The link is valid for ${hours} hours.`,
    reason:
      "You get this mail because someone entered your address as their new one. If that was not you, do nothing: nothing will be changed.",
    choices: "Never mail me again",
  },
  es: {
    subject: "Confirma tu nueva dirección",
    preview: "Un clic y tus firmas pasan a esta dirección.",
    headline: "¿Es esta tu nueva dirección?",
    lead: "Alguien quiere pasar sus firmas a esta dirección. Si eres tú, confírmalo, por favor. Hasta entonces, todo queda como está.",
    button: "Usar esta dirección",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    valid: (hours: number) => `El enlace es válido durante ${hours} horas.`,
    reason:
      "Recibes este correo porque alguien escribió tu dirección como su nueva dirección. Si no fuiste tú, no hagas nada: no cambiará nada.",
    choices: "No quiero recibir más correos",
  },
};

/** Asks the owner of an address whether a person's signatures move to it. */
export default function ConfirmAddress(props: ConfirmAddressProps) {
  const text = texts[props.locale];
  return (
    <Frame
      locale={props.locale}
      preview={text.preview}
      footer={[text.valid(props.validHours), text.reason]}
      choices={{ href: props.choicesUrl, label: text.choices }}
      sender={props}
    >
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.lead}</Paragraph>
      <ActionButton href={props.confirmUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

ConfirmAddress.subject = ({ locale }: ConfirmAddressProps) => texts[locale].subject;

ConfirmAddress.PreviewProps = {
  locale: "en",
  confirmUrl: "https://petitions.example.org/en/me/address/AZq3vXkPfQ2mTg7sYd0LhR",
  validHours: 24,
  choicesUrl: "https://petitions.example.org/en/mail/AZq3vXkPfQ2mTg7sYd0LhR",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies ConfirmAddressProps;
