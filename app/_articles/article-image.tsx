import type { ImageSize } from "@/lib/images/get-image";
import { imageIdIn } from "@/lib/images/image-limits";

type ArticleImageProps = { src: string; alt: string; sizes: ImageSize[] };

/** An uploaded image in an article, with its size reserved. Images of other sites are linked, not loaded. */
export function ArticleImage({ src, alt, sizes }: ArticleImageProps) {
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
    // biome-ignore lint/performance/noImgElement: images are stored as WebP in the right size, and the optimizer is off
    <img src={src} alt={alt} width={size?.width} height={size?.height} loading="lazy" decoding="async" />
  );
}
