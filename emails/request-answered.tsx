import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

/** What staff did on behalf of a person. */
const STAFF_DEEDS = ["exported", "address-changed", "signature-withdrawn"] as const;

export type RequestAnsweredProps = Sender & {
  locale: Locale;
  deed: (typeof STAFF_DEEDS)[number];
  contactUrl: string;
};

const texts = {
  en: {
    subject: "What we did with your data",
    preview: "You asked for this, and it is done.",
    headline: "What we did with your data",
    deeds: {
      exported:
        "A member of our staff put together everything that we hold about you, to hand it over to you.",
      "address-changed": "A member of our staff changed the e-mail address of your signatures to this one.",
      "signature-withdrawn":
        "A member of our staff withdrew one of your signatures. It does not count any more.",
    },
    notYou: "If you did not ask for this, tell us.",
    button: "Contact us",
    orOpen: "If the button does not work, open this address:",
    reason: "You get this mail because this was done for the person with this address.",
  },
  es: {
    subject: "Qué hemos hecho con tus datos",
    preview: "Lo pediste y ya está hecho.",
    headline: "Qué hemos hecho con tus datos",
    deeds: {
      exported: "Una persona de nuestro equipo reunió todo lo que guardamos sobre ti, para entregártelo.",
      "address-changed": "Una persona de nuestro equipo cambió el correo de tus firmas por este.",
      "signature-withdrawn": "Una persona de nuestro equipo retiró una de tus firmas. Ya no cuenta.",
    },
    notYou: "Si no lo pediste, dínoslo.",
    button: "Escríbenos",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    reason: "Recibes este correo porque esto se hizo para la persona con esta dirección.",
  },
};

/** Tells a person what staff did on their behalf. Contains nothing of their data. */
export default function RequestAnswered(props: RequestAnsweredProps) {
  const text = texts[props.locale];
  return (
    <Frame locale={props.locale} preview={text.preview} footer={[text.reason]} sender={props}>
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.deeds[props.deed]}</Paragraph>
      <Paragraph>{text.notYou}</Paragraph>
      <ActionButton href={props.contactUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

RequestAnswered.subject = ({ locale }: RequestAnsweredProps) => texts[locale].subject;

RequestAnswered.PreviewProps = {
  locale: "en",
  deed: "exported",
  contactUrl: "https://petitions.example.org/en/contact",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies RequestAnsweredProps;
