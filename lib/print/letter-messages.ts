import { type Locale, localeOrDefault } from "@/lib/i18n/locales";

type Figures = { signatures: number; named: number };

const en = {
  kicker: "Petition, for delivery",
  to: (target: string) => `To: ${target}`,
  people: (count: number): string =>
    count === 1 ? "person has signed this petition" : "people have signed this petition",
  asOf: (moment: string) =>
    `Counted on ${moment} UTC. Each of them confirmed by e-mail that the signature is theirs.`,
  collectedBy: (organisation: string) => `Collected by ${organisation}`,
  fingerprint: (locale: string) => `Fingerprint of the petition text in ${locale} (SHA-256)`,
  page: (number: number) => `Page ${number}`,
  texts: "What was signed",
  textsLead:
    "A published text never changes: an edit is a new version, and each signature belongs to the version that was signed.",
  version: (language: string, day: string | null) => (day ? `${language}, published on ${day}` : language),
  signedBy: (count: string) => `${count} signed this version`,
  countries: "Where they live",
  countriesLead: "As stated by the signers.",
  country: "Country",
  signatures: "Signatures",
  named: "With their name",
  anonymous: "Without a name",
  unknownCountry: "Country not given",
  total: "Total",
  comments: "In their own words",
  commentsLead: "Comments that signers added, and that the editors have read.",
  commentsCut: (shown: string) => `The latest ${shown} are printed here. The enclosed list has all of them.`,
  anonymousSigner: "Someone who is counted without a name",
  names: "Who signed",
  namesLead: "The names of those who agreed that you receive them. All others are counted, but not named.",
  namesCut: (shown: string, all: string) =>
    `Of ${all} names, the first ${shown} are printed here. The enclosed list has all of them.`,
  countryLine: (country: string, { signatures, named }: Figures, number: (count: number) => string): string =>
    `${country}: ${number(signatures)} ${signatures === 1 ? "signature" : "signatures"}, ${named === 0 ? "none" : number(named)} with a name`,
};

const es: typeof en = {
  kicker: "Petición, para su entrega",
  to: (target) => `A: ${target}`,
  people: (count) =>
    count === 1 ? "persona ha firmado esta petición" : "personas han firmado esta petición",
  asOf: (moment) =>
    `Recuento del ${moment} UTC. Cada una confirmó por correo electrónico que la firma es suya.`,
  collectedBy: (organisation) => `Recogidas por ${organisation}`,
  fingerprint: (locale) => `Huella del texto en ${locale} (SHA-256)`,
  page: (number) => `Página ${number}`,
  texts: "Qué se firmó",
  textsLead:
    "Un texto publicado nunca cambia: una corrección es una versión nueva, y cada firma pertenece a la versión que se firmó.",
  version: (language, day) => (day ? `${language}, publicado el ${day}` : language),
  signedBy: (count) => `${count} firmaron esta versión`,
  countries: "Dónde viven",
  countriesLead: "Según lo indicado al firmar.",
  country: "País",
  signatures: "Firmas",
  named: "Con nombre",
  anonymous: "Sin nombre",
  unknownCountry: "País no indicado",
  total: "Total",
  comments: "Con sus propias palabras",
  commentsLead: "Comentarios que añadieron quienes firmaron y que la redacción ha leído.",
  commentsCut: (shown) => `Aquí se imprimen los ${shown} más recientes. La lista adjunta los tiene todos.`,
  anonymousSigner: "Alguien cuya firma se cuenta sin nombre",
  names: "Quiénes firmaron",
  namesLead:
    "Los nombres de quienes aceptaron que se entreguen. Las demás firmas se cuentan, pero no se nombran.",
  namesCut: (shown, all) =>
    `De ${all} nombres, aquí se imprimen los primeros ${shown}. La lista adjunta los tiene todos.`,
  countryLine: (country, { signatures, named }, number) =>
    `${country}: ${number(signatures)} ${signatures === 1 ? "firma" : "firmas"}, ${named === 0 ? "ninguna" : number(named)} con nombre`,
};

export type LetterMessages = typeof en;

/** The fixed texts of a delivery letter. */
export const letterMessages: Record<Locale, LetterMessages> = { en, es };

/** Returns the formatter of "To: …" in the language of a petition text. */
export function formatTarget(locale: string) {
  return letterMessages[localeOrDefault(locale)].to;
}
