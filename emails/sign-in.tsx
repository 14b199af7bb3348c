import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

export type SignInProps = Sender & { locale: Locale; signInUrl: string; validMinutes: number };

const texts = {
  en: {
    subject: (organisation: string) => `Sign in to ${organisation}`,
    preview: "Your link to the staff area.",
    headline: "Your sign-in link",
    asked: (minutes: number) => `This link signs you in once. It is valid for ${minutes} minutes.`,
    button: "Sign in",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because someone asked for a sign-in link to your staff account. If that was not you, do nothing: nobody can sign in without this link. Do not pass it on.",
  },
  es: {
    subject: (organisation: string) => `Entra en ${organisation}`,
    preview: "Tu enlace al área del equipo.",
    headline: "Tu enlace de acceso",
    asked: (minutes: number) =>
      `Este enlace te da acceso una sola vez. Es válido durante ${minutes} minutos.`,
    button: "Entrar",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    reason:
      "Recibes este correo porque alguien pidió un enlace de acceso a tu cuenta del equipo. Si no fuiste tú, no hagas nada: sin este enlace nadie puede entrar. No lo compartas.",
  },
};

/** Sends a member of staff the link that signs them in. */
export default function SignIn(props: SignInProps) {
  const text = texts[props.locale];
  return (
    <Frame locale={props.locale} preview={text.preview} footer={[text.reason]} sender={props}>
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.asked(props.validMinutes)}</Paragraph>
      <ActionButton href={props.signInUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

SignIn.subject = ({ locale, organisation }: SignInProps) => texts[locale].subject(organisation);

SignIn.PreviewProps = {
  locale: "en",
  signInUrl: "https://petitions.example.org/en/staff/sign-in/AZq3vXkPfQ2mTg7sYd0LhR",
  validMinutes: 10,
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies SignInProps;
