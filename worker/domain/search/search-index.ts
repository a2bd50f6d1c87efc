import { BEGINS, IS, Joined } from "./joined.ts"
import { isSpelt, plainSearch, type Simplify, type Syllables } from "./plain-search.ts"

export interface Spelling {
  simplify: Simplify
  syllables: Syllables
}

/** A street or community of a release's estates; the code of its street is its address. */
export interface FoundPlace {
  kind: "street" | "community"
  name: string
  /** Of the street. */
  code: string
  /** Names from district down to what holds it. */
  within: string[]
  estates: number
}

/** An estate to be found: its names, and which places and company it belongs to. */
export interface Searched {
  names: readonly string[]
  /** By place in `sites`, and in `companies`. */
  site: number
  company: number
}

export interface SearchedCity {
  estates: readonly Searched[]
  /** Names from district down, by place. */
  sites: readonly (readonly string[])[]
  companies: readonly { name: string; estates: number }[]
  districts: readonly { code: string; name: string; estates: number }[]
  places: readonly FoundPlace[]
}

/** What a search found, as places in the lists that the index was made of; the best first. */
export interface Found {
  estates: number[]
  districts: number[]
  places: number[]
  companies: number[]
  /** How many of the estates are called so; the others stand in a place, or belong to a company, that is. */
  named: number
  /** Nothing is called so: these are closest to it. */
  near: boolean
}

const mostWords = 5
const plainPinyin = /^[a-z]+$/
/** One character that is wrong is looked for in words of at least so many. */
const leastNear = { spelt: 5, written: 3 }
const mostNear = 20
/** An estate is found by its place after those that are called so. */
const IN_PLACE = 1

/** Names as they are written and as they are spelt. */
class Names {
  readonly #written: Joined
  readonly #spelt: Joined
  readonly size: number

  constructor(names: readonly (readonly string[])[], { simplify, syllables }: Spelling) {
    this.size = names.length
    this.#written = new Joined(
      names.map((own) => own.map((name) => [plainSearch(name, simplify)])),
      false,
    )
    const spelt = names.map((own) =>
      own.flatMap((name) => {
        const parts = syllables(simplify(name)).map((part) =>
          plainPinyin.test(part) ? part : plainSearch(part, simplify),
        )
        const full = parts.filter((part) => part !== "")
        return [full, full.map((part) => part[0] ?? "")]
      }),
    )
    this.#spelt = new Joined(spelt, true)
  }

  get bytes(): number {
    return this.#written.bytes + this.#spelt.bytes
  }

  /** How well each holds a word: 0 where it does not. */
  hold(word: string): Uint8Array {
    const how = new Uint8Array(this.size)
    const keep = (at: number, found: number) => {
      if ((how[at] ?? 0) < found) how[at] = found
    }
    this.#written.each(word, keep)
    if (isSpelt(word)) this.#spelt.each(word, keep)
    return how
  }

  /** The same of names that sound like the word or differ from it by one character. */
  near(word: string, sound: string): Uint8Array {
    const how = new Uint8Array(this.size)
    if (word.length > 1) this.#spelt.each(sound, (at) => (how[at] = IS))
    const spelt = isSpelt(word)
    if (word.length >= (spelt ? leastNear.spelt : leastNear.written))
      (spelt ? this.#spelt : this.#written).near(word, (at) => (how[at] = Math.max(how[at] ?? 0, BEGINS)))
    return how
  }
}

/** Of each thing the least of all words: 0 where one of them was not found. */
function least(all: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(), ...others] = all
  for (const other of others)
    for (let at = 0; at < first.length; at++)
      if ((other[at] ?? 0) < (first[at] ?? 0)) first[at] = other[at] ?? 0
  return first
}

/** Places where something was found, the best first and equals in their order. */
function ordered(how: Uint8Array): number[] {
  const groups: number[][] = []
  for (let at = 0; at < how.length; at++) {
    const found = how[at] ?? 0
    if (found === 0) continue
    const group = groups[found]
    if (group) group.push(at)
    else groups[found] = [at]
  }
  return groups.reverse().flat()
}

/**
 * What public search looks through: estates by all their names, districts, streets, communities and companies, each as
 * written, in pinyin and by initials. Made of what a release published; a search costs a look through a few texts.
 */
export class SearchIndex {
  readonly city: SearchedCity
  readonly #spelling: Spelling
  readonly #estates: Names
  readonly #sites: Names
  readonly #companies: Names
  readonly #districts: Names
  readonly #places: Names
  readonly #siteOf: Uint32Array
  readonly #companyOf: Uint32Array

  constructor(city: SearchedCity, spelling: Spelling) {
    this.city = city
    this.#spelling = spelling
    // Names of places repeat: each is spelt once.
    const once = new Map<string, string[]>()
    const spelled = (text: string) => {
      const known = once.get(text) ?? spelling.syllables(text)
      once.set(text, known)
      return known
    }
    const making = { ...spelling, syllables: spelled }
    this.#estates = new Names(
      city.estates.map(({ names }) => names),
      making,
    )
    this.#siteOf = Uint32Array.from(city.estates, ({ site }) => site)
    this.#companyOf = Uint32Array.from(city.estates, ({ company }) => company)
    this.#sites = new Names(city.sites, making)
    const single = (all: readonly { name: string }[]) =>
      new Names(
        all.map(({ name }) => [name]),
        making,
      )
    this.#companies = single(city.companies)
    this.#districts = single(city.districts)
    this.#places = single(city.places)
  }

  get bytes(): number {
    const names = [this.#estates, this.#sites, this.#companies, this.#districts, this.#places]
    return names.reduce((sum, own) => sum + own.bytes, 0) + 64 * this.city.estates.length
  }

  /** The words of a search as the index holds them. */
  wordsOf(q: string): string[] {
    const words = q.split(/\s+/).map((word) => plainSearch(word, this.#spelling.simplify))
    return words.filter((word) => word !== "").slice(0, mostWords)
  }

  find(q: string): Found {
    const words = this.wordsOf(q)
    const nothing: Found = { estates: [], named: 0, districts: [], places: [], companies: [], near: false }
    if (words.length === 0) return nothing
    const found = this.#exact(words)
    if ([found.estates, found.districts, found.places, found.companies].some((own) => own.length > 0))
      return found
    return this.#near(words)
  }

  /** How well each estate holds a word: by a name of its own, or by the place or company that it belongs to. */
  #inEstates(word: string, alone: boolean): Uint8Array {
    const how = this.#estates.hold(word)
    for (let at = 0; at < how.length; at++) {
      const own = how[at] ?? 0
      if (own > 0) how[at] = own + IN_PLACE
    }
    // One letter, or pinyin alone, would find half of the city by the district that it stands in.
    if (alone && (word.length < 2 || isSpelt(word))) return how
    const [sites, companies] = [this.#sites.hold(word), this.#companies.hold(word)]
    for (let at = 0; at < how.length; at++)
      if (how[at] === 0 && (sites[this.#siteOf[at] ?? 0] === 0 ? companies[this.#companyOf[at] ?? 0] : 1))
        how[at] = IN_PLACE
    return how
  }

  #exact(words: readonly string[]): Found {
    const of = (names: Names) => ordered(least(words.map((word) => names.hold(word))))
    const how = least(words.map((word) => this.#inEstates(word, words.length === 1)))
    return {
      estates: ordered(how),
      named: how.reduce((count, found) => (found > IN_PLACE ? count + 1 : count), 0),
      districts: of(this.#districts),
      places: of(this.#places),
      companies: of(this.#companies),
      near: false,
    }
  }

  #near(words: readonly string[]): Found {
    const { syllables, simplify } = this.#spelling
    const sounds = words.map((word) => syllables(word).join(""))
    const of = (names: Names) => {
      const all = words.map((word, at) => {
        const how = names.near(word, plainSearch(sounds[at] ?? "", simplify))
        const exact = names.hold(word)
        for (let place = 0; place < how.length; place++) if ((exact[place] ?? 0) > 0) how[place] = IS
        return how
      })
      return ordered(least(all)).slice(0, mostNear)
    }
    const estates = of(this.#estates)
    return {
      estates,
      named: estates.length,
      districts: of(this.#districts),
      places: of(this.#places),
      companies: of(this.#companies),
      near: true,
    }
  }
}
