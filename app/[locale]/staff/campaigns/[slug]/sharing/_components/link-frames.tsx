import { CARD_SIZE } from "@/lib/cards/card-size";
import type { Locale } from "@/lib/i18n/locales";
import {
  type PageMetadata,
  PREVIEW_LIMITS,
  type PreviewNetwork,
  truncate,
} from "@/lib/sharing/message-preview";

export type PreviewedPage = {
  kind: "campaign" | "article";
  language: Locale;
  path: string;
  image: string;
  metadata: PageMetadata;
  /** The text alternative of the social card. */
  alt: string;
  needsAlt: boolean;
};

type LinkFrameProps = { page: PreviewedPage; host: string };

/** A link as a network shows it, with its order and length limits. */
export function LinkFrame({ network, page, host }: LinkFrameProps & { network: PreviewNetwork }) {
  const Frame = FRAMES[network];
  return (
    <div className={`link-frame link-${network}`} lang={page.language}>
      <Frame page={page} host={host} />
    </div>
  );
}

const FRAMES = { whatsapp: WhatsAppFrame, facebook: FacebookFrame, x: XFrame, slack: SlackFrame };

function WhatsAppFrame({ page, host }: LinkFrameProps) {
  return (
    <>
      <Picture page={page} />
      <div className="link-text">
        <TitleAndDescription network="whatsapp" page={page} />
        <p className="link-host">{host}</p>
      </div>
      <p className="link-address">{`${host}/s/…`}</p>
    </>
  );
}

function FacebookFrame({ page, host }: LinkFrameProps) {
  return (
    <>
      <Picture page={page} />
      <div className="link-text">
        <p className="link-host">{host}</p>
        <TitleAndDescription network="facebook" page={page} />
      </div>
    </>
  );
}

/** X shows the title over the image, and the host below. */
function XFrame({ page, host }: LinkFrameProps) {
  return (
    <>
      <div className="link-over">
        <Picture page={page} />
        <TitleAndDescription network="x" page={page} />
      </div>
      <p className="link-host">{host}</p>
    </>
  );
}

function SlackFrame({ page }: LinkFrameProps) {
  return (
    <>
      <p className="link-site">Groundswell</p>
      <TitleAndDescription network="slack" page={page} />
      <Picture page={page} />
    </>
  );
}

function TitleAndDescription({ network, page }: { network: PreviewNetwork; page: PreviewedPage }) {
  const { title, description } = page.metadata;
  const shown = truncate(description, PREVIEW_LIMITS[network].description);
  return (
    <>
      <p className="link-title">{truncate(title, PREVIEW_LIMITS[network].title)}</p>
      {shown && <p className="link-description">{shown}</p>}
    </>
  );
}

function Picture({ page }: { page: PreviewedPage }) {
  // biome-ignore lint/performance/noImgElement: social cards have their final size.
  return <img src={page.image} alt={page.alt} {...CARD_SIZE} loading="lazy" />;
}
