import type { LEGAL_PAGES } from "@/db/schema";

/** A text for each legal page, from which a lawyer can start. It states what this program does, and no more. */
export const SAMPLE_TEXTS_EN: Record<(typeof LEGAL_PAGES)[number], string> = {
  privacy: `
## Who is responsible

{organisation}, {address}

Represented by: {representative}

Questions about your data, and requests: {privacyEmail}

## What we store when you sign

- What you enter: your name, your e-mail address, and, if you give them, your country, your postcode and a comment.
- What you choose: whether the public sees your name, whether the recipient of the petition receives it, and whether you want news.
- The exact text that you signed, the sentences that you agreed to, and when.
- The article, the place in it and the share link through which you came.

Your address is stored encrypted. Until you confirm by mail, your signature does not count and is shown to nobody.

## Why we may do this

A signature can show a political opinion. We process it because you have explicitly agreed to that (Articles 6(1)(a) and 9(2)(a) of the General Data Protection Regulation). You can withdraw at any time. What was done before remains lawful.

## Who sees your data

- **The public** sees neither your name nor your country, unless you choose to show your name. A comment is shown only after we have read it.
- **The recipient of the petition** receives your name and country only if you choose that. Otherwise you are one more in the count.
- **Our staff**, as far as their work requires it. Each look at a signature and each export is recorded.
- **Our mail provider** receives your address and the text of our mails, in order to deliver them.

{recipients}

We do not sell data, and no advertising network or social network learns of your visit from this site.

## How long we keep data

{retention}

After that, the count stays, but nobody can tell any more that you signed.

## What we do not do

This site has no trackers and loads nothing from other companies. It does not store your IP address: to count each visitor of a link or an article once, we keep a keyed hash of it, whose key is deleted within 48 hours. The only cookies are those that you need: one after you have signed, so that you can type the code of our mail, one for an hour after you have confirmed, so that you find your link and your receipt, and those of your own page and of our staff. What you type, and what you have signed, is also remembered by your own browser.

## What you may ask for

You may see your data, take them along, correct them, have them erased, withdraw your agreement, and object. All of this you can do yourself, without an account: [open your signatures](/en/me) with the link that we mail you. You may also write to us. We answer within 30 days.

You may complain to a data protection authority, for example that of the country where you live.
`,
  imprint: `
{organisation}

{address}

Represented by: {representative}

Register: {registration}

E-mail: {email}

Telephone: {phone}

Responsible for the content: {organisation}, {address}
`,
  accessibility: `
{organisation} wants everybody to be able to read and sign here. This statement is about {site}.

## How accessible this site is

The site is built to meet level AA of the Web Content Accessibility Guidelines 2.2. It can be used with the keyboard alone, with a screen reader, enlarged, in light and dark colours, and without scripts. No form times out while you type, and none has a puzzle.

This rests on automated tests of every page and on our own checks. An independent test has not taken place yet.

## What is not accessible yet

Pictures in articles are as accessible as their authors have described them.

## Tell us

If something does not work for you, write to {email}, and say which page it was. We answer within 30 days.

If our answer does not satisfy you, you may turn to the office that enforces accessibility in your country.
`,
  contact: `
Write to {organisation}, {address}

E-mail: {email}

Telephone: {phone}

Your data, and requests about them: {privacyEmail}

A security problem: {securityEmail}

You want to see, change or withdraw a signature? You need not write to us: [open your signatures](/en/me).
`,
  about: `
{organisation} publishes articles, and pairs each with something that its readers can do about it.

You read an article. Inside it stands a petition. You sign it without losing your place, confirm by mail, and pass it on to somebody who cares, too. Your signature counts once, and only if you have confirmed it.

The program behind this site is called Groundswell. It is open source. It has no trackers.

Who we are: {organisation}, {address}
`,
};
