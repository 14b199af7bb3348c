import type { MailSummary } from "../mail";
import type { ListedMail } from "../mail-index";
import { deliveryStatus } from "./delivery-status";
import { html, type Markup } from "./markup";
import type { OpenMail } from "./message";
import { message } from "./message";

type MailboxPage = {
  mails: ListedMail[];
  counts: { all: number; unread: number };
  open: OpenMail | null;
  /** The last mail of the previous page of the list. Undefined on the first page. */
  after: string | undefined;
  hasMore: boolean;
  now: Date;
};

/** Renders the page: the list of mails and the open mail. */
export function page(content: MailboxPage): Markup {
  const { counts, open } = content;
  const title = open ? open.mail.subject : counts.unread > 0 ? `(${counts.unread}) Mailbox` : "Mailbox";
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="/_reader/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/_reader/base.css">
<link rel="stylesheet" href="/_reader/list.css">
<link rel="stylesheet" href="/_reader/message.css">
<script src="/_reader/watch.js" defer></script>
</head>
<body class="${open ? "reading" : "choosing"}" data-newest="${content.mails[0]?.id}" data-statuses="${listDeliveryStatuses(content.mails, content.now)}">
<a class="skip" href="#message">Skip to the message</a>
<header class="masthead">
  <a class="name" href="/">Mailbox</a>
  <p>All mails of this Groundswell are shown here. None is delivered.</p>
</header>
<main>
<nav class="list" id="list" aria-label="Mails">${list(content)}</nav>
<section class="message" id="message" tabindex="-1" aria-label="Message">${open ? message(open, content.now) : nothingOpen(counts.all)}</section>
</main>
<p class="announcement" id="announcement" role="status"></p>
</body>
</html>`;
}

function list({ mails, open, after, hasMore, counts, now }: MailboxPage): Markup {
  const oldest = mails.at(-1)?.id;
  const only = counts.all === 1 ? "1 mail" : `${counts.all.toLocaleString("en")} mails`;
  return html`
<h2 class="tally">${only}${counts.unread > 0 && html`, <strong>${counts.unread.toLocaleString("en")} unread</strong>`}</h2>
<ol>${mails.map((mail) => row(mail, { current: mail.id === open?.mail.id, after, now }))}</ol>
<p class="pages">
  ${after !== undefined && html`<a href="/">Newest mails</a>`}
  ${hasMore && html`<a href="/?after=${oldest}">Older mails</a>`}
</p>`;
}

type RowPlace = { current: boolean; after: string | undefined; now: Date };

function row(mail: ListedMail, { current, after, now }: RowPlace): Markup {
  const status = deliveryStatus(mail, now);
  const href = `/?id=${mail.id}${after === undefined ? "" : `&after=${after}`}`;
  return html`
<li><a class="row${mail.unread && " unread"}" href="${href}" ${current && html`aria-current="true"`}>
  <span class="to">${mail.unread && html`<span class="unseen">Unread: </span>`}${mail.to.join(", ")}</span>
  <time datetime="${mail.created_at}">${when(new Date(mail.created_at), now)}</time>
  <span class="subject">${mail.subject}</span>
  <span class="from">from ${senderName(mail.from)}</span>
  ${status && html`<span class="status">${status.label}</span>`}
</a></li>`;
}

/** Returns the statuses of mails, one letter each. A change means that the page is out of date. */
export function listDeliveryStatuses(mails: MailSummary[], now: Date): string {
  return mails.map((mail) => deliveryStatus(mail, now)?.label[0] ?? ".").join("");
}

/** Returns the name of a sender: “Groundswell” of “Groundswell <petitions@example.org>”. */
function senderName(from: string): string {
  return /^\s*"?(.*?)"?\s*</.exec(from)?.[1] || from;
}

function when(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString())
    return at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

function nothingOpen(all: number): Markup {
  if (all > 0) return html`<p class="empty">Choose a mail to read it here.</p>`;
  return html`<p class="empty">No mail yet. Sign a petition, and its mail appears here automatically.</p>`;
}
