import type { Locale } from "@/lib/i18n/locales";
import { Act, Frame, Headline, Paragraph, type Sender } from "./_frame";

export type SignInProps = Sender & { locale: Locale; signInUrl: string; validMinutes: number };

const texts = {
  en: {
    subject: (organisation: string) => `Sign in to ${organisation}`,
    preview: "Your link to the newsroom.",
    headline: "Your sign-in link",
    asked: (minutes: number) => `This link signs you in once. It is valid for ${minutes} minutes.`,
    act: "Sign in",
    orOpen: "If the button does not work, open this address:",
    why: "You get this mail because someone asked for a sign-in link to your staff account. If that was not you, do nothing: nobody can sign in without this link. Do not pass it on.",
  },
  es: {
    subject: (organisation: string) => `Entra en ${organisation}`,
    preview: "Tu enlace a la redacción.",
    headline: "Tu enlace de acceso",
    asked: (minutes: number) =>
      `Este enlace te da acceso una sola vez. Es válido durante ${minutes} minutos.`,
    act: "Entrar",
    orOpen: "Si el botón no funciona, abre esta dirección:",
    why: "Recibes este correo porque alguien pidió un enlace de acceso a tu cuenta del equipo. Si no fuiste tú, no hagas nada: sin este enlace nadie puede entrar. No lo compartas.",
  },
};

/** Sends a member of staff the link that signs them in. */
export default function SignIn(props: SignInProps) {
  const say = texts[props.locale];
  return (
    <Frame locale={props.locale} preview={say.preview} footer={[say.why]} sender={props}>
      <Headline>{say.headline}</Headline>
      <Paragraph>{say.asked(props.validMinutes)}</Paragraph>
      <Act href={props.signInUrl} label={say.act} orOpen={say.orOpen} />
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
