import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

export type SurgeAlertProps = Sender & {
  locale: Locale;
  campaignTitle: string;
  /** Confirmed within the last hour. */
  confirmed: number;
  goal: number;
  dashboardUrl: string;
};

const texts = {
  en: {
    subject: (title: string) => `Taking off: ${title}`,
    preview: "See it live, while it lasts.",
    headline: "This one is taking off",
    news: (count: string) => `${count} signatures were confirmed within an hour:`,
    advice: (goal: string) =>
      `The first hours decide a petition. See which articles and links bring people, and whether the goal of ${goal} still fits.`,
    button: "Watch it live",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because you are on the staff. There is one for each campaign, the first time that it takes off.",
  },
  es: {
    subject: (title: string) => `Está despegando: ${title}`,
    preview: "Míralo en directo, mientras dura.",
    headline: "Esta campaña está despegando",
    news: (count: string) => `${count} firmas se confirmaron en una hora:`,
    advice: (goal: string) =>
      `Las primeras horas deciden una petición. Mira qué artículos y enlaces traen gente, y si la meta de ${goal} se ha quedado corta.`,
    button: "Verla en directo",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    reason: "Recibes este correo porque eres del equipo. Hay uno por campaña, la primera vez que despega.",
  },
};

/** Tells a member of staff that a campaign surges, and links to its dashboard. */
export default function SurgeAlert(props: SurgeAlertProps) {
  const text = texts[props.locale];
  const number = new Intl.NumberFormat(props.locale);
  return (
    <Frame locale={props.locale} preview={text.preview} footer={[text.reason]} sender={props}>
      <Headline>{text.headline}</Headline>
      <Paragraph>
        {text.news(number.format(props.confirmed))} <strong>{props.campaignTitle}</strong>
      </Paragraph>
      <Paragraph>{text.advice(number.format(props.goal))}</Paragraph>
      <ActionButton href={props.dashboardUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

SurgeAlert.subject = ({ locale, campaignTitle }: SurgeAlertProps) => texts[locale].subject(campaignTitle);

SurgeAlert.PreviewProps = {
  locale: "en",
  campaignTitle: "Stand with refugees",
  confirmed: 412,
  goal: 5000,
  dashboardUrl: "https://petitions.example.org/en/staff/campaigns/stand-with-refugees?range=hour",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies SurgeAlertProps;
