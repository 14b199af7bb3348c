import { CONFIRMING_PREVIEW, Confirming, type ConfirmingProps } from "./_confirming";
import { Paragraph } from "./_frame";

const texts = {
  en: {
    subject: (title: string) => `One step left: ${title}`,
    preview: (code: string) => `If you still want your name to count, confirm it. Your code: ${code}`,
    headline: "Your name can still count",
    lead: (title: string) =>
      `Did you sign “${title}”? Please confirm: your signature does not count yet. In case our first mail got lost, here is the link once more.`,
    mindChanged: "Changed your mind? Then there is nothing to do. This is the only reminder we send.",
    choices: "No more reminders, or no mail at all",
  },
  es: {
    subject: (title: string) => `Queda un paso: ${title}`,
    preview: (code: string) => `Si todavía quieres que tu nombre cuente, confírmalo. Tu código: ${code}`,
    headline: "Tu nombre todavía puede contar",
    lead: (title: string) =>
      `¿Firmaste «${title}»? Confírmalo, por favor: tu firma todavía no cuenta. Por si nuestro primer correo se perdió, aquí tienes el enlace otra vez.`,
    mindChanged:
      "¿Has cambiado de idea? Entonces no hay nada que hacer. Este es el único recordatorio que enviamos.",
    choices: "No quiero más recordatorios, o ningún correo",
  },
};

/** Reminds the owner of an address, once, to confirm a signature. */
export default function ConfirmationReminder(props: ConfirmingProps) {
  const ownTexts = texts[props.locale];
  return (
    <Confirming mail={props} texts={ownTexts}>
      <Paragraph>{ownTexts.mindChanged}</Paragraph>
    </Confirming>
  );
}

ConfirmationReminder.subject = ({ locale, campaignTitle }: ConfirmingProps) =>
  texts[locale].subject(campaignTitle);

ConfirmationReminder.PreviewProps = CONFIRMING_PREVIEW;
