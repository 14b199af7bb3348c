import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { LanguageLink } from "./language-link";
import { Logo } from "./logo";

type MastheadProps = { locale: Locale; name: string; promise: string; navigation: string };

/** The name of the site, with links to the other languages. */
export function Masthead({ locale, name, promise, navigation }: MastheadProps) {
  return (
    <header className="border-ink border-b-2">
      <div className="page-width flex flex-wrap items-center justify-between gap-x-4 py-3">
        <a
          href={`/${locale}`}
          className="flex items-center gap-2.5 font-serif text-[min(1.5rem,8vw)] leading-tight font-semibold tracking-tight no-underline"
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
