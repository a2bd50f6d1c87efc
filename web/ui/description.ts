/** As much as search engines and shared links show, in characters. */
const longest = 160

/** One line of at most 160 characters, cut where a sentence or word ends. */
export function describe(words: string): string {
  const line = [...words.replace(/\s+/g, " ").trim()]
  if (line.length <= longest) return line.join("")
  const kept = line.slice(0, longest - 1).join("")
  const end = Math.max(...["。", "；", "，", ". ", "; ", ", ", " "].map((mark) => kept.lastIndexOf(mark)))
  return `${end > longest / 2 ? kept.slice(0, end) : kept}…`
}
