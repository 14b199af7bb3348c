import { CONFIRMING_PREVIEW, Confirming, type ConfirmingProps } from "./_confirming";

const texts = {
  en: {
    subject: (title: string) => `Confirm your signature: ${title}`,
    preview: (code: string) => `Your name counts once you confirm. Your code: ${code}`,
    headline: "One step, and your name counts",
    lead: (title: string) =>
      `Someone, we hope you, signed “${title}” with this address. Please confirm that it was you.`,
    wayOut: "Never mail me again",
  },
  es: {
    subject: (title: string) => `Confirma tu firma: ${title}`,
    preview: (code: string) => `Tu nombre cuenta en cuanto confirmes. Tu código: ${code}`,
    headline: "Un paso más y tu nombre cuenta",
    lead: (title: string) =>
      `Alguien, esperamos que tú, firmó «${title}» con esta dirección. Confirma, por favor, que fuiste tú.`,
    wayOut: "No quiero recibir más correos",
  },
};

/** Asks the owner of an address to confirm the signature that was given with it. */
export function ConfirmSignature(props: ConfirmingProps) {
  return <Confirming mail={props} words={texts[props.locale]} />;
}

ConfirmSignature.subject = ({ locale, campaignTitle }: ConfirmingProps) =>
  texts[locale].subject(campaignTitle);

ConfirmSignature.PreviewProps = CONFIRMING_PREVIEW;

export default ConfirmSignature;
