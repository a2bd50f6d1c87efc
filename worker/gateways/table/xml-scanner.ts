import type { ReadingBudget } from "../reading-budget.ts"

/** Text that is no XML as programs write it. */
export class NotXml extends Error {}

/** Steps that a tag takes besides those of its characters. */
const STEPS_PER_TAG = 10

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" }
const MOST_CODE_POINT = 0x10ffff
/** The longest entity that is known: `&#x10ffff;`, without its signs, with zeros before it. */
const MOST_ENTITY = 12

function entity(name: string): string {
  if (!name.startsWith("#")) {
    const sign = Object.hasOwn(entities, name) ? entities[name] : undefined
    if (sign === undefined) throw new NotXml()
    return sign
  }
  const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  if (!(code > 0 && code <= MOST_CODE_POINT)) throw new NotXml()
  return String.fromCodePoint(code)
}

/** A text of XML with the five entities and numbers of characters undone; there are no others. */
function unescaped(text: string): string {
  let out = ""
  let from = 0
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", from)) {
    const end = text.slice(at, at + MOST_ENTITY).indexOf(";")
    if (end === -1) throw new NotXml()
    out += text.slice(from, at) + entity(text.slice(at + 1, at + end))
    from = at + end + 1
  }
  return from === 0 ? text : out + text.slice(from)
}

const isSpace = (code: number) => code === 32 || code === 9 || code === 10 || code === 13

/**
 * Reads XML tag by tag, from left to right and each character once; names are without their prefix. A document type,
 * which could define what unfolds, is refused. Throws NotXml, BudgetSpent.
 */
export class XmlScanner {
  /** The tag that was read last. */
  name = ""
  /** Whether it ends an element; `<a/>` begins and ends one. */
  begins = false
  ends = false
  readonly #xml: string
  readonly #budget: ReadingBudget
  #at = 0
  /** Where the attributes of the tag stand. */
  #from = 0
  #to = 0
  #text = ""

  constructor(xml: string, budget: ReadingBudget) {
    this.#xml = xml
    this.#budget = budget
  }

  /** The text before the tag that was read last. */
  get text(): string {
    return this.#text
  }

  /** Goes on to the next tag; false at the end. */
  next(): boolean {
    const xml = this.#xml
    this.#text = ""
    for (;;) {
      const open = xml.indexOf("<", this.#at)
      const end = open === -1 ? xml.length : open
      this.#budget.spend(STEPS_PER_TAG + end - this.#at)
      if (end > this.#at) this.#text += unescaped(xml.slice(this.#at, end))
      if (open === -1) return false
      this.#at = open
      if (xml.startsWith("<![CDATA[", open)) this.#text += this.#skip("]]>").slice(9)
      else if (xml.startsWith("<!--", open)) this.#skip("-->")
      else if (xml[open + 1] === "?") this.#skip("?>")
      else if (xml[open + 1] === "!") throw new NotXml()
      else {
        this.#tag()
        return true
      }
    }
  }

  /** The attributes of the tag that was read last, by their names without prefixes. */
  attributes(take: (name: string, value: string) => void): void {
    const xml = this.#xml
    for (let at = this.#from; ; ) {
      while (at < this.#to && isSpace(xml.charCodeAt(at))) at += 1
      if (at >= this.#to) return
      const equals = xml.indexOf("=", at)
      let quote = equals + 1
      while (quote < this.#to && isSpace(xml.charCodeAt(quote))) quote += 1
      const end = xml.indexOf(xml[quote] === "'" ? "'" : '"', quote + 1)
      if (equals === -1 || end === -1 || end >= this.#to) throw new NotXml()
      const name = xml.slice(at, equals).trim()
      take(name.slice(name.lastIndexOf(":") + 1), unescaped(xml.slice(quote + 1, end)))
      at = end + 1
    }
  }

  /** Passes over a part that ends so; answers it without its end. */
  #skip(end: string): string {
    const from = this.#at
    const found = this.#xml.indexOf(end, from)
    if (found === -1) throw new NotXml()
    this.#at = found + end.length
    this.#budget.spend(this.#at - from)
    return this.#xml.slice(from, found)
  }

  #tag(): void {
    const xml = this.#xml
    const from = this.#at
    let at = from + 1
    for (; at < xml.length; at++) {
      const code = xml.charCodeAt(at)
      if (code === 62) break
      if (code !== 34 && code !== 39) continue
      at = xml.indexOf(xml[at] ?? "", at + 1)
      if (at === -1) throw new NotXml()
    }
    if (at >= xml.length) throw new NotXml()
    this.#budget.spend(at - from)
    const closing = xml[from + 1] === "/"
    const alone = xml[at - 1] === "/"
    this.begins = !closing
    this.ends = closing || alone
    const start = closing ? from + 2 : from + 1
    this.#to = alone && !closing ? at - 1 : at
    let end = start
    while (end < this.#to && !isSpace(xml.charCodeAt(end))) end += 1
    this.#from = end
    const name = xml.slice(start, end)
    this.name = name.slice(name.lastIndexOf(":") + 1)
    this.#at = at + 1
  }
}
