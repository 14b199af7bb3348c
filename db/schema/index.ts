/**
 * Glossary. These terms are used in code, on screen, in tests and in the README:
 *
 * - article: a text in one language; its call-outs contain campaigns.
 * - draft: the newest version of an article; the public reads the version that was published last.
 * - call-out: the place in an article where the reader can sign; numbered `1`, `2` …, `end`, `bar`.
 * - campaign: a petition to a target; draft, scheduled, open, closed, won, replaced by its successor, or archived.
 * - petition text: the exact text of a campaign in one language; a published one never changes.
 * - target: the addressee of a campaign. ask: its demand. goal: the number of signatures to reach next.
 * - supporter: one person, known by one e-mail address.
 * - signature: a supporter's name under a campaign; pending until confirmed (double opt-in), then counted.
 * - attempt: one submission of the form, by someone who may not own the address. Confirming it copies its fields into the signature.
 * - fields of an attempt: what the signer typed and chose: name, comment, display, delivery to the target, consents.
 * - comment: a text that a signer adds; public only while approved by staff.
 * - held name: a public name that waits for review by staff, in a campaign that holds new ones; not shown until approved.
 * - withdrawn: a signature that its signer took back; not counted, shown or delivered. Undone within a day; after that they sign again.
 * - erasure: deletion of everything about a person. Its tombstone holds a keyed hash of an id, and nothing else of them.
 * - quarantined: a signature that staff doubt; it is kept but not counted until restored (`quarantined_at`).
 * - share link: a short link by one person. referral: a signature through a share link.
 * - channel: how a link was shared (WhatsApp, e-mail, copied …).
 * - attribution: where a signature came from: article, call-out, share link and channel.
 * - generation: the length of the chain of share links that led to a signature. Relative to a link: 1 for signatures through
 *   the link itself, 2 for those through links made by people who came through it, and so on.
 * - visit: one person opening a share link on a day. ripple: the public page with a share link's figures. milestone: 100, 250, 500 … signatures.
 * - count: the exact number of confirmed signatures. tallies: the count by minute, by hour and by attribution.
 * - reader: one person opening an article on a day. surge: the first hour of a sharp rise in a campaign's signatures.
 * - outbox: the queued mails. batch: up to 100 of them, sealed and sent in one call.
 * - event: a report of the mail provider about a mail. suppression: an address that gets no more mail.
 * - mailbox: the mail provider of an address (Gmail, Outlook …), for the delivery funnel.
 * - receipt: the signed statement that a signer gets after confirming: the text signed, when, the consents, who is responsible.
 * - public log: a campaign's append-only list of entries, from which anyone can compute its count. commitment: the entry of one signature,
 *   which only its receipt reproduces. head: the Merkle root over all entries of a log, signed at the end of each day.
 * - export: a file of signatures, with requester and reason. delivery pack: the export for the target of a campaign.
 * - setting: a value for the whole site that owners change. emergency switch: a setting that stops a part of the site at once.
 * - legal page: privacy notice, imprint, accessibility statement, contact or about. sample: its text until an owner has confirmed it.
 * - consent wording: what the sign form says beside its fields; versioned, and kept with each consent.
 * - retention: how long data are kept. anonymised: a signature after its retention: it counts, and is nobody's.
 * - request: what a person asks about their data, with the 30 days in which it has to be answered.
 * - staff: the invited people who run the site, each with a role.
 */
export * from "./address-changes";
export * from "./article-campaigns";
export * from "./article-slugs";
export * from "./article-versions";
export * from "./article-views";
export * from "./articles";
export * from "./attribution-tallies";
export * from "./audit-events";
export * from "./campaign-counts";
export * from "./campaign-milestones";
export * from "./campaign-surges";
export * from "./campaign-visits";
export * from "./campaigns";
export * from "./comment-reviews";
export * from "./consent-wordings";
export * from "./consents";
export * from "./count-changes";
export * from "./count-events";
export * from "./delivery-figures";
export * from "./erasures";
export * from "./export-chunks";
export * from "./exports";
export * from "./hour-tallies";
export * from "./images";
export * from "./legal-texts";
export * from "./mail-batches";
export * from "./mail-events";
export * from "./mail-pace";
export * from "./me-link-requests";
export * from "./minute-tallies";
export * from "./name-reviews";
export * from "./outbox-messages";
export * from "./pending-figures";
export * from "./petition-texts";
export * from "./privacy-requests";
export * from "./proof-days";
export * from "./proof-entries";
export * from "./proof-nodes";
export * from "./referral-tallies";
export * from "./retention-runs";
export * from "./share-links";
export * from "./share-texts";
export * from "./share-visitors";
export * from "./share-visits";
export * from "./signature-attempts";
export * from "./signatures";
export * from "./signed-fields";
export * from "./site-settings";
export * from "./staff";
export * from "./supporters";
export * from "./suppressions";
