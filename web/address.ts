/**
 * A text as part of an address. Half a character (of an emoji that was cut through, say) has no address and would throw:
 * it becomes the sign for what cannot be read.
 */
const encoded = (text: string) => encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD"))

/** A path with its query: values are encoded, empty ones are left out. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const pairs = Object.entries(query).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  )
  if (pairs.length === 0) return path
  return `${path}?${pairs.map(([key, value]) => `${key}=${encoded(String(value))}`).join("&")}`
}

/** One part of a path. */
export const segment = encoded
