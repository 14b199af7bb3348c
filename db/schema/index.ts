/**
 * Words we use, the same in code, on screen, in tests and in the README:
 *
 * - article: something to read, in one language; it carries campaigns through its call-outs.
 * - draft: the newest version of an article's words; the public reads what was published last.
 * - call-out: the place in an article where the reader can act; numbered `1`, `2` …, `end`, `bar`.
 * - campaign: something asked of somebody; open, closed, won or replaced by its successor.
 * - petition text: the exact words of a campaign in one language; a published one never changes.
 * - target: who is asked. ask: what they are asked to do. goal: how many signatures we want next.
 * - supporter: one person, known by one e-mail address.
 * - signature: a supporter's name under a campaign; pending until confirmed (double opt-in), then counted.
 * - comment: what a signer adds in their own words; public only while the staff's review has it approved.
 * - set aside: a signature that the staff keep but do not count (`quarantined_at`), until they restore it.
 * - share link: a short link that remembers who passed it on. referral: a signature that came through one.
 * - channel: how it was passed on (WhatsApp, e-mail, copied …).
 * - generation: how many share links led to a signature, one through the other, whether their makers signed or not. Seen from
 *   a link: 1 came through the link itself, 2 through a link that somebody made who had come through it, and so on.
 * - visit: somebody who opened a share link on a day. Ripple: what a share link did, as counts. milestone: 100, 250, 500 … signatures.
 * - count: the exact number of confirmed signatures. tallies: the same by minute, by hour, and by origin.
 * - reader: somebody who opened an article on a day. surge: the first hour in which a campaign takes off.
 * - outbox: the mails that were promised. batch: up to 100 of them, sealed, sent in one call.
 * - event: what the provider tells us of a mail afterwards. suppression: an address that is mailed no more.
 * - mailbox: whose mail programme an address belongs to (Gmail, Outlook …), for the staff's funnel.
 * - export: signatures taken out as a file, by whom and why. delivery pack: what the target of a campaign is handed.
 * - staff: the people who were invited to work here, each with a role.
 */
export * from "./article-campaigns";
export * from "./article-slugs";
export * from "./article-versions";
export * from "./article-views";
export * from "./articles";
export * from "./audit-events";
export * from "./campaign-counts";
export * from "./campaign-milestones";
export * from "./campaign-surges";
export * from "./campaign-visits";
export * from "./campaigns";
export * from "./comment-reviews";
export * from "./consents";
export * from "./count-events";
export * from "./delivery-figures";
export * from "./export-chunks";
export * from "./exports";
export * from "./hour-tallies";
export * from "./images";
export * from "./mail-batches";
export * from "./mail-events";
export * from "./mail-pace";
export * from "./minute-tallies";
export * from "./origin-tallies";
export * from "./outbox-messages";
export * from "./pending-figures";
export * from "./petition-texts";
export * from "./referral-tallies";
export * from "./share-links";
export * from "./share-texts";
export * from "./share-visitors";
export * from "./share-visits";
export * from "./signatures";
export * from "./staff";
export * from "./supporters";
export * from "./suppressions";
