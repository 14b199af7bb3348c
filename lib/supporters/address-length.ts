/** Maximum length of an e-mail address in characters (RFC 5321, 4.5.3.1.3). */
export const MAX_ADDRESS_LENGTH = 254;
/** Maximum length as typed, with spaces and invisible characters that parsing removes. */
export const MAX_TYPED_ADDRESS_LENGTH = 320;
