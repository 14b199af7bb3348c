import { Act, Code, Frame, Headline, type MailLocale, Paragraph, type Sender } from "./_frame";

/** As in `confirm-signature.tsx`, nothing in it was typed by the signer. */
export type RememberToConfirmProps = Sender & {
  locale: MailLocale;
  campaignTitle: string;
  confirmUrl: string;
  code: string;
  validDays: number;
  choicesUrl: string;
};

const texts = {
  en: {
    subject: (title: string) => `One step left: ${title}`,
    preview: (code: string) => `If you still want your name to count, confirm it. Your code: ${code}`,
    headline: "Your name can still count",
    waiting: (title: string) =>
      `Somebody, we hope you, signed “${title}” with this address and has not confirmed it yet. Mails get lost among others, so here is the link once more.`,
    act: "Confirm my signature",
    orOpen: "If the button does nothing, open this address:",
    orType: "Or type this code where you signed:",
    mindChanged:
      "You have changed your mind? Then there is nothing to do. This is the only reminder we send.",
    valid: (days: number) => `The link and the code are good for ${days} days.`,
    why: "You get this mail because somebody entered your address under a petition. If that was not you, do nothing: without your confirmation the signature does not count.",
    wayOut: "No more reminders, or no mail at all",
  },
  es: {
    subject: (title: string) => `Queda un paso: ${title}`,
    preview: (code: string) => `Si todavía quieres que tu nombre cuente, confírmalo. Tu código: ${code}`,
    headline: "Tu nombre todavía puede contar",
    waiting: (title: string) =>
      `Alguien, esperamos que tú, firmó «${title}» con esta dirección y aún no lo ha confirmado. Los correos se pierden entre otros, así que aquí tienes el enlace otra vez.`,
    act: "Confirmar mi firma",
    orOpen: "Si el botón no hace nada, abre esta dirección:",
    orType: "O escribe este código donde firmaste:",
    mindChanged:
      "¿Has cambiado de idea? Entonces no hay nada que hacer. Este es el único recordatorio que enviamos.",
    valid: (days: number) => `El enlace y el código valen durante ${days} días.`,
    why: "Recibes este correo porque alguien escribió tu dirección en una petición. Si no fuiste tú, no hagas nada: sin tu confirmación la firma no cuenta.",
    wayOut: "No quiero más recordatorios, o ningún correo",
  },
};

/** Reminds, once, the owner of an address of a signature that waits for them. */
export function RememberToConfirm(props: RememberToConfirmProps) {
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
      <Paragraph>{say.waiting(props.campaignTitle)}</Paragraph>
      <Act href={props.confirmUrl} label={say.act} orOpen={say.orOpen} />
      <Paragraph>{say.orType}</Paragraph>
      <Code>{props.code}</Code>
      <Paragraph>{say.mindChanged}</Paragraph>
    </Frame>
  );
}

RememberToConfirm.subject = ({ locale, campaignTitle }: RememberToConfirmProps) =>
  texts[locale].subject(campaignTitle);

RememberToConfirm.PreviewProps = {
  locale: "en",
  campaignTitle: "Stand with refugees",
  confirmUrl: "https://petitions.example.org/en/confirm/AZq3vXkPfQ2mTg7sYd0LhR",
  code: "481516",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
  validDays: 7,
  choicesUrl: "https://petitions.example.org/en/mail/AZq3vXkPfQ2mTg7sYd0LhR",
} satisfies RememberToConfirmProps;

export default RememberToConfirm;
