/** The size of social cards in pixels: the Open Graph size that all messengers accept. */
export const CARD_SIZE = { width: 1200, height: 630 };
