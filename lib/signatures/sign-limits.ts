/** Maximum lengths of what a signer types, in characters. The form and the server use the same. */
export const MAX_NAME_LENGTH = 100;
export const MAX_COMMENT_LENGTH = 1000;
export const MAX_POSTCODE_LENGTH = 16;
