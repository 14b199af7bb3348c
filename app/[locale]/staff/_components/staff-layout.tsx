import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission, type Permission } from "@/lib/auth/permissions";
import { staffName } from "@/lib/auth/staff-name";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { staffAreaPath, withoutLocale } from "@/lib/paths";
import { SwitchBanner } from "./switch-banner";

type StaffLayoutProps = {
  locale: Locale;
  /** The path of the page, for the navigation and the language switch. */
  path: string;
  member: StaffMember | null;
  children: ReactNode;
};

/** The layout of a staff page: site name, sections, language switch, account and sign-out. */
export async function StaffLayout({ locale, path, member, children }: StaffLayoutProps) {
  const t = await getTranslations({ locale, namespace: "staff.layout" });
  const site = await getTranslations({ locale, namespace: "site" });
  return (
    <>
      <header className="border-b border-ink">
        <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-6">
          <Link className="flex min-h-11 items-center no-underline" href={staffAreaPath(locale)}>
            <span className="flex items-baseline gap-3">
              <span className="font-serif text-xl font-semibold tracking-tight">{site("name")}</span>
              <span className="kicker">{t("staffArea")}</span>
            </span>
          </Link>
          {member && <SectionLinks locale={locale} path={path} member={member} />}
          <div className="contents sm:ml-auto sm:flex sm:items-center sm:gap-x-4">
            <LanguageSwitch locale={locale} path={path} label={t("language")} />
            {member && <Account locale={locale} member={member} />}
          </div>
        </div>
      </header>
      {member && <SwitchBanner locale={locale} member={member} />}
      <main id="main" className="mx-auto w-full max-w-page flex-1 px-4 pt-8 pb-20 sm:px-6">
        {children}
      </main>
    </>
  );
}

/** The sections of the staff area: the path of the first page, and the folder of the other pages. */
const SECTIONS = [
  { section: "campaigns", first: "", folder: "campaigns", permission: "figures.read" },
  { section: "articles", first: "articles", folder: "articles", permission: "articles.write" },
  { section: "mail", first: "mail", folder: "mail", permission: "mail.read" },
  { section: "requests", first: "requests", folder: "requests", permission: "requests.answer" },
  { section: "people", first: "people", folder: "people", permission: "staff.manage" },
  { section: "audit", first: "audit", folder: "audit", permission: "audit.read" },
  { section: "settings", first: "settings", folder: "settings", permission: "settings.manage" },
] as const satisfies { section: string; first: string; folder: string; permission: Permission }[];

/** Links to the sections that the member may open. `aria-current` is `page` on the first page of a section, `true` on others. */
async function SectionLinks({ locale, path, member }: { locale: Locale; path: string; member: StaffMember }) {
  const t = await getTranslations({ locale, namespace: "staff.layout" });
  const [page = path] = path.split("?");
  const links = SECTIONS.filter(({ permission }) => hasPermission(member.role, permission)).map(
    ({ section, first, folder }) => {
      const href = staffAreaPath(locale, first);
      const isInside = page.startsWith(`${staffAreaPath(locale, folder)}/`);
      return { section, href, current: page === href ? ("page" as const) : isInside ? true : undefined };
    },
  );
  return (
    <nav aria-label={t("sections")} className="max-sm:order-last max-sm:basis-full">
      <ul className="flex flex-wrap gap-x-3.5 max-sm:text-sm sm:gap-x-4">
        {links.map(({ section, href, current }) => (
          <li key={section}>
            <Link
              href={href}
              aria-current={current}
              className="inline-flex min-h-9 items-center border-b-2 border-transparent font-semibold no-underline hover:border-rule-strong aria-[current]:border-ink"
            >
              {t(section)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function LanguageSwitch({ locale, path, label }: { locale: Locale; path: string; label: string }) {
  return (
    <nav aria-label={label} className="ml-auto flex gap-3 text-sm sm:ml-0">
      {LOCALES.map((other) => (
        <a
          key={other}
          className="inline-flex min-h-6 min-w-6 items-center text-soft aria-[current]:text-ink aria-[current]:no-underline"
          href={`/${other}${withoutLocale(path)}`}
          hrefLang={other}
          lang={other}
          aria-current={other === locale ? "true" : undefined}
        >
          {LOCALE_NAMES[other]}
        </a>
      ))}
    </nav>
  );
}

async function Account({ locale, member }: { locale: Locale; member: StaffMember }) {
  const t = await getTranslations({ locale, namespace: "staff.layout" });
  return (
    <section
      aria-label={t("account")}
      className="flex min-w-0 basis-full items-center gap-3 border-t border-rule pt-1 text-sm sm:basis-auto sm:border-t-0 sm:border-l sm:pt-0 sm:pl-4"
    >
      <Link
        className="inline-block min-w-0 truncate leading-6 decoration-rule-strong"
        href={staffAreaPath(locale, "account")}
        aria-label={t("accountOf", { name: staffName(member) })}
      >
        {staffName(member)}
      </Link>
      <span className="kicker">{t(`role.${member.role}`)}</span>
      <form action="/api/staff/sessions/end" method="post" className="ml-auto shrink-0">
        <input type="hidden" name="locale" value={locale} />
        <button type="submit" className="min-h-9 cursor-pointer px-1 underline underline-offset-4">
          {t("signOut")}
        </button>
      </form>
    </section>
  );
}
