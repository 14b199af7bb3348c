import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

export type ErasedProps = Sender & { locale: Locale; ownUrl: string };

const texts = {
  en: {
    subject: "Everything about you has been erased",
    preview: "Your signatures are withdrawn, and your data are deleted.",
    headline: "Everything is erased",
    lead: "As you asked, your signatures were withdrawn and everything about you was deleted: names, comments, consents and your address. This mail is the last thing that knew it.",
    stays:
      "What stays names nobody: a code that we can compute only with our key and a deleted number, so that old links say what happened. Lists that were handed over before cannot be called back.",
    button: "See for yourself",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because everything about this address was erased on request. You can sign again at any time, as a new person.",
  },
  es: {
    subject: "Hemos borrado todo lo que sabíamos de ti",
    preview: "Tus firmas están retiradas y tus datos, borrados.",
    headline: "Todo está borrado",
    lead: "Como pediste, tus firmas se retiraron y se borró todo lo que sabíamos de ti: nombres, comentarios, consentimientos y tu dirección. Lo último que la conocía es el mensaje que estás leyendo.",
    stays:
      "Lo que queda no nombra a nadie: un código que solo podemos calcular con nuestra clave y un número borrado, para que los enlaces antiguos digan qué pasó. Las listas ya entregadas no se pueden recuperar.",
    button: "Compruébalo",
    orOpen: "Si el botón no funciona, abre este enlace:",
    reason:
      "Recibes este correo porque se pidió borrar todo lo de esta dirección. Puedes volver a firmar cuando quieras, como una persona nueva.",
  },
};

/** The last mail to a person: everything about them is erased. */
export default function Erased(props: ErasedProps) {
  const text = texts[props.locale];
  return (
    <Frame locale={props.locale} preview={text.preview} footer={[text.reason]} sender={props}>
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.lead}</Paragraph>
      <Paragraph>{text.stays}</Paragraph>
      <ActionButton href={props.ownUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

Erased.subject = ({ locale }: ErasedProps) => texts[locale].subject;

Erased.PreviewProps = {
  locale: "en",
  ownUrl: "https://petitions.example.org/en/me",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies ErasedProps;
