import { CONFIRMING_PREVIEW, Confirming, type ConfirmingProps } from "./_confirming";

const texts = {
  en: {
    subject: (title: string) => `Confirm your signature: ${title}`,
    preview: (code: string) => `Your name counts once you confirm. Your code: ${code}`,
    headline: "One step, and your name counts",
    lead: (title: string) => `Did you just sign “${title}”? Please confirm.`,
    choices: "Never mail me again",
  },
  es: {
    subject: (title: string) => `Confirma tu firma: ${title}`,
    preview: (code: string) => `Tu nombre cuenta en cuanto confirmes. Tu código: ${code}`,
    headline: "Un paso más y tu nombre cuenta",
    lead: (title: string) => `¿Acabas de firmar «${title}»? Confírmalo, por favor.`,
    choices: "No quiero recibir más correos",
  },
};

/** Asks the owner of an address to confirm a signature. */
export default function ConfirmSignature(props: ConfirmingProps) {
  return <Confirming mail={props} texts={texts[props.locale]} />;
}

ConfirmSignature.subject = ({ locale, campaignTitle }: ConfirmingProps) =>
  texts[locale].subject(campaignTitle);

ConfirmSignature.PreviewProps = CONFIRMING_PREVIEW;
