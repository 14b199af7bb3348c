import { Act, Code, Frame, Headline, type MailLocale, Paragraph, type Sender } from "./_frame";

/** Nothing in it was typed by the signer: a mail to an unproven address must not carry a stranger's words. */
export type ConfirmSignatureProps = Sender & {
  locale: MailLocale;
  campaignTitle: string;
  confirmUrl: string;
  code: string;
  validDays: number;
  choicesUrl: string;
};

const texts = {
  en: {
    subject: (title: string) => `Confirm your signature: ${title}`,
    preview: (code: string) => `Your name counts once you confirm. Your code: ${code}`,
    headline: "One step, and your name counts",
    asked: (title: string) =>
      `Someone, we hope you, signed “${title}” with this address. Please confirm that it was you.`,
    act: "Confirm my signature",
    orOpen: "If the button does nothing, open this address:",
    orType: "Or type this code where you signed:",
    valid: (days: number) => `The link and the code are good for ${days} days.`,
    why: "You get this mail because somebody entered your address under a petition. If that was not you, do nothing: without your confirmation the signature does not count.",
    wayOut: "Never mail me again",
  },
  es: {
    subject: (title: string) => `Confirma tu firma: ${title}`,
    preview: (code: string) => `Tu nombre cuenta en cuanto confirmes. Tu código: ${code}`,
    headline: "Un paso más y tu nombre cuenta",
    asked: (title: string) =>
      `Alguien, esperamos que tú, firmó «${title}» con esta dirección. Confirma, por favor, que fuiste tú.`,
    act: "Confirmar mi firma",
    orOpen: "Si el botón no hace nada, abre esta dirección:",
    orType: "O escribe este código donde firmaste:",
    valid: (days: number) => `El enlace y el código valen durante ${days} días.`,
    why: "Recibes este correo porque alguien escribió tu dirección en una petición. Si no fuiste tú, no hagas nada: sin tu confirmación la firma no cuenta.",
    wayOut: "No quiero recibir más correos",
  },
};

/** Asks the owner of an address to confirm the signature that was given with it. */
export function ConfirmSignature(props: ConfirmSignatureProps) {
  const say = texts[props.locale];
  return (
    <Frame
      locale={props.locale}
      preview={say.preview(props.code)}
      footer={[say.valid(props.validDays), say.why]}
      wayOut={{ href: props.choicesUrl, label: say.wayOut }}
      sender={props}
    >
      <Headline>{say.headline}</Headline>
      <Paragraph>{say.asked(props.campaignTitle)}</Paragraph>
      <Act href={props.confirmUrl} label={say.act} orOpen={say.orOpen} />
      <Paragraph>{say.orType}</Paragraph>
      <Code>{props.code}</Code>
    </Frame>
  );
}

ConfirmSignature.subject = ({ locale, campaignTitle }: ConfirmSignatureProps) =>
  texts[locale].subject(campaignTitle);

ConfirmSignature.PreviewProps = {
  locale: "en",
  campaignTitle: "Stand with refugees",
  confirmUrl: "https://petitions.example.org/en/confirm/AZq3vXkPfQ2mTg7sYd0LhR",
  code: "481516",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
  validDays: 7,
  choicesUrl: "https://petitions.example.org/en/mail/AZq3vXkPfQ2mTg7sYd0LhR",
} satisfies ConfirmSignatureProps;

export default ConfirmSignature;
