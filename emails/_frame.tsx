import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import type { ReactNode } from "react";
import { DIRECTIONS, type Locale } from "@/lib/i18n/locales";

/** Stated under every mail: the law requires a postal address. */
export type Sender = {
  organisation: string;
  postalAddress: string;
  /** The origin of the site, for the link to its privacy notice. */
  siteUrl?: string;
};

/** The link to the page where readers choose which mails they get. Opening it changes nothing. */
export type ChoicesLink = { href: string; label: string };

/** A link to the page with the referrals of the reader's share link, for when they open the mail again. */
export type RippleLink = { href: string; label: string };

/** Every colour contains a letter, so that nothing that looks for six digits takes one for a confirmation code. */
const light = {
  paper: "#faf6ed",
  ink: "#1c1915",
  soft: "#5c554a",
  rule: "#d8cdb9",
  signal: "#c2321a",
  onSignal: "#fffaf3",
};
const SERIF = "Newsreader, 'Iowan Old Style', Georgia, 'Times New Roman', serif";
const SANS = "'Schibsted Grotesk', -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper td { background-color: #13110e !important; }
  .ink { color: #efe8da !important; }
  .soft { color: #b3a997 !important; }
  .rule { border-color: #39332a !important; }
  .signal { background-color: #ff7857 !important; color: #1f0b05 !important; }
}`;

const PRIVACY: Record<Locale, string> = {
  en: "How we handle your data",
  es: "Cómo tratamos tus datos",
};

type FrameProps = {
  locale: Locale;
  preview: string;
  footer: string[];
  ripple?: RippleLink;
  choices?: ChoicesLink;
  /** The page with the reader's signatures, which only shows. */
  meUrl?: string;
  sender: Sender;
  children: ReactNode;
};

const OWN_SIGNATURES: Record<Locale, string> = {
  en: "See, change or withdraw your signatures",
  es: "Mira, cambia o retira tus firmas",
};

/** The frame of every mail: the sender's name above; the reason for the mail, the mail choices and the postal address below. */
export function Frame({ locale, preview, footer, ripple, choices, meUrl, sender, children }: FrameProps) {
  return (
    <Html lang={locale} dir={DIRECTIONS[locale]}>
      <Head>
        <title>{sender.organisation}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, address=no, email=no, date=no, url=no" />
        <style>{DARK}</style>
      </Head>
      <Body className="paper" style={{ margin: 0, padding: "0 8px", backgroundColor: light.paper }}>
        {/* React Email's own `Preview` adds invisible characters, which text browsers show as lines of rubbish. */}
        <div data-skip-in-text="true" style={hidden}>
          {preview}
        </div>
        <Container style={{ maxWidth: "600px", margin: "0 auto", padding: "32px 16px 40px" }}>
          <Text className="ink rule" style={masthead}>
            {sender.organisation}
          </Text>
          {children}
          <Section className="rule" style={{ borderTop: `1px solid ${light.rule}`, marginTop: "40px" }}>
            {footer.map((line) => (
              <Text key={line} className="soft" style={small}>
                {line}
              </Text>
            ))}
            {ripple && <QuietLink {...ripple} />}
            {meUrl && <QuietLink href={meUrl} label={OWN_SIGNATURES[locale]} />}
            {choices && <QuietLink {...choices} />}
            {sender.siteUrl && (
              <QuietLink href={`${sender.siteUrl}/${locale}/privacy`} label={PRIVACY[locale]} />
            )}
            <Text className="soft" style={small}>
              {sender.organisation}, {sender.postalAddress}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

function QuietLink({ href, label }: { href: string; label: string }) {
  return (
    <Text className="soft" style={small}>
      <Link className="soft" href={href} style={quietLink}>
        {label}
      </Link>
    </Text>
  );
}

export function Headline({ children }: { children: ReactNode }) {
  return (
    <Heading as="h1" className="ink" style={headline}>
      {children}
    </Heading>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={paragraph}>
      {children}
    </Text>
  );
}

/** The one action of the mail, as a button, and its address for mail programs that show no buttons. */
export function ActionButton({ href, label, orOpen }: { href: string; label: string; orOpen: string }) {
  return (
    <Section style={{ marginBottom: "32px" }}>
      <Button className="signal" href={href} style={button}>
        {label}
      </Button>
      {/* The text form shows the address of the button already. */}
      <Text className="soft" style={small} data-skip-in-text="true">
        {orOpen}
        <br />
        <Link className="soft" href={href} style={{ ...quietLink, wordBreak: "break-all" }}>
          {href}
        </Link>
      </Text>
    </Section>
  );
}

/** A code to type. Only its style spreads the digits, so that they are copied as one number. */
export function Code({ children }: { children: string }) {
  return (
    <Text className="ink rule" style={code}>
      {children}
    </Text>
  );
}

/** Hides the line that mail programs show in their list of mails. Some programs support only one of these properties. */
const hidden = {
  display: "none",
  overflow: "hidden",
  maxHeight: 0,
  maxWidth: 0,
  opacity: 0,
  lineHeight: "1px",
};

/** Breaks a long word, which would otherwise make the mail wider than a phone. */
const anyWord = { overflowWrap: "anywhere", wordBreak: "break-word" } as const;

const masthead = {
  ...anyWord,
  fontFamily: SERIF,
  fontSize: "18px",
  lineHeight: "24px",
  fontWeight: 600,
  color: light.ink,
  borderBottom: `2px solid ${light.rule}`,
  paddingBottom: "12px",
  margin: "0 0 32px",
};
const headline = {
  ...anyWord,
  fontFamily: SERIF,
  fontSize: "32px",
  lineHeight: "38px",
  fontWeight: 500,
  letterSpacing: "-0.01em",
  color: light.ink,
  margin: "0 0 16px",
};
const paragraph = {
  ...anyWord,
  fontFamily: SANS,
  fontSize: "17px",
  lineHeight: "27px",
  color: light.ink,
  margin: "0 0 16px",
};
const small = {
  ...anyWord,
  fontFamily: SANS,
  fontSize: "14px",
  lineHeight: "21px",
  color: light.soft,
  margin: "12px 0 0",
};
const quietLink = { ...small, textDecoration: "underline" };
const button = {
  fontFamily: SANS,
  fontSize: "18px",
  lineHeight: "24px",
  fontWeight: 600,
  color: light.onSignal,
  backgroundColor: light.signal,
  borderRadius: "3px",
  padding: "14px 28px",
  margin: "8px 0 4px",
};
const code = {
  fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSize: "34px",
  lineHeight: "44px",
  fontWeight: 600,
  letterSpacing: "0.2em",
  color: light.ink,
  border: `1px solid ${light.rule}`,
  borderRadius: "3px",
  padding: "10px 0 10px 0.2em",
  textAlign: "center",
  margin: "0 0 24px",
} as const;
