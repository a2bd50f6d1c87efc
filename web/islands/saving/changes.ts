import type { Clash } from "../../../worker/domain/submission/saving-answers.ts"

/** A text that is typed and not yet saved. */
export interface Change {
  /** What it replaces, as far as this browser knows. */
  was: string
  to: string
  /** Texts that were sent and not answered: when one of them stands there, nobody else typed it. */
  sent: string[]
}

export type Batch = ReadonlyMap<string, { was: string; to: string }>

/** Most unanswered texts kept of one field; older ones were replaced long ago. */
const MOST_SENT = 8

/**
 * What was typed into a form's fields and is not saved yet, by the names of the fields. Each keeps the text that it
 * replaces, so that two editors merge field by field. `same` says whether two texts of a field are the same value.
 */
export class Changes {
  readonly #saved: Map<string, string>
  readonly #same: (name: string, one: string, other: string) => boolean
  readonly #open = new Map<string, Change>()
  readonly #clashes = new Map<string, Clash>()
  readonly #held = new Set<string>()

  constructor(
    saved: ReadonlyMap<string, string>,
    same: (name: string, one: string, other: string) => boolean = (_, one, other) => one === other,
  ) {
    this.#saved = new Map(saved)
    this.#same = same
  }

  /** What stands at the server, as far as this browser knows. */
  saved(name: string): string {
    return this.#saved.get(name) ?? ""
  }

  /** All that is not saved. */
  get open(): ReadonlyMap<string, Change> {
    return this.#open
  }

  /** Fields that somebody else changed too. */
  get clashes(): ReadonlyMap<string, Clash> {
    return this.#clashes
  }

  /** Fields whose text no draft can hold; they wait until it is changed. */
  get held(): ReadonlySet<string> {
    return this.#held
  }

  /** A field now holds a text. */
  typed(name: string, to: string): void {
    this.#held.delete(name)
    const clash = this.#clashes.get(name)
    if (clash && this.#same(name, clash.now, to)) {
      this.decide(name, false)
      return
    }
    const known = this.#open.get(name)
    const was = known?.was ?? this.saved(name)
    // What is on its way may stand there in a moment, so it is replaced again.
    if (to === was && !known?.sent.length && !clash) this.#open.delete(name)
    else this.#open.set(name, { was, to, sent: known?.sent ?? [] })
  }

  /** Takes over what an earlier page did not get saved; false when it stands there already. */
  found(name: string, change: Change): boolean {
    if (this.#same(name, this.saved(name), change.to)) return false
    this.#open.set(name, change)
    return true
  }

  /** What can be sent now: all but what waits for a decision or for another text. */
  ready(): Batch {
    const sendable = [...this.#open].filter(([name]) => !this.#clashes.has(name) && !this.#held.has(name))
    return new Map(sendable.map(([name, { was, to }]) => [name, { was, to }]))
  }

  /** A batch goes out: it may arrive although no answer comes back. */
  goes(batch: Batch): void {
    for (const [name, { to }] of batch) {
      const change = this.#open.get(name)
      if (change) change.sent = [...change.sent.filter((text) => text !== to), to].slice(-MOST_SENT)
    }
  }

  /** A batch was saved. */
  arrived(batch: Batch): void {
    for (const [name, { to }] of batch) {
      this.#saved.set(name, to)
      const change = this.#open.get(name)
      if (!change) continue
      if (change.to === to) this.#open.delete(name)
      else this.#open.set(name, { was: to, to: change.to, sent: [] })
    }
  }

  /** Something else stands in a field than what was to be replaced: what was sent from here itself is no clash. */
  clashed(clash: Clash): void {
    const { name, now } = clash
    this.#saved.set(name, now)
    const change = this.#open.get(name)
    if (!change) return
    const own = change.sent.some((text) => this.#same(name, text, now))
    if (own) this.#open.set(name, { ...change, was: now, sent: [] })
    else this.#clashes.set(name, clash)
  }

  /** No draft can hold the text of a field. */
  hold(name: string): void {
    if (this.#open.has(name)) this.#held.add(name)
  }

  /** Decides a clash: the own text replaces the other one, or the other one stays. */
  decide(name: string, mine: boolean): void {
    const clash = this.#clashes.get(name)
    const change = this.#open.get(name)
    if (!clash || !change) return
    this.#clashes.delete(name)
    if (mine) this.#open.set(name, { was: clash.now, to: change.to, sent: [] })
    else this.#open.delete(name)
  }

  /** What others saved meanwhile, where nothing was typed here: the fields that now show something else. */
  merge(standing: Readonly<Record<string, string>>, names: Iterable<string>): Map<string, string> {
    const other = new Map<string, string>()
    for (const name of names) {
      const now = standing[name] ?? ""
      if (this.#open.has(name)) continue
      if (!this.#same(name, this.saved(name), now)) other.set(name, now)
      this.#saved.set(name, now)
    }
    return other
  }
}
