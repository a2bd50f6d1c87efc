/** Most characters of an e-mail address (RFC 5321 leaves 254 within a path). */
export const MOST_EMAIL = 254

/**
 * An e-mail address as it is stored and compared: lower case, ASCII only, so that letters that look alike (Cyrillic а,
 * full-width ａ) never make a second account of one address. Null for anything else.
 */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase()
  if (email.length > MOST_EMAIL) return null
  const form =
    /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/
  return form.test(email) && !email.includes("..") ? email : null
}
