import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { LanguageLink } from "./language-link";

type MastheadProps = { locale: Locale; name: string; promise: string; navigation: string };

/** The name of the site, with links to the other languages. */
export function Masthead({ locale, name, promise, navigation }: MastheadProps) {
  return (
    <header className="border-ink border-b-2">
      <div className="page-width flex flex-wrap items-center justify-between gap-x-4 py-3">
        <a
          href={`/${locale}`}
          className="flex items-center gap-2.5 font-serif text-2xl font-semibold tracking-tight no-underline"
        >
          <Logo />
          <span dir="auto">{name}</span>
        </a>
        <p className="hidden flex-1 text-soft text-sm md:block">{promise}</p>
        <nav aria-label={navigation} className="flex gap-3 text-sm">
          {LOCALES.filter((other) => other !== locale).map((other) => (
            <LanguageLink key={other} locale={other} name={LOCALE_NAMES[other]} />
          ))}
        </nav>
      </div>
    </header>
  );
}

/** The logo: three waves. */
function Logo() {
  return (
    <svg
      viewBox="0 0 32 24"
      className="h-6 w-8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      aria-hidden="true"
    >
      <path d="M1 20c5 0 6-4 10-4s5 4 10 4 6-4 10-4" />
      <path d="M1 13c5 0 6-5 10-5s5 5 10 5 6-5 10-5" />
      <path d="M1 6c5 0 6-4.500 10-4.500S16 6 21 6s6-4.500 10-4.500" />
    </svg>
  );
}
