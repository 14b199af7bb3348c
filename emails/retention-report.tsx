import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

export type RetentionReportProps = Sender & {
  locale: Locale;
  anonymised: number;
  comments: number;
  mails: number;
  exports: number;
  /** Slugs of the campaigns whose signers were forgotten. */
  campaigns: string[];
  reportUrl: string;
};

const texts = {
  en: {
    subject: "What was deleted because its time had come",
    preview: "The counts stay; the people are forgotten.",
    headline: "Personal data were deleted",
    lead: "The retention that you have set was applied. Counts, figures and proofs are unchanged.",
    signatures: (count: string, campaigns: string) =>
      `Signatures without their signers from now on: ${count}${campaigns && ` (${campaigns})`}`,
    comments: (count: string) => `Comments deleted: ${count}`,
    mails: (count: string) => `Mail records deleted: ${count}`,
    exports: (count: string) => `Export records deleted: ${count}`,
    button: "See the report",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because you are an owner of this site. It is sent after each run that deleted something.",
  },
  es: {
    subject: "Qué se ha borrado porque su plazo había terminado",
    preview: "Las cuentas quedan; las personas se olvidan.",
    headline: "Se han borrado datos personales",
    lead: "Se ha aplicado el plazo de conservación que fijaste. Cuentas, cifras y pruebas no cambian.",
    signatures: (count: string, campaigns: string) =>
      `Firmas que ya no tienen firmante: ${count}${campaigns && ` (${campaigns})`}`,
    comments: (count: string) => `Comentarios borrados: ${count}`,
    mails: (count: string) => `Registros de correo borrados: ${count}`,
    exports: (count: string) => `Registros de exportación borrados: ${count}`,
    button: "Ver el informe",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    reason:
      "Recibes este correo porque eres responsable de este sitio. Se envía después de cada vez que se borra algo.",
  },
};

/** Tells an owner what the daily retention job has deleted. */
export default function RetentionReport(props: RetentionReportProps) {
  const text = texts[props.locale];
  const format = new Intl.NumberFormat(props.locale);
  const number = (count: number) => format.format(count);
  return (
    <Frame locale={props.locale} preview={text.preview} footer={[text.reason]} sender={props}>
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.lead}</Paragraph>
      <Paragraph>{text.signatures(number(props.anonymised), props.campaigns.join(", "))}</Paragraph>
      <Paragraph>{text.comments(number(props.comments))}</Paragraph>
      <Paragraph>{text.mails(number(props.mails))}</Paragraph>
      <Paragraph>{text.exports(number(props.exports))}</Paragraph>
      <ActionButton href={props.reportUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

RetentionReport.subject = ({ locale }: RetentionReportProps) => texts[locale].subject;

RetentionReport.PreviewProps = {
  locale: "en",
  anonymised: 12_418,
  comments: 310,
  mails: 25_102,
  exports: 4,
  campaigns: ["protect-the-high-seas"],
  reportUrl: "https://petitions.example.org/en/staff/settings/retention",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies RetentionReportProps;
