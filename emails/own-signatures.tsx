import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Code, Frame, Headline, Paragraph, type Sender } from "./_frame";

export type OwnSignaturesProps = Sender & {
  locale: Locale;
  /** The page with the reader's signatures. For a while it can change them. */
  ownUrl: string;
  /** For the browser that asked for it; absent if only the link was asked for. */
  code?: string;
  validMinutes: number;
  choicesUrl: string;
};

const texts = {
  en: {
    subject: "Your signatures: the link you asked for",
    preview: "See, correct, withdraw or erase what you have signed.",
    headline: "Your signatures",
    lead: "Here you see everything that you have signed with this address. You can correct it, withdraw it, take it along or erase it.",
    button: "Open my signatures",
    orOpen: "If the button does not work, open this address:",
    orType: "Or type this code on the page where you asked for it:",
    valid: (minutes: number) =>
      `With the link and the code you can change something for ${minutes} minutes. Afterwards the link only shows. Do not forward this mail.`,
    reason:
      "You get this mail because someone, probably you, asked for the signatures of this address. If that was not you, do nothing: nobody else can read this mail.",
    choices: "Never mail me again",
  },
  es: {
    subject: "Tus firmas: el enlace que pediste",
    preview: "Mira, corrige, retira o borra lo que has firmado.",
    headline: "Tus firmas",
    lead: "Aquí ves todo lo que has firmado con esta dirección. Puedes corregirlo, retirarlo, llevártelo o borrarlo.",
    button: "Abrir mis firmas",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    orType: "O escribe este código en la página donde lo pediste:",
    valid: (minutes: number) =>
      `Con el enlace y el código puedes cambiar algo durante ${minutes} minutos. Después, el enlace solo muestra. No reenvíes este correo.`,
    reason:
      "Recibes este correo porque alguien, seguramente tú, pidió las firmas de esta dirección. Si no fuiste tú, no hagas nada: nadie más puede leer este correo.",
    choices: "No quiero recibir más correos",
  },
};

/** Brings the link to the page with one's own signatures, and the code for a browser that shows that page already. */
export default function OwnSignatures(props: OwnSignaturesProps) {
  const text = texts[props.locale];
  return (
    <Frame
      locale={props.locale}
      preview={text.preview}
      footer={[text.valid(props.validMinutes), text.reason]}
      choices={{ href: props.choicesUrl, label: text.choices }}
      sender={props}
    >
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.lead}</Paragraph>
      <ActionButton href={props.ownUrl} label={text.button} orOpen={text.orOpen} />
      {props.code && <Paragraph>{text.orType}</Paragraph>}
      {props.code && <Code>{props.code}</Code>}
    </Frame>
  );
}

OwnSignatures.subject = ({ locale }: OwnSignaturesProps) => texts[locale].subject;

OwnSignatures.PreviewProps = {
  locale: "en",
  ownUrl: "https://petitions.example.org/en/me/AZq3vXkPfQ2mTg7sYd0LhR",
  code: "481516",
  validMinutes: 60,
  choicesUrl: "https://petitions.example.org/en/mail/AZq3vXkPfQ2mTg7sYd0LhR",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies OwnSignaturesProps;
