import type { MailSummary } from "../mail";
import type { ListedMail } from "../mail-index";
import { deliveryStatus } from "./delivery-status";
import { html, type Markup } from "./markup";
import type { OpenMail } from "./message";
import { message } from "./message";

export type MailboxPage = {
  mails: ListedMail[];
  counts: { all: number; unread: number };
  open: OpenMail | null;
  /** The mail after which this page of the list begins, when it is not the first. */
  after: string | undefined;
  hasMore: boolean;
  now: Date;
};

/** The whole page: the list of mails and, beside it, the one that is open. */
export function page(desk: MailboxPage): Markup {
  const { counts, open } = desk;
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
<body class="${open ? "reading" : "choosing"}" data-newest="${desk.mails[0]?.id}" data-fates="${listDeliveryStatuses(desk.mails, desk.now)}">
<a class="skip" href="#message">Skip to the message</a>
<header class="masthead">
  <a class="name" href="/">Mailbox</a>
  <p>Every mail that this machine’s Groundswell sends ends here. None goes out.</p>
</header>
<main>
<nav class="list" id="list" aria-label="Mails">${list(desk)}</nav>
<section class="message" id="message" tabindex="-1" aria-label="Message">${open ? message(open, desk.now) : nothingOpen(counts.all)}</section>
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
  const fate = deliveryStatus(mail, now);
  const href = `/?id=${mail.id}${after === undefined ? "" : `&after=${after}`}`;
  return html`
<li><a class="row${mail.unread && " unread"}" href="${href}" ${current && html`aria-current="true"`}>
  <span class="to">${mail.unread && html`<span class="unseen">Unread: </span>`}${mail.to.join(", ")}</span>
  <time datetime="${mail.created_at}">${when(new Date(mail.created_at), now)}</time>
  <span class="subject">${mail.subject}</span>
  <span class="from">from ${senderName(mail.from)}</span>
  ${fate && html`<span class="fate">${fate.label}</span>`}
</a></li>`;
}

/** What became of the mails of a page, in one word: when it changes, the page is out of date. */
export function listDeliveryStatuses(mails: MailSummary[], now: Date): string {
  return mails.map((mail) => deliveryStatus(mail, now)?.label[0] ?? ".").join("");
}

/** “Groundswell” of “Groundswell <petitions@example.org>”. */
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
  return html`<p class="empty">No mail yet. Sign a petition, and what it sends appears here by itself.</p>`;
}
