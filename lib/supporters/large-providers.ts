/**
 * Domains of large mailbox providers, the larger ones first: what a mistyped domain is compared with. Left out are names that
 * are words (`libero.it`), because a word is one letter away from other organisations.
 */
export const LARGE_PROVIDERS = words(`
  gmail.com yahoo.com hotmail.com outlook.com icloud.com aol.com live.com msn.com qq.com 163.com 126.com gmx.de gmx.net gmx.com
  mail.ru yandex.ru yandex.com web.de protonmail.com proton.me googlemail.com rocketmail.com
  yahoo.co.uk yahoo.fr yahoo.es yahoo.de yahoo.it yahoo.co.in yahoo.in yahoo.com.br yahoo.com.mx yahoo.com.ar yahoo.ca
  yahoo.co.jp yahoo.com.au yahoo.co.id yahoo.com.ph hotmail.co.uk hotmail.fr hotmail.es hotmail.de hotmail.it hotmail.com.br
  hotmail.com.ar hotmail.ca outlook.fr outlook.es outlook.de outlook.it outlook.com.br live.co.uk live.fr t-online.de
  wanadoo.fr laposte.net virgilio.it comcast.net btinternet.com hanmail.net rediffmail.com seznam.cz`);

/**
 * Real mail domains that are one or two letters away from a large provider's. The first three lines are those that the npm lists
 * email-providers 2.26.0 (ISC) and free-email-domains 1.12.6 (MIT) hold among 16,250 domains, without the typing errors that they
 * hold, too; the last line are organisations that we know.
 */
export const SIMILAR_DOMAINS = new Set(
  words(`
  mail.com email.com ymail.com amail.com bmail.com cmail.com imail.com qmail.com smail.com tmail.com xmail.com zmail.com
  gotmail.com hd-mail.com hitmail.com hmamail.com homail.com homemail.com hostmail.com hotepmail.com hotmails.com
  hailmail.net hanmail2.net hiemail.net prontomail.com proto2mail.com
  cloud.com ecloud.com gail.com grail.com hotmart.com hotrail.com outloud.com ucloud.com`),
);

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
