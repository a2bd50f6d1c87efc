import type { ListRow, Outcome } from "./snapshot.ts"

/** Values that repeat: each stands once, and `at` names it by its place for every estate. */
interface Repeated<T> {
  of: T[]
  at: number[]
}

export type Site = [place: string, placeNames: string[], district: string]

/** Numbers of a row, in columns; null where an estate has none. */
const numbers = ["base", "bonus", "deductions", "final", "ranking", "rankFigure", "rank"] as const
const ranges = ["p5", "p50", "p95", "top10", "group"] as const
type NumberColumn = (typeof numbers)[number] | (typeof ranges)[number]

/**
 * The rows of a chunk as columns: a third of the bytes of rows, and a tenth of their memory. A row of the release is
 * what stands at the same place of every column; no column is left out.
 */
export interface RowsFile {
  slugs: string[]
  names: string[]
  sites: Repeated<Site>
  companies: Repeated<string | null>
  demonstration: Repeated<boolean>
  outcomes: Repeated<Outcome>
  bands: Repeated<string | null>
  gatesFailed: Repeated<string[]>
  vetoes: Repeated<string[]>
  numbers: Record<NumberColumn, (number | null)[]>
  /** Points by dimension code. */
  dimensions: Record<string, (number | null)[]>
}

/** Collects values that repeat. */
class Collected<T> {
  readonly of: T[] = []
  readonly #places = new Map<string, number>()

  placeOf(value: T): number {
    const key = JSON.stringify(value)
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, this.of.length)
    return this.of.push(value) - 1
  }
}

function repeated<T>(rows: readonly ListRow[], value: (row: ListRow) => T): Repeated<T> {
  const all = new Collected<T>()
  const at = rows.map((row) => all.placeOf(value(row)))
  return { of: all.of, at }
}

/** The columns of some rows. */
export function rowsFile(rows: readonly ListRow[]): RowsFile {
  const codes = [...new Set(rows.flatMap((row) => Object.keys(row.dimensions)))]
  const column = (value: (row: ListRow) => number | null | undefined) => rows.map((row) => value(row) ?? null)
  const figures = [
    ...numbers.map((name) => [name, column((row) => row[name])] as const),
    ...ranges.map((name) => [name, column((row) => row.range?.[name])] as const),
  ]
  return {
    slugs: rows.map((row) => row.slug),
    names: rows.map((row) => row.name),
    sites: repeated(rows, (row): Site => [row.place, row.placeNames, row.district]),
    companies: repeated(rows, (row) => row.company),
    demonstration: repeated(rows, (row) => row.demonstration),
    outcomes: repeated(rows, (row) => row.outcome),
    bands: repeated(rows, (row) => row.band),
    gatesFailed: repeated(rows, (row) => row.gatesFailed),
    vetoes: repeated(rows, (row) => row.vetoes),
    numbers: Object.fromEntries(figures) as RowsFile["numbers"],
    dimensions: Object.fromEntries(codes.map((code) => [code, column((row) => row.dimensions[code])])),
  }
}

/** A column of repeated values over many files. */
class Shared<T> {
  readonly #all = new Collected<T>()
  readonly #at: Uint32Array

  constructor(size: number) {
    this.#at = new Uint32Array(size)
  }

  add(from: number, { of, at }: Repeated<T>): void {
    const places = of.map((value) => this.#all.placeOf(value))
    for (const [row, place] of at.entries()) this.#at[from + row] = places[place] ?? 0
  }

  at(row: number): T {
    return this.#all.of[this.#at[row] ?? 0] as T
  }

  place(row: number): number {
    return this.#at[row] ?? 0
  }

  get values(): T[] {
    return this.#all.of
  }
}

/**
 * All rows of a release in memory, in the order of the slugs: about 200 bytes an estate. A row is put together where it
 * is shown; sorting, filtering and counting look at columns only.
 */
export class Rows {
  readonly length: number
  readonly slugs: string[] = []
  readonly names: string[] = []
  readonly #sites: Shared<Site>
  readonly #companies: Shared<string | null>
  readonly #demonstration: Shared<boolean>
  readonly #outcomes: Shared<Outcome>
  readonly #bands: Shared<string | null>
  readonly #gatesFailed: Shared<string[]>
  readonly #vetoes: Shared<string[]>
  readonly #numbers = new Map<string, Float64Array>()
  readonly #dimensions = new Map<string, Float64Array>()

  /** Room for so many estates; the files are added in their order. */
  constructor(length: number) {
    this.length = length
    this.#sites = new Shared(length)
    this.#companies = new Shared(length)
    this.#demonstration = new Shared(length)
    this.#outcomes = new Shared(length)
    this.#bands = new Shared(length)
    this.#gatesFailed = new Shared(length)
    this.#vetoes = new Shared(length)
  }

  static of(rows: readonly ListRow[]): Rows {
    const all = new Rows(rows.length)
    all.add(rowsFile(rows))
    return all
  }

  add(file: RowsFile): void {
    const from = this.slugs.length
    for (const slug of file.slugs) this.slugs.push(slug)
    for (const name of file.names) this.names.push(name)
    this.#sites.add(from, file.sites)
    this.#companies.add(from, file.companies)
    this.#demonstration.add(from, file.demonstration)
    this.#outcomes.add(from, file.outcomes)
    this.#bands.add(from, file.bands)
    this.#gatesFailed.add(from, file.gatesFailed)
    this.#vetoes.add(from, file.vetoes)
    this.#addNumbers(this.#numbers, from, file.numbers)
    this.#addNumbers(this.#dimensions, from, file.dimensions)
  }

  #addNumbers(
    all: Map<string, Float64Array>,
    from: number,
    columns: Record<string, (number | null)[]>,
  ): void {
    for (const [name, column] of Object.entries(columns)) {
      const own = all.get(name) ?? new Float64Array(this.length).fill(Number.NaN)
      all.set(name, own)
      for (const [row, value] of column.entries()) if (value !== null) own[from + row] = value
    }
  }

  /** Bytes in memory, counted as sizeOf counts. */
  get bytes(): number {
    const texts = [...this.slugs, ...this.names].reduce((sum, text) => sum + 32 + 2 * text.length, 0)
    const shared = 7 * 4 + 8 * (this.#numbers.size + this.#dimensions.size)
    return texts + shared * this.length + 200 * (this.#sites.values.length + this.#companies.values.length)
  }

  /** Where an estate stands; -1 when the release does not hold it. */
  find(slug: string): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.slugs[middle] ?? "") < slug) low = middle + 1
      else high = middle
    }
    return this.slugs[low] === slug ? low : -1
  }

  slug(at: number): string {
    return this.slugs[at] ?? ""
  }

  name(at: number): string {
    return this.names[at] ?? ""
  }

  placeNames(at: number): string[] {
    return this.#sites.at(at)[1]
  }

  district(at: number): string {
    return this.#sites.at(at)[2]
  }

  company(at: number): string | null {
    return this.#companies.at(at)
  }

  outcome(at: number): Outcome {
    return this.#outcomes.at(at)
  }

  demonstration(at: number): boolean {
    return this.#demonstration.at(at)
  }

  band(at: number): string | null {
    return this.#bands.at(at)
  }

  number(name: NumberColumn, at: number): number | null {
    const value = this.#numbers.get(name)?.[at] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }

  dimension(code: string, at: number): number | null {
    const value = this.#dimensions.get(code)?.[at] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }

  /** All places of estates, each once; `siteOf` says which is an estate's. */
  get sites(): readonly Site[] {
    return this.#sites.values
  }

  siteOf(at: number): number {
    return this.#sites.place(at)
  }

  /** All companies, each once; `companyOf` says which is an estate's. */
  get companies(): readonly (string | null)[] {
    return this.#companies.values
  }

  companyOf(at: number): number {
    return this.#companies.place(at)
  }

  /** One row, as a scorecard has it. */
  row(at: number): ListRow {
    const [place, placeNames, district] = this.#sites.at(at)
    const number = (name: NumberColumn) => this.number(name, at)
    const [p5, p50, p95, top10, group] = ranges.map(number)
    const dimensions: Record<string, number> = {}
    for (const code of this.#dimensions.keys()) {
      const points = this.dimension(code, at)
      if (points !== null) dimensions[code] = points
    }
    return {
      slug: this.slug(at),
      name: this.name(at),
      place,
      placeNames,
      district,
      company: this.company(at),
      demonstration: this.demonstration(at),
      outcome: this.outcome(at),
      band: this.band(at),
      base: number("base"),
      bonus: number("bonus"),
      deductions: number("deductions"),
      final: number("final"),
      ranking: number("ranking"),
      rank: number("rank"),
      rankFigure: number("rankFigure"),
      range:
        p5 === null || p5 === undefined
          ? null
          : { p5, p50: p50 ?? 0, p95: p95 ?? 0, top10: top10 ?? 0, group: group ?? 0 },
      gatesFailed: this.#gatesFailed.at(at),
      vetoes: this.#vetoes.at(at),
      dimensions,
    }
  }
}
