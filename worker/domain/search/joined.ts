/** How a word was found in a name: it is all of it, its beginning, or stands within it. */
export const IS = 3
export const BEGINS = 2
export const HOLDS = 1

/** Between the names of one thing, and before each thing. */
const form = "\t"
const thing = "\n"

/** Whether some part of a name is the word but for one character that is wrong, missing or too many. */
export function isNear(name: string, word: string): boolean {
  let before = Array.from({ length: word.length + 1 }, (_, at) => at)
  for (const character of name) {
    const now = [0]
    for (let at = 1; at <= word.length; at++) {
      const same = word[at - 1] === character ? 0 : 1
      now.push(Math.min((before[at - 1] ?? 0) + same, (before[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1))
    }
    if ((now[word.length] ?? 0) <= 1) return true
    before = now
  }
  return false
}

/**
 * The names of many things in one text, so that a search is one look of the engine through all of them, whatever the size
 * of the city. Where `syllables` are given a word is found at the beginning of a syllable only.
 */
export class Joined {
  readonly #text: string
  readonly #starts: Uint32Array
  readonly #syllables: Uint8Array | null

  /** `names` by thing; of each name its parts, a word begins at one of which. */
  constructor(names: readonly (readonly (readonly string[])[])[], bySyllable: boolean) {
    const parts: string[] = []
    const beginnings: number[] = []
    this.#starts = new Uint32Array(names.length + 1)
    let length = 0
    const add = (part: string) => {
      parts.push(part)
      length += part.length
    }
    for (const [at, own] of names.entries()) {
      this.#starts[at] = length
      add(thing)
      for (const [place, name] of own.entries()) {
        if (place > 0) add(form)
        for (const part of name) {
          if (bySyllable) beginnings.push(length)
          add(part)
        }
      }
    }
    this.#starts[names.length] = length
    add(thing)
    this.#text = parts.join("")
    this.#syllables = bySyllable ? new Uint8Array(length) : null
    for (const at of beginnings) if (this.#syllables) this.#syllables[at] = 1
  }

  get bytes(): number {
    return 2 * this.#text.length + 4 * this.#starts.length + (this.#syllables?.length ?? 0)
  }

  /** Tells of every place where the word stands, in the order of the things. */
  each(word: string, found: (at: number, how: number) => void): void {
    const { length } = word
    if (length === 0) return
    let at = 0
    for (let place = this.#text.indexOf(word); place >= 0; place = this.#text.indexOf(word, place + 1)) {
      if (this.#syllables && this.#syllables[place] !== 1) continue
      while ((this.#starts[at + 1] ?? 0) <= place) at++
      const begins = this.#isEdge(place - 1)
      found(at, begins ? (this.#isEdge(place + length) ? IS : BEGINS) : HOLDS)
    }
  }

  /** Tells of things with a name that holds the word but for one character, each once. */
  near(word: string, found: (at: number) => void): void {
    const middle = word.length >> 1
    const seen = new Set<number>()
    // With one character wrong, one half of the word is right.
    for (const half of [word.slice(0, middle), word.slice(middle)])
      this.each(half, (at) => {
        if (seen.has(at)) return
        seen.add(at)
        const own = this.#text.slice((this.#starts[at] ?? 0) + 1, this.#starts[at + 1])
        if (own.split(form).some((name) => isNear(name, word))) found(at)
      })
  }

  #isEdge(place: number): boolean {
    const character = this.#text[place]
    return character === thing || character === form
  }
}
