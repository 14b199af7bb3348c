import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

/** Does not name the new address. */
export type AddressChangedProps = Sender & { locale: Locale; contactUrl: string };

const texts = {
  en: {
    subject: "Your signatures have moved to another address",
    preview: "We will not mail this address about them any more.",
    headline: "Your address was changed",
    lead: "Your signatures belong to another address now, which was confirmed there. Links in earlier mails to this one do not work any more.",
    notYou: "Was that not you? Then somebody could read your mail. Please tell us at once.",
    button: "Tell us",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because this was the address of your signatures until now. It is the last one about them.",
  },
  es: {
    subject: "Tus firmas han pasado a otra dirección",
    preview: "Ya no escribiremos aquí sobre ellas.",
    headline: "Tu dirección ha cambiado",
    lead: "Tus firmas pertenecen ahora a otra dirección, que se confirmó allí. Los enlaces de correos anteriores ya no funcionan.",
    notYou: "¿No fuiste tú? Entonces alguien pudo leer tu correo. Avísanos enseguida, por favor.",
    button: "Avisar",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    reason:
      "Recibes este correo porque aquí llegaban hasta ahora los de tus firmas. Es el último sobre ellas.",
  },
};

/** Tells the old address that the signatures have moved to another one. */
export default function AddressChanged(props: AddressChangedProps) {
  const text = texts[props.locale];
  return (
    <Frame locale={props.locale} preview={text.preview} footer={[text.reason]} sender={props}>
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.lead}</Paragraph>
      <Paragraph>{text.notYou}</Paragraph>
      <ActionButton href={props.contactUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

AddressChanged.subject = ({ locale }: AddressChangedProps) => texts[locale].subject;

AddressChanged.PreviewProps = {
  locale: "en",
  contactUrl: "https://petitions.example.org/en/contact",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies AddressChangedProps;
