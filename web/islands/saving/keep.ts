import type { FieldsRefused, FieldsSaved } from "../../../worker/domain/submission/saving-answers.ts"
import type { ToldBeside } from "../filing/data.ts"
import type { FilingWords } from "../filing/words.ts"
import { type Batch, Changes } from "./changes.ts"
import { ClashBoxes } from "./clash-box.ts"
import { browserStore, type CopyOf, dropOutdated, keepChanges, keptChanges } from "./copy.ts"
import { downloadChanges } from "./download.ts"
import { controlOf, putText, textsOf, writtenTexts } from "./fields.ts"
import { tellOthers } from "./merged-note.ts"
import { type Pace, retryMs, saveWaitMs } from "./pace.ts"
import { freshKey, type Halt, haltOf, type Outcome, sendFields } from "./send.ts"
import { type Saving, StateLine } from "./state.ts"

export interface Keeping {
  words: FilingWords
  copy: CopyOf
  /** The server's clock when the page was made. */
  now: number
  /** Texts as they are saved, by the names of fields, where the form shows others. */
  standing: ReadonlyMap<string, string>
  /** What a field is called. */
  titleOf(name: string): string
  /** Whether a field must not be kept in the browser. */
  sensitive(name: string): boolean
  same(name: string, one: string, other: string): boolean
  /** Fields were filled by what others saved, or by what was found in the browser. */
  filled(): void
  told(beside: ToldBeside[]): void
}

/** Keeps what is typed into the filing form: within the keystroke in this browser, then field by field at the server. */
export class Keeper {
  readonly changes: Changes
  readonly #form: HTMLFormElement
  readonly #keeping: Keeping
  readonly #store = browserStore()
  readonly #state: StateLine
  readonly #boxes: ClashBoxes
  readonly #opened = performance.now()
  /** The revision that the person has looked at: sending tells what others changed since. */
  readonly looked: string
  #timer = 0
  #pace: Pace = { firstAt: 0, lastAt: 0, answeredAt: 0, answerMs: 0 }
  #failures = 0
  #retrySeconds = 0
  #flight: { key: string; batch: Batch } | null = null
  #unanswered: { key: string; mark: string } | null = null
  #halt: Halt | null = null
  #stored = true
  #found = 0
  #given = false
  #savedAt: string | null = null
  #waiting: (() => void)[] = []

  constructor(form: HTMLFormElement, keeping: Keeping) {
    this.#form = form
    this.#keeping = keeping
    const written = writtenTexts(form)
    this.changes = new Changes(new Map([...written, ...keeping.standing]), keeping.same)
    for (const [name, text] of textsOf(form))
      if (keeping.standing.has(name) || text !== written.get(name)) this.changes.typed(name, text)
    this.looked = this.#revision
    this.#boxes = new ClashBoxes(form, keeping.words, (name, mine) => this.#decide(name, mine))
    this.#state = new StateLine(keeping.words, {
      again: () => this.retryNow(),
      download: () => downloadChanges(keeping.words, this.changes.open, keeping.titleOf),
      form: window.location.pathname,
    })
    dropOutdated(this.#store, this.#now)
    this.#takeUp()
    if (this.changes.open.size > 0) this.#typed()
  }

  /** What only this page holds: sensitive values are never kept in the browser. */
  get #here(): string[] {
    return [...this.changes.open.keys()].filter(this.#keeping.sensitive).map(this.#keeping.titleOf)
  }

  get #revision(): string {
    return (this.#form.elements.namedItem("revision") as HTMLInputElement).value
  }

  /** Now by the server's clock: this browser's own may be wrong. */
  get #now(): number {
    return this.#keeping.now + performance.now() - this.#opened
  }

  get unsaved(): boolean {
    return this.changes.open.size > 0 && !this.#given
  }

  /** The person signs out and gives up what is not saved: from now on nothing is kept or sent. */
  giveUp(): void {
    this.#given = true
    this.#halt = "closed"
  }

  /** What an earlier page, or another window of this person, did not get saved. */
  #takeUp(): void {
    const names = textsOf(this.#form)
    for (const [name, change] of keptChanges(this.#store, this.#keeping.copy)) {
      if (!names.has(name) || this.changes.open.has(name)) continue
      if (!this.changes.found(name, change)) continue
      putText(this.#form, name, change.to)
      this.#found += 1
    }
    this.#keep(new Map())
    if (this.#found > 0) this.#keeping.filled()
  }

  /** Fields now hold other texts. */
  input(): void {
    for (const [name, text] of textsOf(this.#form)) {
      const known = this.changes.open.get(name)?.to ?? this.changes.saved(name)
      if (text === known) continue
      const before = new Map([[name, known]])
      this.changes.typed(name, text)
      this.#keep(before)
    }
    this.#typed()
  }

  #typed(): void {
    const now = performance.now()
    if (this.#pace.firstAt === 0) this.#pace.firstAt = now
    this.#pace.lastAt = now
    if (this.changes.clashes.size > 0) this.#showClashes()
    this.#plan()
  }

  /** Writes the copy; `done` are texts that need no copy any more. */
  #keep(done: ReadonlyMap<string, string>): void {
    if (this.#given) return
    const { copy, sensitive } = this.#keeping
    const changes = new Map([...this.changes.open].filter(([name]) => !sensitive(name)))
    this.#stored = keepChanges(this.#store, copy, { changes, done, at: this.#now })
  }

  #plan(): void {
    window.clearTimeout(this.#timer)
    this.#show()
    if (this.#flight || this.#halt === "closed" || this.changes.ready().size === 0) return
    const wait =
      this.#halt || this.#failures > 0 ? this.#retrySeconds * 1000 : saveWaitMs(performance.now(), this.#pace)
    this.#timer = window.setTimeout(() => void this.save(), wait)
  }

  #stateNow(): Saving {
    const n = this.changes.open.size
    const { clashes, held } = this.changes
    if (n === 0) return this.#savedAt === null ? { kind: "new" } : { kind: "saved", at: this.#savedAt }
    const away = this.#failures > 0
    if (!this.#stored && (away || this.#halt)) return { kind: "full", n }
    if (this.#halt) return { kind: this.#halt, n }
    if (away && !navigator.onLine) return { kind: "offline", n }
    if (away) return { kind: "failed", n, seconds: Math.max(1, Math.round(this.#retrySeconds)) }
    if (clashes.size > 0) return { kind: "asks", n: clashes.size }
    if (held.size > 0) return { kind: "held", n: held.size }
    return this.#found > 0 ? { kind: "found", n: this.#found } : { kind: "saving", n }
  }

  #show(): void {
    // As long as nothing was saved from here, the line stays as the server wrote it.
    const state = this.#stateNow()
    if (state.kind !== "new") this.#state.show(state, this.#here)
  }

  #showClashes(): void {
    const { clashes, open } = this.changes
    this.#boxes.show(clashes, open, this.#keeping.titleOf)
  }

  #decide(name: string, mine: boolean): void {
    const change = this.changes.open.get(name)
    this.changes.decide(name, mine)
    if (!mine) {
      putText(this.#form, name, this.changes.saved(name))
      this.#keeping.filled()
    }
    this.#keep(new Map(change && !mine ? [[name, change.to]] : []))
    this.#showClashes()
    controlOf(this.#form, name)?.focus()
    this.#typed()
    this.#settle()
  }

  /** Tries again at once what waits: the line or the person is back. */
  retryNow(): void {
    if (this.#halt === "closed") return
    void this.save()
  }

  /** Sends what is ready. `leaving`: the page may be gone before the answer is here. */
  async save(leaving = false): Promise<void> {
    const batch = this.changes.ready()
    if (this.#flight || batch.size === 0 || this.#halt === "closed") return this.#settle()
    window.clearTimeout(this.#timer)
    const mark = JSON.stringify([this.#revision, ...batch])
    // The same again is the same command: when only its answer was lost, it is written once.
    const key = this.#unanswered?.mark === mark ? this.#unanswered.key : freshKey()
    this.#unanswered = { key, mark }
    this.#flight = { key, batch }
    this.changes.goes(batch)
    this.#keep(new Map())
    this.#pace.firstAt = 0
    this.#show()
    const begun = performance.now()
    const { owner } = this.#keeping.copy
    const outcome = await sendFields({
      action: this.#form.action,
      owner,
      revision: this.#revision,
      key,
      batch,
      leaving,
    })
    this.#pace.answeredAt = performance.now()
    this.#pace.answerMs = this.#pace.answeredAt - begun
    this.#flight = null
    this.#answered(batch, outcome)
    if (this.changes.ready().size > 0 && this.#pace.firstAt === 0) this.#pace.firstAt = performance.now()
    this.#plan()
    this.#settle()
  }

  #answered(batch: Batch, outcome: Outcome): void {
    if (outcome.kind === "lost") {
      this.#failures += 1
      this.#retrySeconds = retryMs(this.#failures, Math.random()) / 1000
      return
    }
    this.#failures = 0
    this.#unanswered = null
    if (outcome.kind === "saved") this.#saved(batch, outcome.saved)
    else this.#refused(outcome.status, outcome.refused)
  }

  #refused(status: number, refused: FieldsRefused): void {
    this.#halt = haltOf(status, refused)
    // Somebody may sign in in another window: asked again now and then, and as soon as this one is looked at.
    if (this.#halt) this.#retrySeconds = retryMs(5, Math.random()) / 1000
    for (const clash of refused.clashes ?? []) this.changes.clashed(clash)
    for (const name of refused.held ?? []) this.changes.hold(name)
    this.#showClashes()
    // The other fields go at once.
    if (!this.#halt) this.#pace.lastAt = 0
  }

  #saved(batch: Batch, saved: FieldsSaved): void {
    this.#halt = null
    this.#found = 0
    this.#savedAt = saved.savedAt
    this.changes.arrived(batch)
    this.#keep(new Map([...batch].map(([name, { to }]) => [name, to])))
    // Other forms of the page are about the same thing: they have now seen this revision too.
    for (const field of document.querySelectorAll<HTMLInputElement>('input[name="revision"]'))
      field.value = String(saved.revision)
    if (saved.standing) this.#merge(saved.standing, saved.changedBy ?? [])
    this.#keeping.told(saved.beside)
  }

  #merge(standing: Record<string, string>, by: readonly string[]): void {
    const { words, titleOf } = this.#keeping
    const other = this.changes.merge(standing, textsOf(this.#form).keys())
    if (other.size === 0) return
    for (const [name, text] of other) putText(this.#form, name, text)
    tellOthers(this.#form, words, { by, names: [...other.keys()].map(titleOf) })
    this.#keeping.filled()
  }

  /** Resolves once nothing is on its way any more that could be saved now. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (!this.#flight) void this.save()
    })
  }

  #settle(): void {
    const stuck = this.#failures > 0 || this.#halt !== null || this.changes.ready().size === 0
    if (this.#flight || !stuck) return
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Brings the person to what keeps a change from being saved. */
  focusTrouble(): void {
    const [held] = this.changes.held
    if (this.changes.clashes.size > 0) this.#boxes.focus()
    else if (held !== undefined) controlOf(this.#form, held)?.focus()
    else document.getElementById("save-box")?.scrollIntoView({ block: "nearest" })
  }
}
