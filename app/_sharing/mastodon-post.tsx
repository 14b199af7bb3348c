"use client";

import { withChannelMark } from "@/lib/sharing/channels";
import { mastodonIntent } from "@/lib/sharing/share-intents";
import { MastodonServerForm } from "./mastodon-server-form";
import { navigate, type ShareProps, type ShareState } from "./use-share";

/** For browsers without JavaScript, which cannot ask for a server. */
const DEFAULT_SERVER = "mastodon.social";

/** Opens a post on the reader's Mastodon server, with the link and the message. */
export function MastodonPost({
  sharing,
  texts,
  target,
  message,
  link,
}: ShareProps & { sharing: ShareState }) {
  async function openPost(server: string) {
    const tab = window.open("", "_blank");
    const ownLink = await sharing.getLink();
    const url = ownLink ? withChannelMark(ownLink, "mastodon") : target.page;
    navigate(mastodonIntent(server, { link: url, texts: message }), tab);
  }

  return (
    <li className="share-more">
      <details>
        <summary className="share-channel">{texts.channel.mastodon}</summary>
        <MastodonServerForm texts={{ ...texts.mastodon, newTab: texts.newTab }} onServer={openPost} />
        {link && (
          <noscript>
            <a
              href={mastodonIntent(DEFAULT_SERVER, {
                link: withChannelMark(link, "mastodon"),
                texts: message,
              })}
              rel="noopener noreferrer nofollow"
            >
              {texts.mastodon.plain.replace("{server}", DEFAULT_SERVER)}
            </a>
          </noscript>
        )}
      </details>
    </li>
  );
}
