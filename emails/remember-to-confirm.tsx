import { CONFIRMING_PREVIEW, Confirming, type ConfirmingProps } from "./_confirming";
import { Paragraph } from "./_frame";

const texts = {
  en: {
    subject: (title: string) => `One step left: ${title}`,
    preview: (code: string) => `If you still want your name to count, confirm it. Your code: ${code}`,
    headline: "Your name can still count",
    lead: (title: string) =>
      `Somebody, we hope you, signed “${title}” with this address and has not confirmed it yet. Mails get lost among others, so here is the link once more.`,
    mindChanged:
      "You have changed your mind? Then there is nothing to do. This is the only reminder we send.",
    wayOut: "No more reminders, or no mail at all",
  },
  es: {
    subject: (title: string) => `Queda un paso: ${title}`,
    preview: (code: string) => `Si todavía quieres que tu nombre cuente, confírmalo. Tu código: ${code}`,
    headline: "Tu nombre todavía puede contar",
    lead: (title: string) =>
      `Alguien, esperamos que tú, firmó «${title}» con esta dirección y aún no lo ha confirmado. Los correos se pierden entre otros, así que aquí tienes el enlace otra vez.`,
    mindChanged:
      "¿Has cambiado de idea? Entonces no hay nada que hacer. Este es el único recordatorio que enviamos.",
    wayOut: "No quiero más recordatorios, o ningún correo",
  },
};

/** Reminds, once, the owner of an address of a signature that waits for them. */
export function RememberToConfirm(props: ConfirmingProps) {
  const words = texts[props.locale];
  return (
    <Confirming mail={props} words={words}>
      <Paragraph>{words.mindChanged}</Paragraph>
    </Confirming>
  );
}

RememberToConfirm.subject = ({ locale, campaignTitle }: ConfirmingProps) =>
  texts[locale].subject(campaignTitle);

RememberToConfirm.PreviewProps = CONFIRMING_PREVIEW;

export default RememberToConfirm;
