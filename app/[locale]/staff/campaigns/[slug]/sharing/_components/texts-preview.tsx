import type { ReactNode } from "react";
import { withChannelMark } from "@/lib/sharing/channels";
import { fitToNetwork, type ShareMessage } from "@/lib/sharing/share-intents";
import { type StaffTexts, shareMessage } from "@/lib/sharing/share-texts";

export type PreviewTexts = Record<"preview" | "messenger" | "mail" | "whose", string>;

type TextsPreviewProps = {
  language: string;
  values: StaffTexts;
  standard: { signer: ShareMessage; reader: ShareMessage };
  link: string;
  texts: PreviewTexts;
};

/** The message as it appears in a chat, in a mail and in posts. */
export function TextsPreview({ language, values, standard, link, texts }: TextsPreviewProps) {
  const message = shareMessage({ title: "", ours: standard.signer, written: values });
  return (
    <div className="share-preview">
      <p className="kicker">{texts.preview}</p>
      {!values.message && (
        <p className="text-sm text-soft">{texts.whose.replace("{text}", () => standard.reader.message)}</p>
      )}
      <PreviewFigure name={texts.messenger} language={language}>
        <p className="share-bubble">{`${message.message}\n${withChannelMark(link, "whatsapp")}`}</p>
      </PreviewFigure>
      <PreviewFigure name={texts.mail} language={language}>
        <div className="share-letter">
          <p className="font-semibold">{message.subject}</p>
          <p>{`${message.body}\n\n${withChannelMark(link, "email")}`}</p>
        </div>
      </PreviewFigure>
      <PreviewFigure name="X" language={language}>
        <Post network="x" message={message} link={link} />
      </PreviewFigure>
      <PreviewFigure name="Bluesky" language={language}>
        <Post network="bluesky" message={message} link={link} />
      </PreviewFigure>
    </div>
  );
}

type PostProps = { network: "x" | "bluesky"; message: ShareMessage; link: string };

/** A post with its link. X appends the link after a space. */
function Post({ network, message, link: bare }: PostProps) {
  const link = withChannelMark(bare, network);
  const between = network === "x" ? " " : "\n";
  return <p className="share-post">{fitToNetwork(message.message, { network, link }) + between + link}</p>;
}

function PreviewFigure({
  name,
  language,
  children,
}: {
  name: string;
  language: string;
  children: ReactNode;
}) {
  return (
    <figure className="grid gap-1">
      <figcaption className="text-sm font-semibold" dir="auto">
        {name}
      </figcaption>
      <div lang={language}>{children}</div>
    </figure>
  );
}
