import type { ImageSize } from "@/lib/images/get-image";
import { imageIdIn } from "@/lib/images/image-limits";

type PictureProps = { src: string; alt: string; sizes: ImageSize[] };

/** A picture of ours in an article, which leaves its room before it is there. Others are not loaded, only linked to. */
export function Picture({ src, alt, sizes }: PictureProps) {
  const id = imageIdIn(src);
  if (!id) {
    return URL.canParse(src) ? (
      <a href={src} rel="noopener noreferrer nofollow">
        {alt || src}
      </a>
    ) : (
      alt
    );
  }
  const size = sizes.find((image) => image.id === id);
  return (
    // biome-ignore lint/performance/noImgElement: the picture is WebP of the right size already, and the optimizer is off
    <img src={src} alt={alt} width={size?.width} height={size?.height} loading="lazy" decoding="async" />
  );
}
