import type { MailBodies, MailSummary } from "../mail";
import { deliveryStatus } from "./delivery-status";
import { html, type Markup } from "./markup";

const views = { html: "HTML", text: "Plain text", source: "Source" } as const;

export type View = keyof typeof views;

export type OpenMail = { mail: MailSummary; bodies: MailBodies; view: View };

/** Returns the requested view of a mail, or the first one that it has. */
export function viewOf(requested: string | null, { html: rich }: MailBodies): View {
  if (requested === "text" || requested === "source") return requested;
  return rich === null ? "text" : "html";
}

/** Renders an open mail. */
export function message({ mail, bodies, view }: OpenMail, now: Date): Markup {
  const status = deliveryStatus(mail, now);
  return html`
<p class="back"><a href="/">All mails</a></p>
<header>
  <h1>${mail.subject}</h1>
  <dl>
    <dt>From</dt><dd>${mail.from}</dd>
    <dt>To</dt><dd>${mail.to.join(", ")}</dd>
    ${mail.reply_to && html`<dt>Reply to</dt><dd>${mail.reply_to.join(", ")}</dd>`}
    <dt>Date</dt><dd><time datetime="${mail.created_at}">${new Date(mail.created_at).toLocaleString("en-GB", { dateStyle: "full", timeStyle: "short" })}</time></dd>
    ${status && html`<dt>Status</dt><dd class="status">${status.meaning}</dd>`}
  </dl>
  <nav class="tabs" aria-label="View">${Object.entries(views).map(
    ([name, label]) =>
      html`<a href="/?id=${mail.id}&amp;view=${name}" ${name === view && html`aria-current="page"`}>${label}</a>`,
  )}</nav>
</header>
${bodyView({ mail, bodies, view })}`;
}

function bodyView({ mail, bodies, view }: OpenMail): Markup {
  if (view === "source") return html`<pre class="source" tabindex="0">${source(mail, bodies)}</pre>`;
  if (view === "text") {
    return html`<pre class="text" tabindex="0">${bodies.text === null ? "This mail has no plain text." : linked(bodies.text)}</pre>`;
  }
  if (bodies.html === null) return html`<p class="empty">This mail has no HTML.</p>`;
  // The sandbox allows links in new tabs, but no scripts, forms or same-origin access.
  return html`<iframe title="${mail.subject}" src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`;
}

/** Turns web addresses in a text into links. */
function linked(text: string): Markup[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/).map((part, index) => {
    const isAddress = index % 2 === 1;
    return isAddress
      ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`
      : html`${part}`;
  });
}

function source(mail: MailSummary, bodies: MailBodies): string {
  const headers = {
    From: mail.from,
    To: mail.to.join(", "),
    ...(mail.cc && { Cc: mail.cc.join(", ") }),
    ...(mail.reply_to && { "Reply-To": mail.reply_to.join(", ") }),
    Subject: mail.subject,
    Date: mail.created_at,
    "Message-ID": mail.message_id,
    ...mail.headers,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...head, "", bodies.html ?? bodies.text ?? ""].join("\n");
}

/** Returns the mail's HTML for the frame. Links open in a new tab. */
export function framed(rich: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(rich) ? rich.replace(/<head[^>]*>/i, (head) => head + base) : base + rich;
}
