import type { Locale } from "@/lib/i18n/locales";
import { ActionButton, Frame, Headline, Paragraph, type Sender } from "./_frame";

type Role = "owner" | "editor" | "campaigner" | "analyst";

export type StaffInvitationProps = Sender & {
  locale: Locale;
  joinUrl: string;
  validDays: number;
  role: Role;
  /** Who invites. Null if it is not known. */
  inviter: string | null;
};

const texts = {
  en: {
    subject: (organisation: string) => `Join the newsroom of ${organisation}`,
    preview: "You are invited to work with us.",
    headline: "Welcome to the newsroom",
    invited: (inviter: string | null, organisation: string) =>
      inviter
        ? `${inviter} invites you to work on ${organisation}.`
        : `You are invited to work on ${organisation}.`,
    role: {
      owner: "You will be an owner: you can do everything, and decide who else works here.",
      editor: "You will be an editor: you write and publish articles.",
      campaigner: "You will be a campaigner: you run campaigns and look after their signatures.",
      analyst: "You will be an analyst: you see all figures, but no personal details.",
    },
    once: (days: number) =>
      `The button signs you in, once, within ${days} days. There is no password: afterwards we mail you a link whenever you want to sign in.`,
    button: "Open the staff area",
    orOpen: "If the button does not work, open this address:",
    reason:
      "You get this mail because a member of our staff invited this address. If you do not know us, do nothing: nobody can sign in without this link. Do not pass it on.",
  },
  es: {
    subject: (organisation: string) => `Únete a la redacción de ${organisation}`,
    preview: "Te invitamos a trabajar con nosotros.",
    headline: "Te damos la bienvenida a la redacción",
    invited: (inviter: string | null, organisation: string) =>
      inviter
        ? `${inviter} te invita a trabajar en ${organisation}.`
        : `Te invitamos a trabajar en ${organisation}.`,
    role: {
      owner: "Serás responsable: puedes hacerlo todo y decides quién más trabaja aquí.",
      editor: "Trabajarás en la edición: escribes y publicas artículos.",
      campaigner: "Llevarás campañas y cuidarás de sus adhesiones.",
      analyst: "Harás análisis: ves todas las cifras, pero ningún dato personal.",
    },
    once: (days: number) =>
      `El botón te da acceso una sola vez, durante ${days} días. No hay contraseña: después te enviamos un enlace cada vez que quieras entrar.`,
    button: "Abrir el área del equipo",
    orOpen: "Si el botón no funciona, abre este enlace:",
    reason:
      "Recibes este correo porque alguien de nuestro equipo te invitó. Si no nos conoces, no hagas nada: sin este enlace nadie puede entrar. No lo compartas.",
  },
};

/** Invites a person to the staff, with a link that signs them in once. */
export default function StaffInvitation(props: StaffInvitationProps) {
  const text = texts[props.locale];
  return (
    <Frame locale={props.locale} preview={text.preview} footer={[text.reason]} sender={props}>
      <Headline>{text.headline}</Headline>
      <Paragraph>{text.invited(props.inviter, props.organisation)}</Paragraph>
      <Paragraph>{text.role[props.role]}</Paragraph>
      <Paragraph>{text.once(props.validDays)}</Paragraph>
      <ActionButton href={props.joinUrl} label={text.button} orOpen={text.orOpen} />
    </Frame>
  );
}

StaffInvitation.subject = ({ locale, organisation }: StaffInvitationProps) =>
  texts[locale].subject(organisation);

StaffInvitation.PreviewProps = {
  locale: "en",
  joinUrl: "https://petitions.example.org/en/staff/sign-in/invited/AZq3vXkPfQ2mTg7sYd0LhR",
  validDays: 7,
  role: "editor",
  inviter: "Olu Owens",
  organisation: "Groundswell",
  postalAddress: "1 Example Street, Example Town",
} satisfies StaffInvitationProps;
