import type { MailBodies, MailSummary } from "../mail";
import { deliveryStatus } from "./delivery-status";
import { html, type Markup } from "./markup";

const views = { html: "HTML", text: "Plain text", source: "Source" } as const;

export type View = keyof typeof views;

export type OpenMail = { mail: MailSummary; bodies: MailBodies; view: View };

/** Which of its three views a mail is shown in: the asked-for one, or the first that it has. */
export function viewOf(asked: string | null, { html: rich }: MailBodies): View {
  if (asked === "text" || asked === "source") return asked;
  return rich === null ? "text" : "html";
}

/** One mail, opened. */
export function message({ mail, bodies, view }: OpenMail, now: Date): Markup {
  const fate = deliveryStatus(mail, now);
  return html`
<p class="back"><a href="/">All mails</a></p>
<header>
  <h1>${mail.subject}</h1>
  <dl>
    <dt>From</dt><dd>${mail.from}</dd>
    <dt>To</dt><dd>${mail.to.join(", ")}</dd>
    ${mail.reply_to && html`<dt>Reply to</dt><dd>${mail.reply_to.join(", ")}</dd>`}
    <dt>Date</dt><dd><time datetime="${mail.created_at}">${new Date(mail.created_at).toLocaleString("en-GB", { dateStyle: "full", timeStyle: "short" })}</time></dd>
    ${fate && html`<dt>Status</dt><dd class="fate">${fate.meaning}</dd>`}
  </dl>
  <nav class="tabs" aria-label="View">${Object.entries(views).map(
    ([name, label]) =>
      html`<a href="/?id=${mail.id}&amp;view=${name}" ${name === view && html`aria-current="page"`}>${label}</a>`,
  )}</nav>
</header>
${shown({ mail, bodies, view })}`;
}

function shown({ mail, bodies, view }: OpenMail): Markup {
  if (view === "source") return html`<pre class="source" tabindex="0">${source(mail, bodies)}</pre>`;
  if (view === "text") {
    return html`<pre class="text" tabindex="0">${bodies.text === null ? "This mail has no plain text." : linked(bodies.text)}</pre>`;
  }
  if (bodies.html === null) return html`<p class="empty">This mail has no HTML.</p>`;
  // Without scripts, forms and same-origin: a mail can show itself and open a link in a new tab, nothing else.
  return html`<iframe title="${mail.subject}" src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`;
}

/** A text whose web addresses are links, as mail programs show it. */
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

/** What stands in the frame: the mail's own HTML, with its links sent to a new tab. */
export function framed(rich: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(rich) ? rich.replace(/<head[^>]*>/i, (head) => head + base) : base + rich;
}
